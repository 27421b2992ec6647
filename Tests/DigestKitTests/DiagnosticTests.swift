import Testing

@testable import DigestCore
@testable import DigestModel

@Suite struct DiagnosticTests {
  @Test func `a diagnostic has position, message and hint`() {
    let diagnostic = Diagnostic(
      path: "Content/papers/x.md", line: 4, column: 1, message: "unknown key 'auhtors'",
      hint: "did you mean 'authors'?")
    #expect(
      diagnostic.description == """
        Content/papers/x.md:4:1: error: unknown key 'auhtors'
          hint: did you mean 'authors'?
        """)
  }

  @Test func `control characters cannot reach the terminal`() {
    let diagnostic = Diagnostic(path: "a.md", message: "bad title '\u{1B}[31mred\u{202E}'")
    #expect(diagnostic.description == #"a.md:1:1: error: bad title '\u{1B}[31mred\u{202E}'"#)
  }

  @Test(arguments: [
    ("auhtors", "authors"), ("titel", "title"), ("Date", "date"), ("upvote", "upvotes"),
  ])
  func `a mistyped key finds its nearest`(typed: String, meant: String) {
    let known = ["title", "authors", "award", "date", "upvotes", "updated"]
    #expect(nearest(to: typed, among: known) == meant)
  }

  @Test func `a name unlike any other finds none`() {
    #expect(nearest(to: "colour", among: ["title", "date"]) == nil)
  }
}
