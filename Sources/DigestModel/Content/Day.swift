/// A calendar day (proleptic Gregorian, years 1 to 9999), without a time or a time zone.
public struct Day: Hashable, Sendable {
  // Four bytes in total, because each of a million papers stores up to three days.
  private let storedYear: Int16
  private let storedMonth: Int8
  private let storedDay: Int8

  public var year: Int { Int(storedYear) }
  public var month: Int { Int(storedMonth) }
  public var day: Int { Int(storedDay) }

  /// Returns `nil` if the date does not exist.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.count(inMonth: month, of: year)
    else { return nil }
    storedYear = Int16(year)
    storedMonth = Int8(month)
    storedDay = Int8(day)
  }

  /// Parses exactly `YYYY-MM-DD` (ISO 8601, RFC 3339 full-date).
  public init?(_ text: String) {
    guard let (year, month, day) = Day.numbers(in: text) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day `ordinal` days after 1 January of year 1, which is 0.
  package init(ordinal: Int) {
    let (year, month, day) = Day.civil(fromDaysSince0000March: ordinal + 306)
    storedYear = Int16(year)
    storedMonth = Int8(month)
    storedDay = Int8(day)
  }

  /// Creates the UTC day of a point in time, given in seconds since 1970.
  public init(secondsSince1970 seconds: Int) {
    let days = seconds >= 0 ? seconds / 86_400 : -((-seconds + 86_399) / 86_400)
    self.init(ordinal: days + Day.ordinalOf1970)
  }

  private static let ordinalOf1970 = 719_162

  /// The number of days since 1 January of year 1, which is 0.
  package var ordinal: Int {
    let shifted = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let dayOfYear = (153 * shifted.1 + 2) / 5 + day - 1
    return shifted.0 * 365 + shifted.0 / 4 - shifted.0 / 100 + shifted.0 / 400 + dayOfYear - 306
  }

  /// The day of the week (ISO 8601): Monday is 1, Sunday is 7.
  public var weekday: Int { ordinal % 7 + 1 }

  /// Returns the number of days in a month.
  package static func count(inMonth month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Returns the three numbers of `YYYY-MM-DD`, whether or not that date exists.
  package static func numbers(in text: String) -> (year: Int, month: Int, day: Int)? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8..<10])
    else { return nil }
    return (year, month, day)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }

  /// Converts a number of days to a date, in a calendar whose year begins in March.
  ///
  /// This is Howard Hinnant's `civil_from_days` (howardhinnant.github.io/date_algorithms.html).
  private static func civil(fromDaysSince0000March days: Int) -> (Int, Int, Int) {
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

extension Day: Comparable {
  public static func < (a: Day, b: Day) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}

extension Day: CustomStringConvertible {
  /// The day in ISO 8601, such as `2025-03-12`.
  public var description: String { "\(padded(year, to: 4))-\(padded(month))-\(padded(day))" }

  /// The day for readers, such as `12 March 2025`.
  package var inWords: String { "\(day) \(Month.names[month - 1]) \(year)" }
}

/// A calendar month: `2025-03`.
public struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
  package static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  package let year: Int
  package let month: Int

  package init(_ day: Day) {
    year = day.year
    month = day.month
  }

  /// Parses exactly `YYYY-MM`.
  public init?(_ text: String) {
    guard let first = Day(text + "-01") else { return nil }
    self.init(first)
  }

  public static func < (a: Month, b: Month) -> Bool { (a.year, a.month) < (b.year, b.month) }

  public var description: String { "\(padded(year, to: 4))-\(padded(month))" }

  /// The first day after the month; `nil` after December 9999.
  package var end: Day? {
    month == 12
      ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: month + 1, day: 1)
  }

  package var inWords: String { "\(Month.names[month - 1]) \(year)" }
}

/// An ISO 8601 week, Monday to Sunday: `2025-W11`.
public struct Week: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let year: Int
  package let week: Int
  /// The ordinal of the week's Monday.
  private let monday: Int

  package init(_ day: Day) {
    monday = day.ordinal - (day.weekday - 1)
    let thursday = Day(ordinal: monday + 3)
    let firstOfYear = thursday.ordinal - Day.ordinal(ofFirstDayIn: thursday.year)
    year = thursday.year
    week = firstOfYear / 7 + 1
  }

  /// Parses exactly `YYYY-Www`; returns `nil` if the year has no such week.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 8, let fourth = Day(String(text.prefix(4)) + "-01-04"),
      let number = Int(text.suffix(2)), (1...53).contains(number)
    else { return nil }
    // 4 January is always in the first week.
    self.init(Day(ordinal: fourth.ordinal + 7 * (number - 1)))
    if description != text { return nil }
  }

  public static func < (a: Week, b: Week) -> Bool { (a.year, a.week) < (b.year, b.week) }

  package var first: Day { Day(ordinal: monday) }
  package var last: Day { Day(ordinal: monday + 6) }

  public var description: String { "\(padded(year, to: 4))-W\(padded(week))" }

  package var inWords: String { "Week \(week), \(year)" }
}

extension Day {
  fileprivate static func ordinal(ofFirstDayIn year: Int) -> Int {
    let before = year - 1
    return before * 365 + before / 4 - before / 100 + before / 400
  }
}

private func padded(_ number: Int, to width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
