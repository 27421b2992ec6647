import Foundation
import Testing

@testable import DigestModel

@Suite struct DayTests {
  @Test(arguments: [
    ("2020-12-31", "2020-W53"), ("2021-01-01", "2020-W53"), ("2021-01-03", "2020-W53"),
    ("2021-01-04", "2021-W01"), ("2024-12-29", "2024-W52"), ("2024-12-30", "2025-W01"),
    ("2026-12-31", "2026-W53"), ("2016-01-03", "2015-W53"), ("9999-12-26", "9999-W51"),
  ])
  func `a week belongs to the year of its Thursday`(_ day: String, _ week: String) throws {
    #expect(Week(try #require(Day(day))).description == week)
  }

  @Test func `weeks, weekdays and leap days agree with Foundation's calendar`() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    for ordinal in stride(from: 657_000, to: 767_000, by: 37) {
      let day = Day(ordinal: ordinal)
      let components = DateComponents(year: day.year, month: day.month, day: day.day)
      let date = try #require(calendar.date(from: components))
      let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear, .weekday], from: date)
      #expect(day.ordinal == ordinal)
      #expect(Week(day).year == parts.yearForWeekOfYear && Week(day).week == parts.weekOfYear)
      #expect(day.weekday % 7 + 1 == parts.weekday)
      #expect(Day(secondsSince1970: Int(date.timeIntervalSince1970)) == day)
    }
  }

  @Test func `a site can contain the first and the last valid date`() throws {
    let site = try TestSite(files: [
      "Content/papers/a.md": paper("A", date: "0001-01-01"),
      "Content/papers/b.md": paper("B", date: "9999-12-31"),
    ])
    #expect(site.paths.contains("weeks/0001-W01.html"))
    #expect(site.paths.contains("weeks/9999-W52.html"))
    #expect(site.paths.contains("months/0001-01.html"))
  }
}
