import Foundation
import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestKit
@testable import DigestModel

@Suite struct FeedTests {
  @Test func `the feed has one entry with the metadata of each paper`() throws {
    let site = try TestSite(files: [
      "Content/papers/a.md": paper(
        "A & \"B\"", "authors: [Ada]\ntags: [x]\nsummary: <Short>\nupdated: 2025-04-01"),
      "Content/papers/b.md": paper("C", body: "One.\n\n# Notes\n\nMine."),
    ])
    let feed = site.files["feed.xml"] ?? []
    #expect(
      XMLJudge.texts(of: "id", in: feed) == [
        "https://example.org/", "https://example.org/papers/a.html",
        "https://example.org/papers/b.html",
      ])
    #expect(XMLJudge.texts(of: "title", in: feed) == ["Digest", "A & \"B\"", "C"])
    #expect(XMLJudge.texts(of: "summary", in: feed) == ["<Short>"])
    #expect(XMLJudge.texts(of: "content", in: feed) == ["<p>Text.</p>\n", "<p>One.</p>\n"])
    #expect(XMLJudge.texts(of: "updated", in: feed)?.first == "2025-04-01T00:00:00Z")
  }

  @Test func `a feed is well-formed even if texts contain characters that XML forbids`() throws {
    let site = try TestSite(files: [
      "Content/papers/a.md": paper("\"]]> &amp;\"", body: "a&#1;b &#xFFFE; ]]> <![CDATA[ &#xB;")
    ])
    #expect(XMLJudge.texts(of: "title", in: site.files["feed.xml"] ?? [])?.last == "]]> &amp;")
  }

  @Test func `without a base URL there is no feed, no sitemap and a warning`() throws {
    let site = try TestSite("-- Content/site.yml --\ntitle: D\n")
    #expect(!site.paths.contains("feed.xml") && !site.paths.contains("sitemap.xml"))
    #expect(
      site.report.warnings.map(\.message) == [
        "'base_url' is missing, so no feeds and no sitemap are built"
      ])
    #expect(!site["index.html"].contains("feed.xml"))
    #expect(site["robots.txt"] == "User-agent: *\nAllow: /\n")
  }

  @Test func `the sitemap names each page once`() throws {
    let site = try TestSite(files: ["Content/papers/a.md": paper("A", "tags: [x]")])
    let pages = XMLJudge.texts(of: "loc", in: site.files["sitemap.xml"] ?? []) ?? []
    let expected = site.paths
      .filter { $0.hasSuffix(".html") && !["404.html", "saved.html", "search.html"].contains($0) }
      .map { $0 == "index.html" ? "https://example.org/" : "https://example.org/\($0)" }
    #expect(pages.sorted() == expected.sorted())
  }

  @Test func `a sitemap above the limit is split into parts with an index`() throws {
    let base = try #require(BaseURL("https://a.org/"))
    let pages = [Page](repeating: .archive, count: Sitemap.urlLimit + 1)
    let files = Sitemap(site: Site(Content()), base: base).render(pages)
    #expect(files.map(\.path.text) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"])
    let counts = files.map { XMLJudge.texts(of: "loc", in: $0.bytes)?.count }
    #expect(counts == [2, 50_000, 1])
  }

  @Test func `the search data has the metadata of each paper`() throws {
    let site = try TestSite(files: [
      "Content/papers/a.md": paper(
        "'</script>\u{2028}\\\"'", "authors: [Ada]\ntags: [x]\nvenue: ACL", body: "One. *Two*.")
    ])
    let json = try JSONSerialization.jsonObject(with: Data(site.files["search/papers.json"] ?? []))
    let papers = try #require((json as? [String: Any])?["papers"] as? [[String: Any]])
    let paper = try #require(papers.first)
    #expect(paper["title"] as? String == "</script>\u{2028}\\\"")
    #expect(paper["url"] as? String == "papers/a.html")
    #expect(paper["authors"] as? [String] == ["Ada"])
    #expect(paper["summary"] as? String == "One. Two.")
    #expect(paper["venue"] as? String == "ACL")
    #expect(!site["search/papers.json"].contains("</script>"))
  }
}
