/// Generates arXiv ids in order, from `1601.00001` on and from 1 again in each month.
struct ArxivNumbering {
  private var month = ""
  private var last = 0

  mutating func next(on day: CalendarDay) throws -> String {
    if day.monthText != month {
      month = day.monthText
      last = 0
    }
    last += 1
    guard last <= 99_999 else { throw GenerationError.monthIsFull(month: month) }
    let digits = String(last)
    let zeros = String(repeating: "0", count: 5 - digits.utf8.count)
    return "\(day.yearMonthDigits).\(zeros)\(digits)"
  }
}
