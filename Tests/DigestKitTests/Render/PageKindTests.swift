import Foundation
import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestModel

@Suite struct PageKindTests {
  private static let content: [String: String] = {
    var content = [
      "papers/a.md": transformerPaper, "papers/net.png": "",
      "papers/b.md": paperFile("B", "2025-02-10"),
      "pages/about.md": "---\ntitle: About\n---\nHello.\n",
    ]
    for day in 10..<20 {
      content["papers/p\(day).md"] = paperFile(
        "P\(day)", "2025-02-\(day)", "authors: [Zoë Quine, 3M Team, Ann Bo]\nvenue: V\nupvotes: 3")
    }
    return content
  }()

  @Test func `a site can have paper pages and nothing else`() throws {
    let site = try TestSite(
      """
      page_size: 3
      pages: {lists: no, days: no, weeks: no, months: no, archive: no, tags: no, authors: no, \
      venues: no, trending: no}
      feeds: {atom: no, json: no, issues: no}
      exports: {bibtex: no}
      search: {page: no}
      """, PageKindTests.content)
    let papers = site.paths.filter { !$0.hasPrefix("papers/") && !$0.hasPrefix("assets/") }
    #expect(
      papers == [
        "404.html", "about.html", "index.html", "robots.txt", "saved.html", "search/papers.json",
        "sitemap.xml",
      ])
    #expect(site.danglingLinks == [])
    #expect(!site["papers/p10.html"].contains("<a href=\"../authors"))
    #expect(site["papers/p10.html"].contains("<span>Zoë Quine</span>"))
  }

  @Test(arguments: [
    "", "pages: {lists: no}", "pages: {days: no}", "pages: {weeks: no}", "pages: {months: no}",
    "pages: {archive: no}", "pages: {tags: no}", "pages: {authors: no}", "pages: {venues: no}",
    "pages: {trending: no}", "search: {page: no}", "search: {similar: no}",
    "pages: {days: no, weeks: no, months: no}", "exports: {papers: no}",
    "exports: {days: no}", "exports: {tags: no}", "exports: {all: no}", "exports: {bibtex: no}",
    "exports: {ris: yes, csl: yes}", "feeds: {atom: no}", "feeds: {json: no}",
    "feeds: {issues: no}",
    "feeds: {tags: no}", "feeds: {authors: yes}", "feeds: {authors: yes}\npages: {authors: no}",
  ])
  func `no switch leaves a dangling link`(settings: String) throws {
    let site = try TestSite("page_size: 3\n\(settings)", PageKindTests.content)
    #expect(site.danglingLinks == [])
    #expect(site.report.files == site.files.count)
  }

  @Test func `an unknown kind is an error that suggests the nearest one`() {
    #expect(
      TestSite.problems(
        "pages: {tag: no, foo: yes}\nfeeds: {rss: yes}\nexports: {pdf: yes, ris: maybe}", [:])
          == """
          Content/site.yml:3:9: error: unknown key 'tag'
            hint: did you mean 'tags'?
          Content/site.yml:3:18: error: unknown key 'foo'
            hint: the kinds are lists, days, weeks, months, archive, tags, authors, venues, trending
          Content/site.yml:4:9: error: unknown key 'rss'
            hint: the feeds are atom, json, issues, weekly, monthly, tags, authors
          Content/site.yml:5:11: error: unknown key 'pdf'
            hint: the exports are papers, days, tags, all; the formats are bibtex, ris, csl
          Content/site.yml:5:26: error: 'ris' must be yes or no, not 'maybe'
          """)
    #expect(
      TestSite.problems("pages: no\nsubscribe: [a]", [:]) == """
        Content/site.yml:3:8: error: 'pages' must be a map of kinds with yes or no, not text
          hint: write indented lines such as 'tags: no' below 'pages:'
        Content/site.yml:4:12: error: 'subscribe' must be a map with 'action' and 'field', not a list
          hint: write indented lines 'action: https://…' and 'field: email' below 'subscribe:'
        """)
  }

  @Test func `exceeding the file limit is a warning that names the largest folders`() throws {
    let site = try TestSite("file_limit: 20", PageKindTests.content)
    let warnings = site.report.warnings.map(\.description).joined(separator: "\n")
    #expect(
      warnings == """
        Content/site.yml:3:13: warning: the site has \(site.files.count) files; 'file_limit' is 20
          hint: papers/ has 25, days/ has 22, search/ has 8; switch off kinds of files with 'pages', \
        'feeds' and 'exports'
        """)
    #expect(try TestSite("file_limit: 20000", PageKindTests.content).report.warnings.isEmpty)
  }

  @Test func `only papers of the latest of several issues are new`() throws {
    let site = try TestSite("", PageKindTests.content)
    #expect(site["index.html"].components(separatedBy: ">New<").count == 2)
    #expect(site["days/2025-03-12.html"].contains("<span class=\"mark new\">New</span>"))
    #expect(!(try TestSite("", ["papers/a.md": paperFile("A")])["index.html"].contains(">New<")))
  }

  @Test func `initials link to their groups, with one group for all other characters`() throws {
    let page = try TestSite("", PageKindTests.content)["authors/index.html"]
    #expect(page.contains("<li><a href=\"#letter-z\">Z</a></li>"))
    #expect(page.contains("<section class=\"letter\" id=\"letter-other\">"))
  }

  @Test func `a venue has a page, and its papers link to it`() throws {
    let site = try TestSite("", PageKindTests.content)
    #expect(site["papers/p10.html"].contains("<dd><a href=\"../venues/v.html\">V</a></dd>"))
    #expect(site["venues/v.html"].contains("<p class=\"lead\">10 papers</p>"))
    #expect(site["venues/index.html"].contains("<a href=\"../venues/v.html\">V</a>"))
    #expect(
      !(try TestSite("", ["papers/a.md": paperFile("A")]).paths.contains("venues/index.html")))
  }
}
