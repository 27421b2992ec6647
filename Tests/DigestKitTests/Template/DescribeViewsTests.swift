import Testing

@testable import DigestKit
@testable import DigestTemplate

@Suite struct DescribeViewsTests {
  @Test func `every name is listed with type and meaning, and nested views only once`() {
    #expect(
      describe(views: [("venue", TestVenue.self), ("author", TestAuthor.self)]) == """
        venue (VenueView)
          name            text                  Its name.
          editor          AuthorView, optional  Its editor.
          editor.name     text                  As printed.
          editor.isFirst  flag                  Whether first.
          host            AuthorView            Its host.

        author (AuthorView)
          name     text  As printed.
          isFirst  flag  Whether first.

        """)
  }
}
