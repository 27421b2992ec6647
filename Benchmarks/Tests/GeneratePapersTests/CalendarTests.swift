import Testing

@testable import GeneratePapers

struct CalendarTests {
  @Test(arguments: ["1970-01-01", "2000-02-29", "2015-12-31", "2016-02-29", "2099-12-31"])
  func `a day can be converted to its number and back`(text: String) throws {
    let day = try #require(CalendarDay(text))
    #expect(CalendarDay(number: day.number) == day)
    #expect(day.text == text)
  }

  @Test(arguments: [
    "2016-02-30", "2015-02-29", "2016-13-01", "2016-00-10", "2016-1-1", "16-01-01", "2016/01/01",
    "2016-01-01T00", "+016-01-01", "",
  ])
  func `an invalid day is rejected`(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test func `numbers count days`() throws {
    #expect(CalendarDay(year: 1970, month: 1, day: 1).number == 0)
    #expect(CalendarDay(year: 2026, month: 1, day: 1).number == 20_454)
  }

  @Test func `two years have 521 weekdays, none on a weekend`() {
    let days = CalendarDay(year: 2016, month: 1, day: 1).weekdays(years: 2)
    #expect(days.count == 521)
    #expect(days.first?.text == "2016-01-01")
    #expect(days[1].text == "2016-01-04")
    #expect(days.last?.text == "2017-12-29")
  }

  @Test func `every paper gets a day`() {
    var schedule = Schedule(papers: 1_000)
    var random = RandomSource(seed: 7)
    let counts = (0..<300).map { schedule.papers(daysLeft: 300 - $0, random: &random) }
    #expect(counts.reduce(0, +) == 1_000)
    #expect(counts.contains(0))
    #expect(counts.max() ?? 0 < 30)
  }

  @Test func `arXiv ids restart each month`() throws {
    var numbering = ArxivNumbering()
    let january = CalendarDay(year: 2016, month: 1, day: 29)
    #expect(try numbering.next(on: january) == "1601.00001")
    #expect(try numbering.next(on: january) == "1601.00002")
    #expect(try numbering.next(on: CalendarDay(year: 2016, month: 2, day: 1)) == "1602.00001")
  }

  @Test func `a month has room for 99,999 papers`() throws {
    var numbering = ArxivNumbering()
    let day = CalendarDay(year: 2016, month: 1, day: 4)
    for _ in 1..<99_999 { _ = try numbering.next(on: day) }
    #expect(try numbering.next(on: day) == "1601.99999")
    #expect(throws: GenerationError.monthIsFull(month: "2016-01")) {
      try numbering.next(on: day)
    }
  }
}
