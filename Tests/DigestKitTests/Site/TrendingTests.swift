import Foundation
import Testing

@testable import DigestKit
@testable import DigestModel

@Suite struct TrendingTests {
  private static let content = [
    "papers/old.md": paperFile("Old", "2025-03-01", "upvotes: 100"),
    "papers/new.md": paperFile("New", "2025-03-12", "upvotes: 20"),
    "papers/none.md": paperFile("None", "2025-03-12"),
  ]

  private func order(now: String? = nil) throws -> [String] {
    var options = Build.Options()
    options.now = now.flatMap { Day($0) }
    let page = try TestSite("", TrendingTests.content, options: options)["trending.html"]
    return page.components(separatedBy: "class=\"card-title\"><a href=\"papers/").dropFirst()
      .map { String($0.prefix { $0 != "." }) }
  }

  @Test func `votes count less with every day`() throws {
    #expect(try order() == ["new", "old"])
    #expect(try order(now: "2026-03-12") == ["old", "new"])
  }

  @Test func `the score is the votes divided by a power of the age`() throws {
    let day = try #require(Day("2025-03-12"))
    let later = try #require(Day("2025-03-14"))
    #expect(Trending.score(votes: 16, from: day, now: later) == 2)
    #expect(Trending.score(votes: 8, from: later, now: day) == 8 / (2 * 2.0.squareRoot()))
  }

  @Test func `without votes there is no trending page`() throws {
    let site = try TestSite("", ["papers/a.md": paperFile("A", "2025-03-12", "upvotes: 0")])
    #expect(!site.paths.contains("trending.html"))
  }
}
