import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestKit
@testable import DigestModel
@testable import DigestSearch

@Suite struct CollisionTests {
  private static func site(_ more: [String: [UInt8]] = [:]) -> [String: [UInt8]] {
    let fields = "tags: [gpt]\nauthors: [Ada]\nvenue: ACL\nupvotes: 3\naliases: [old/deep/a.html]"
    let files = [
      "Content/papers/a.md": paper("A", fields),
      "Content/pages/about.md": Array("---\ntitle: About\n---\n".utf8),
      "Content/figures/a.png": [1],
    ]
    return files.merging(more) { _, new in new }
  }

  @Test func `no file of the author can replace a folder of the site`() throws {
    let paths = try TestSite(files: Self.site()).paths.compactMap { SitePath($0)?.folder }
    let folders = Set(paths.map(\.text)).filter { !$0.contains("figures") && !$0.contains("old") }
    #expect(folders.isSuperset(of: ["assets", "authors", "papers", "search", "tags", "venues"]))
    for folder in folders {
      #expect(
        TestSite.problems(Self.site(["Content/\(folder)": [1]])) == """
          Content/\(folder):1:1: error: would be written to \(folder), which is a folder of the site
            hint: rename the file
          """)
    }
  }

  @Test func `a file conflicts only with folders that the site has`() throws {
    let settings = Array("\(TestSite.settings)pages: {weeks: no, venues: no}\n".utf8)
    for folder in ["weeks", "venues"] {
      let files = Self.site(["Content/\(folder)": [1], "Content/site.yml": settings])
      #expect(TestSite.problems(files) == "")
    }
    #expect(TestSite.problems(Self.site(["Content/Venues": [1]])).contains("a folder of the site"))
  }

  @Test(arguments: ["old", "old/deep"])
  func `no file can be in the place of an alias's folders`(path: String) throws {
    #expect(
      TestSite.problems(Self.site(["Content/\(path)": [1]]))
        .hasPrefix("Content/papers/a.md:8:11: error: would be written to old/deep/a.html, but"))
  }

  @Test(arguments: [
    "search/manifest.json", "search/papers.json", "search/l0-0123456789ab.json.gz",
    "search/c12-abcdefab.js", "search/v0123456789ab.js", "papers/a.bib", "issues-weekly.xml",
    "papers.bib",
    "sitemap.xml", "robots.txt",
  ])
  func `no file of the author can be in the place of an output`(path: String) {
    #expect(
      TestSite.problems(Self.site(["Content/\(path)": [1]])) == """
        Content/\(path):1:1: error: would be written to \(path), and so would a page that digest \
        makes
          hint: rename one of the files
        """)
  }

  @Test(arguments: ["search/notes.json", "search/a-b.json", "search/x/cards0-abcdefabcdef.json"])
  func `files of other names may be beside the search index`(path: String) {
    #expect(TestSite.problems(Self.site(["Content/\(path)": [1]])) == "")
  }

  @Test func `the parts of a large site's files are known before they are made`() throws {
    let day = try #require(Day("2024-12-31"))
    var content = Content()
    content.papers = (0...SearchRecords.limit).map { number in
      Paper(source: "\(number)", slug: "\(number)", date: Day(ordinal: day.ordinal + number % 2))
    }
    let site = Site(content)
    #expect(SearchRecords.paths(site) == SearchRecords.render(site).map(\.path))
    #expect(SearchRecords.paths(site).map(\.text).last == "search/papers-2024.json")
    let sitemap = Sitemap(site: site, base: BaseURL(description: "https://a.org/"))
    let pages = [Page](repeating: .archive, count: 2 * Sitemap.urlLimit + 1) + [.saved]
    #expect(sitemap.paths(pages) == sitemap.render(pages).map(\.path))
    #expect(sitemap.paths(pages).count == 4)
  }

  @Test func `each file of a search index has a name that is reserved for it`() throws {
    let site = try TestSite(files: Self.site())
    let files = site.paths.filter { $0.hasPrefix("search/") && $0 != "search/papers.json" }
    #expect(files.count > 3)
    #expect(files.compactMap { SitePath($0) }.allSatisfy(SearchFiles.mayOwn))
  }
}
