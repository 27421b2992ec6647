import Foundation
import Testing

@testable import DigestKit
@testable import DigestModel

@Suite struct IssueFeedTests {
  private static let content = [
    "papers/a.md": transformerPaper, "papers/net.png": "",
    "papers/b.md": paperFile("Bees & $n^{2}$", "2025-03-11", "tags: [attention]"),
  ]

  private static func entries(
    _ path: String, _ days: [String], now: Day? = nil
  ) throws -> [(id: String, published: String)] {
    var options = Build.Options()
    options.now = now
    let content = Dictionary(
      uniqueKeysWithValues: days.map { ("papers/p\($0).md", paperFile("P", $0)) })
    let bytes = try TestSite("", content, options: options).files[path] ?? []
    let ids = try #require(XMLJudge.texts(of: "id", in: bytes)).dropFirst()
    let dates = try #require(XMLJudge.texts(of: "published", in: bytes))
    return zip(ids, dates).map { ($0.replacing("https://example.org/d/", with: ""), $1) }
  }

  @Test func `the feed of days has one entry per day, with the date of the day`() throws {
    let feed = try TestSite("", IssueFeedTests.content)["issues.xml"]
    #expect(feed.components(separatedBy: "<entry>").count == 3)
    #expect(
      feed.contains(
        """
        <title>11 March 2025</title>
        <id>https://example.org/d/days/2025-03-11.html</id>
        <link rel="alternate" type="text/html" href="https://example.org/d/days/2025-03-11.html"/>
        <published>2025-03-11T00:00:00Z</published>
        <updated>2025-03-11T00:00:00Z</updated>
        <content type="html" xml:base="https://example.org/d/days/2025-03-11.html">
        """))
    let contents = try #require(XMLJudge.texts(of: "content", in: Array(feed.utf8)))
    #expect(
      contents[1].contains(
        """
        <a href="https://example.org/d/papers/b.html" style="color:#1d2430;text-decoration:none">\
        Bees &amp; <i>n</i><sup>2</sup></a>
        """))
  }

  /// Services that send mails from feeds send an entry as soon as they see it, and only once.
  @Test func `a week is added to its feed when it is over, with the date of the next day`() throws {
    let days = ["2025-03-03", "2025-03-07", "2025-03-12"]
    let running = try IssueFeedTests.entries("issues-weekly.xml", days)
    #expect(running.map(\.id) == ["weeks/2025-W10.html"])
    #expect(running.map(\.published) == ["2025-03-10T00:00:00Z"])
    for (now, count) in [("2025-03-16", 1), ("2025-03-17", 2)] {
      #expect(
        try IssueFeedTests.entries("issues-weekly.xml", days, now: Day(now)).count == count)
    }
  }

  @Test func `a month is added to its feed when it is over, even December`() throws {
    let days = ["2024-11-30", "2024-12-31", "2025-01-01"]
    let entries = try IssueFeedTests.entries("issues-monthly.xml", days)
    #expect(entries.map(\.id) == ["months/2024-12.html", "months/2024-11.html"])
    #expect(entries.map(\.published) == ["2025-01-01T00:00:00Z", "2024-12-01T00:00:00Z"])
  }

  @Test func `a feed has the newest ten issues, and an empty one is valid`() throws {
    let days = (0..<20).map { Day(ordinal: 739_000 + 7 * $0).description }
    #expect(try IssueFeedTests.entries("issues-weekly.xml", days).count == 10)
    #expect(try IssueFeedTests.entries("issues-monthly.xml", ["2025-03-12"]).isEmpty)
  }

  @Test func `a long issue is shorter than what mail programs cut off`() throws {
    var content: [String: String] = [:]
    let body = String(repeating: "Words without end. ", count: 40)
    let title = String(repeating: "Title ", count: 50)
    for number in 100..<500 { content["papers/p\(number).md"] = paperFile(title, body: body) }
    let feed = try TestSite("", content)["issues.xml"]
    let html = try #require(XMLJudge.texts(of: "content", in: Array(feed.utf8))?.first)
    #expect((70_000...80_000).contains(html.utf8.count))
    #expect(html.contains("papers are on the web only"))
  }
}
