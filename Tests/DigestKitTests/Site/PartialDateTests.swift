import Testing

@testable import DigestModel

/// Often no more is known of a publication than its year.
@Suite struct PartialDateTests {
  @Test(arguments: [
    ("2018", "2018", "2018-01-01"), ("2018-05", "May 2018", "2018-05-01"),
    ("2018-05-29", "29 May 2018", "2018-05-29"),
  ])
  func `a year, a month and a day are dates`(text: String, words: String, first: String) throws {
    let date = try #require(PartialDate(text))
    #expect(date.description == text && date.inWords == words)
    #expect(date.firstDay.description == first)
  }

  @Test(arguments: [
    "", "18", "2018-5", "2018-13", "2018-02-30", "0000", "2018-", "2018-05-1", "May",
  ])
  func `what no calendar has is none`(text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test func `nothing is added to a year in citations and meta tags`() throws {
    let site = try TestSite(files: ["Content/papers/a.md": paper("A", "published: 2018")])
    let page = site["papers/a.html"]
    #expect(page.contains("name=\"citation_publication_date\" content=\"2018\""))
    #expect(page.contains("\"datePublished\":\"2018\""))
    #expect(site["papers.bib"].contains("year = {2018}") && !site["papers.bib"].contains("month"))
    let month = try TestSite(files: ["Content/papers/a.md": paper("A", "published: 2018-05")])
    #expect(month["papers.bib"].contains("month = may"))
    #expect(month["papers/a.html"].contains("content=\"2018/05\""))
  }

  @Test func `a date that is none is refused with a hint`() {
    #expect(
      TestSite.problems(["Content/papers/a.md": paper("A", "published: 2018/05")]) == """
        Content/papers/a.md:4:12: error: 'published' must be a date such as 2025-03-12, 2025-03 or \
        2025, not '2018/05'
          hint: write only the year: 2018
        """)
  }
}
