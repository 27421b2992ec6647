import Testing

@testable import DigestKit
@testable import DigestModel

/// Tests what lists of papers show in the default theme.
@Suite struct ListPageTests {
  @Test(arguments: [
    (0, "0 papers"), (1, "1 paper"), (999, "999 papers"), (1000, "1,000 papers"),
    (1_234_567, "1,234,567 papers"),
  ])
  func `counts are written with nouns`(count: Int, words: String) {
    #expect(Noun.paper.counted(count) == words)
  }

  @Test func `the archive shows each week in both months that it touches`() throws {
    let archive = try pages(["2025-02-28", "2025-03-01"])["archive.html"]
    let february = "<span aria-hidden=\"true\">W9</span></a>\n<a class=\"day-5 level-3\" "
    #expect(archive.contains(february + "href=\"days/2025-02-28.html\">28"))
    let march = "<span aria-hidden=\"true\">W9</span></a>\n<a class=\"day-6 level-3\" "
    #expect(archive.contains(march + "href=\"days/2025-03-01.html\">1"))
    #expect(archive.contains("<span class=\"hidden\"> March 2025, 1 paper</span>"))
  }

  @Test func `the day with the most papers has the strongest shade in the archive`() throws {
    let dates = Array(repeating: "2025-03-12", count: 8) + ["2025-03-11"]
    let archive = try pages(dates)["archive.html"]
    #expect(archive.contains("<a class=\"day-3 level-4\" href=\"days/2025-03-12.html\">12"))
    #expect(archive.contains("<a class=\"day-2 level-1\" href=\"days/2025-03-11.html\">11"))
  }

  @Test func `a list links to its day, week and month`() throws {
    let week = try pages(["2025-03-12", "2025-03-11"])["weeks/2025-W11.html"]
    #expect(week.contains("<li><a href=\"../days/2025-03-12.html\">Day</a></li>"))
    let current = "<li><a href=\"../weeks/2025-W11.html\" aria-current=\"page\">Week</a></li>"
    #expect(week.contains(current))
    #expect(week.contains("<li><a href=\"../months/2025-03.html\">Month</a></li>"))
  }

  @Test func `a list shows the tags that its papers share, without its own`() throws {
    let site = try pages(["2025-03-12", "2025-03-11"], fields: "tags: [one, two]")
    let own = site["tags/one.html"].text(after: "Tags on this page")
    #expect(own.contains("href=\"../tags/two.html\""))
    #expect(!own.contains("href=\"../tags/one.html\""))
    #expect(try !pages(["2025-03-12"], fields: "tags: [one]")["index.html"].contains("side-tags"))
  }

  @Test func `a group of one day hides the dates of its cards`() throws {
    let site = try pages(["2025-03-12", "2025-03-11"], fields: "tags: [one]")
    #expect(site["days/2025-03-12.html"].contains("<section class=\"group of-day\">"))
    #expect(site["index.html"].contains("<section class=\"group of-day\" id=\"day-2025-03-11\">"))
    #expect(site["tags/one.html"].contains("<section class=\"group\">"))
  }

  @Test func `saved papers have a page that search engines leave out`() throws {
    let site = try pages(["2025-03-12"])
    #expect(site["saved.html"].contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(site["sitemap.xml"].contains("archive.html"))
    #expect(!site["sitemap.xml"].contains("saved.html"))
  }

  /// Builds a site with a paper for each date.
  private func pages(_ dates: [String], fields: String = "") throws -> TestSite {
    var content: [String: [UInt8]] = [:]
    for (index, date) in dates.enumerated() {
      content["Content/papers/p\(index).md"] = paper("Paper \(index)", date: date, fields)
    }
    return try TestSite(files: content)
  }
}

extension String {
  fileprivate func text(after mark: String) -> Substring {
    firstRange(of: mark).map { self[$0.upperBound...] } ?? ""
  }
}
