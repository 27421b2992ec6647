import Testing

@testable import DigestImport
@testable import DigestModel

@Suite struct DayRuleTests {
  private func resolve(_ line: String, year: Int? = nil, now: String = "2025-06-01") throws
    -> DayRule.Resolved
  {
    let rule = DayRule(year: year, now: try #require(Day(now)))
    return rule.resolve(try #require(WrittenDay(line)))
  }

  @Test(arguments: [
    ("Mar 12", "2025-03-12"), ("March 12", "2025-03-12"), ("12 Mar", "2025-03-12"),
    ("Wed, Mar 12", "2025-03-12"), ("Mar 12, 2024", "2024-03-12"), ("Jun 2", "2024-06-02"),
    ("Jun 1", "2025-06-01"), ("Dec 31", "2024-12-31"), ("2023-01-05", "2023-01-05"),
    ("Feb 29", "2024-02-29"), ("Sept. 3", "2024-09-03"),
  ])
  func `a day without a year is the latest one in the past`(line: String, day: String) throws {
    #expect(try resolve(line) == .day(#require(Day(day))))
  }

  @Test func `an explicit year is used`() throws {
    #expect(try resolve("Dec 31", year: 2030) == .day(#require(Day("2030-12-31"))))
    #expect(try resolve("Feb 29", now: "1903-01-01") == .day(#require(Day("1896-02-29"))))
  }

  @Test(arguments: ["Mar", "12", "Mar 0", "Mar 123", "Mar 12 Revisited", "Mars 12", "Mar 12, 99"])
  func `other lines are not days`(line: String) {
    #expect(WrittenDay(line) == nil)
  }

  @Test func `days that do not exist are rejected`() throws {
    #expect(
      try resolve("Feb 29", year: 2025)
        == .missing(
          message: "there is no Feb 29 in 2025",
          hint: "February 2025 has 28 days; pass the right --year"))
    #expect(
      try resolve("Feb 30")
        == .missing(message: "there is no Feb 30", hint: "February is not that long"))
    #expect(
      try resolve("Mar 12", year: 0)
        == .missing(message: "there is no year 0", hint: "years go from 1 to 9999"))
  }
}
