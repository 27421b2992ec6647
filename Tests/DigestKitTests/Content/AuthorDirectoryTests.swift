import Testing

@testable import DigestModel

@Suite struct AuthorDirectoryTests {
  private static let papers = [
    "papers/a.md": paperFile("A", "2025-03-12", "authors: [A. N. Gomez, Łukasz Kaiser]"),
    "papers/b.md": paperFile("B", "2025-03-12", "authors: [aidan gomez]"),
  ]

  private func content(_ authors: String) -> [String: String] {
    AuthorDirectoryTests.papers.merging(["authors.yml": authors]) { $1 }
  }

  @Test func `all names of one person link to one page`() throws {
    let site = try TestSite(
      "feeds: {authors: yes}",
      content(
        """
        - name: Aidan N. Gomez
          aliases: [Aidan Gomez, A. N. Gomez, A. Gomez]
          orcid: 0000-0002-1825-0097
        """))
    #expect(
      site.paths.filter { $0.hasPrefix("authors/") && $0.hasSuffix(".html") } == [
        "authors/aidan-n-gomez.html", "authors/index.html", "authors/lukasz-kaiser.html",
      ])
    let page = site["authors/aidan-n-gomez.html"]
    #expect(page.contains("<h1>Aidan N. Gomez</h1>"))
    #expect(page.contains("<p class=\"lead\">2 papers</p>"))
    #expect(page.contains("<span class=\"variant\">A. N. Gomez</span>"))
    #expect(page.contains("<a href=\"https://orcid.org/0000-0002-1825-0097\">ORCID</a>"))
    #expect(
      site["papers/a.html"].contains(
        "<a href=\"../authors/aidan-n-gomez.html\">A. N. Gomez</a> <a class=\"orcid\""))
    #expect(
      site["papers/b.html"].contains("<a href=\"../authors/aidan-n-gomez.html\">aidan gomez</a>"))
    #expect(!site.paths.contains("authors.yml"))
    #expect(site.danglingLinks == [])
  }

  @Test func `all errors are reported with line and column`() {
    #expect(
      TestSite.problems(
        "",
        content(
          """
          - name: A B
            aliases: [C D]
            orcid: 0000-0002-1825-0098
          - nam: X
          - name: C d
          - aliases: E F
          - text
          """)) == """
          Content/authors.yml:3:10: error: 'orcid' must be an ORCID iD with a correct check digit, such \
          as 0000-0002-1825-0097, not '0000-0002-1825-0098'
          Content/authors.yml:4:3: error: an author without a name
            hint: add 'name: …'
          Content/authors.yml:4:3: error: unknown key 'nam'
            hint: did you mean 'name'?
          Content/authors.yml:5:9: error: 'C d' names two authors (first on line 2)
            hint: keep it for one of the two
          Content/authors.yml:6:3: error: an author without a name
            hint: add 'name: …'
          Content/authors.yml:6:12: error: 'aliases' must be a list of names, not text
            hint: write one per line, each after '- '
          Content/authors.yml:7:3: error: 'author' must be a map with 'name' and 'aliases', not text
            hint: write '- name: …' and below it, indented, 'aliases: [… , …]'
          """)
    #expect(
      TestSite.problems("", content("name: A B\n")) == """
        Content/authors.yml:1:1: error: 'authors.yml' must be a list of authors, not a map
          hint: write one per line, each after '- '
        """)
  }
}
