/// A day of the Gregorian calendar.
struct CalendarDay: Equatable {
  let year: Int
  let month: Int
  let day: Int

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Parses a day such as `2016-01-31`; returns `nil` for anything else, even invalid days.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard parts.map(\.count) == [4, 2, 2], parts.joined().allSatisfy(digits.contains) else {
      return nil
    }
    let numbers = parts.compactMap { Int(Substring($0)) }
    guard numbers.count == 3 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    guard (1...12).contains(month), day >= 1, self == CalendarDay(number: number) else {
      return nil
    }
  }

  /// The number of days since 1970-01-01, by Howard Hinnant's `days_from_civil`: years begin in
  /// March, so that a leap day is the last day of its year.
  var number: Int {
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }

  init(number: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
  }

  /// Whether it is a Saturday or Sunday; 1970-01-01 was a Thursday.
  var isWeekend: Bool { (number + 3) % 7 >= 5 }

  var monthText: String { "\(year)-\(twoDigits(month))" }

  var text: String { "\(monthText)-\(twoDigits(day))" }

  /// The beginning of arXiv ids of the month: 2016-01 → `1601`.
  var yearMonthDigits: String { "\(twoDigits(year % 100))\(twoDigits(month))" }

  /// Returns the weekdays from this day up to the same day `years` later.
  func weekdays(years: Int) -> [CalendarDay] {
    let end = CalendarDay(year: year + years, month: month, day: day).number
    return (number..<end).map(CalendarDay.init(number:)).filter { !$0.isWeekend }
  }

  private func twoDigits(_ value: Int) -> String {
    value < 10 ? "0\(value)" : "\(value)"
  }
}
