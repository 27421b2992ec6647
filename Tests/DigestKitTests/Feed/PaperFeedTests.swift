import Foundation
import Testing

@Suite struct PaperFeedTests {
  private static let content = [
    "papers/a.md": transformerPaper, "papers/net.png": "",
    "papers/b.md": paperFile("Bees & $n^{2}$", "2025-03-11", "tags: [attention]"),
  ]

  @Test func `each tag has a feed, and each author on request`() throws {
    func feeds(_ settings: String) throws -> [String] {
      try TestSite(settings, PaperFeedTests.content).paths.filter {
        $0.hasSuffix(".xml") && !$0.hasPrefix("sitemap")
      }
    }
    #expect(
      try feeds("") == [
        "feed.xml", "issues-monthly.xml", "issues-weekly.xml", "issues.xml", "tags/attention.xml",
        "tags/r-d.xml",
      ])
    #expect(
      try feeds("feeds: {authors: yes, tags: no, issues: no, weekly: no, monthly: no}") == [
        "authors/aaron-van-den-oord.xml", "authors/ashish-vaswani.xml", "authors/gemini-team.xml",
        "feed.xml",
      ])
    let none = "feeds: {atom: no, tags: no, issues: no, weekly: no, monthly: no}"
    #expect(try feeds(none).isEmpty)
  }

  @Test func `an entry of a tag's feed contains the abstract with absolute links`() throws {
    let feed = try TestSite("", PaperFeedTests.content)["tags/r-d.xml"]
    #expect(
      feed == """
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <title>R&amp;D · Digest</title>
        <id>https://example.org/d/tags/r-d.xml</id>
        <link rel="self" href="https://example.org/d/tags/r-d.xml"/>
        <link rel="alternate" type="text/html" href="https://example.org/d/tags/r-d.html"/>
        <updated>2025-04-01T00:00:00Z</updated>
        <author>
        <name>Digest</name>
        </author>
        <generator>digest</generator>
        <entry>
        <title>BERT α-nets: 50% of R&amp;D</title>
        <id>https://example.org/d/papers/a.html</id>
        <link rel="alternate" type="text/html" href="https://example.org/d/papers/a.html"/>
        <link rel="related" type="application/pdf" href="https://arxiv.org/pdf/1706.03762"/>
        <published>2025-03-12T00:00:00Z</published>
        <updated>2025-04-01T00:00:00Z</updated>
        <author>
        <name>Ashish Vaswani</name>
        </author>
        <author>
        <name>Aäron van den Oord</name>
        </author>
        <author>
        <name>Gemini Team</name>
        </author>
        <category term="attention"/>
        <category term="R&amp;D"/>
        <summary>A &lt;/script&gt; of 𝒪(n²) steps.</summary>
        <content type="html" xml:base="https://example.org/d/papers/a.html">&lt;p&gt;See \
        &lt;a href=&quot;https://example.org/d/papers/b.html&quot;&gt;the other&lt;/a&gt; and \
        &lt;a href=&quot;https://example.org/d/papers/a.html#fn&quot;&gt;this&lt;/a&gt;.&lt;/p&gt;
        </content>
        </entry>
        </feed>

        """)
  }

  @Test func `the JSON Feed has what version 1.1 requires`() throws {
    let bytes = try #require(try TestSite("", PaperFeedTests.content).files["feed.json"])
    let feed = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(feed["version"] as? String == "https://jsonfeed.org/version/1.1")
    #expect(feed["feed_url"] as? String == "https://example.org/d/feed.json")
    #expect(feed["home_page_url"] as? String == "https://example.org/d/")
    let items = try #require(feed["items"] as? [[String: Any]])
    #expect(items.map { $0["title"] as? String } == ["BERT α-nets: 50% of R&D", "Bees & n²"])
    #expect(items[0]["external_url"] as? String == "https://doi.org/10.5555/3295222.3295349")
    #expect(
      (items[0]["content_html"] as? String)?.contains("https://example.org/d/papers/b.html") == true
    )
    let authors = try #require(items[0]["authors"] as? [[String: String]])
    #expect(
      authors[0] == ["name": "Ashish Vaswani", "url": "https://orcid.org/0000-0002-1825-0097"])
    let attachments = items[0]["attachments"] as? [[String: String]]
    #expect(attachments?.first?["mime_type"] == "application/pdf")
  }

  @Test func `of many authors, a feed names the first ones and its own`() throws {
    let names = (0..<300).map { "Ann \($0) Lee" }
    let site = try TestSite(
      "feeds: {authors: yes}",
      ["papers/a.md": paperFile("A", "2025-03-12", "authors: [\(names.joined(separator: ", "))]")])
    func authors(_ path: String) -> [String]? {
      XMLJudge.texts(of: "name", in: site.files[path] ?? []).map { Array($0.dropFirst()) }
    }
    #expect(authors("feed.xml") == names.prefix(100) + ["200 others"])
    #expect(authors("authors/ann-5-lee.xml") == names.prefix(100) + ["200 others"])
    #expect(
      authors("authors/ann-250-lee.xml") == names.prefix(100) + ["Ann 250 Lee", "199 others"])
    #expect(site["feed.json"].contains("\"200 others\""))
    #expect(site["authors/ann-250-lee.xml"].utf8.count < 8000)
  }

  @Test func `an overlong abstract is left to its page`() throws {
    let body = times("Words without end. ", 5000)
    let site = try TestSite(
      "", ["papers/a.md": paperFile("A", "2025-03-12", "tags: [x]", body: body)])
    for path in ["feed.xml", "tags/x.xml", "feed.json", "issues.xml"] {
      #expect(site[path].contains("Words without end.") && site[path].utf8.count < 4000, "\(path)")
    }
    #expect(site["papers/a.html"].utf8.count > 90_000)
  }
}
