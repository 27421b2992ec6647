import Foundation
import Testing

@testable import DigestKit
@testable import DigestModel

@Suite struct SiteTests {
  @Test func `papers are sorted by date, votes and slug, whatever order they are read in`() throws {
    var content = Content()
    content.papers = try (0..<60).map { number in
      let day = try #require(Day(year: 2025, month: 3, day: 1 + number % 3))
      var paper = Paper(source: "papers/p\(number).md", slug: "p\(number)", date: day)
      paper.upvotes = number % 4 == 0 ? nil : number % 4
      return paper
    }
    let expected = Site(content).papers.map(\.slug)
    #expect(expected.prefix(3) == ["p11", "p23", "p35"])
    for _ in 0..<20 {
      content.papers.shuffle()
      #expect(Site(content).papers.map(\.slug) == expected)
    }
  }

  @Test(arguments: [(0, 1), (1, 1), (50, 1), (51, 2), (101, 3)])
  func `a list is split into pagers`(_ total: Int, _ count: Int) {
    let pagers = Pager.all(total: total, pageSize: 50)
    #expect(pagers.map(\.number) == Array(1...count))
    #expect(pagers.flatMap { Array($0.range) } == Array(0..<total))
    #expect(pagers.allSatisfy { $0.count == count })
  }

  @Test func `the second page of each list has its own file and links back`() throws {
    let files = Dictionary(
      uniqueKeysWithValues: (0..<51).map {
        ("Content/papers/p\($0).md", paper("P\($0)", "tags: [gpt]\nauthors: [Ada]"))
      })
    let site = try TestSite(files: files)
    let second = [
      "pages/2.html", "days/2025-03-12_2.html", "weeks/2025-W11_2.html", "months/2025-03_2.html",
      "tags/gpt_2.html", "authors/ada_2.html",
    ]
    for path in second {
      #expect(site[path].contains("<article class=\"card\">"), "\(path)")
      #expect(site[path].contains("rel=\"prev\""), "\(path)")
      #expect(site[path].contains("Page 2 of 2"), "\(path)")
    }
    #expect(!site.paths.contains { $0.hasSuffix("_3.html") || $0 == "pages/3.html" })
  }

  @Test func `a site without papers has a home page that says so`() throws {
    let site = try TestSite("")
    #expect(site["index.html"].contains("No papers yet."))
    #expect(
      XMLJudge.texts(of: "updated", in: site.files["feed.xml"] ?? []) == ["1970-01-01T00:00:00Z"])
    #expect(site["search/papers.json"] == "{\"version\":1,\"papers\":[\n]}\n")
  }

  @Test func `spellings of an author share a page, titled with the most common one`() throws {
    let site = try TestSite(files: [
      "Content/papers/a.md": paper("A", "authors: [José García]"),
      "Content/papers/b.md": paper("B", "authors: [Jose\u{301} Garci\u{301}a]"),
      "Content/papers/c.md": paper("C", "authors: [Jose Garcia]"),
    ])
    #expect(site["authors/jose-garcia.html"].contains("<h1>José García</h1>"))
    #expect(site["authors/jose-garcia.html"].contains(">3 papers</p>"))
  }

  @Test func `an author named twice on one paper counts once`() throws {
    let site = try TestSite(files: ["Content/papers/a.md": paper("A", "authors: [Ada, ADA]")])
    #expect(site["authors/ada.html"].contains(">1 paper</p>"))
  }

  @Test func `tags made of symbols or of other scripts have their own pages`() throws {
    let tags = [
      "C", "C++", "C#", "index", "con", "强化学习", "обучение", "学习", "!!!", "a/b", "..", ".net",
    ]
    let list = tags.map { "'\($0)'" }.joined(separator: ", ")
    let site = try TestSite(files: ["Content/papers/a.md": paper("A", "tags: [\(list)]")])
    let pages = site.paths.filter {
      $0.hasPrefix("tags/") && $0.hasSuffix(".html") && $0 != "tags/index.html"
    }
    #expect(pages.count == tags.count)
    for path in ["tags/c.html", "tags/c-plus-plus.html", "tags/c-sharp.html", "tags/a-b.html"] {
      #expect(pages.contains(path))
    }
    #expect(
      pages.allSatisfy { path in
        path.utf8.dropFirst(5).allSatisfy {
          (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "-.".utf8.contains($0)
        }
      })
    #expect(site["tags/index.html"].contains("<h1>Tags</h1>"))
  }

  @Test func `drafts appear nowhere`() throws {
    let files = [
      "Content/papers/a.md": paper("Secret", "draft: yes\ntags: [x]\nauthors: [Ada]"),
      "Content/papers/b.md": paper("Open"),
      "Content/pages/c.md": Array("---\ntitle: Secret\ndraft: true\n---\n".utf8),
    ]
    let site = try TestSite(files: files)
    for path in site.paths { #expect(!site[path].contains("Secret"), "\(path)") }
    #expect(!site.paths.contains("tags/x.html"))
    var options = Build.Options()
    options.includesDrafts = true
    let drafts = try TestSite(files: files, options: options)
    #expect(drafts["papers/a.html"].contains("<span class=\"mark\">Draft</span>"))
    #expect(drafts.paths.contains("c.html"))
  }

  @Test func `future papers are left out until their date`() throws {
    let files = [
      "Content/papers/a.md": paper("A", date: "2025-03-12"),
      "Content/papers/b.md": paper("B", date: "2025-03-13"),
    ]
    var options = Build.Options()
    options.now = Day("2025-03-12")
    #expect(try !TestSite(files: files, options: options).paths.contains("papers/b.html"))
    options.includesFuture = true
    #expect(try TestSite(files: files, options: options).paths.contains("papers/b.html"))
    #expect(try TestSite(files: files).paths.contains("papers/b.html"))
  }
}
