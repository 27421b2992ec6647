/// A date of which the day, or month and day, may be unknown: `2018`, `2018-05`, `2018-05-29`.
public struct PartialDate: Hashable, Sendable {
  // Four bytes in all, as of a `Day`; 0 stands for what is unknown.
  private let storedYear: Int16
  private let storedMonth: Int8
  private let storedDay: Int8

  public var year: Int { Int(storedYear) }
  public var month: Int? { storedMonth == 0 ? nil : Int(storedMonth) }
  public var day: Int? { storedDay == 0 ? nil : Int(storedDay) }

  /// Returns `nil` if the date does not exist; a day needs its month.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard Day(year: year, month: month ?? 1, day: day ?? 1) != nil, month != nil || day == nil
    else { return nil }
    storedYear = Int16(year)
    storedMonth = Int8(month ?? 0)
    storedDay = Int8(day ?? 0)
  }

  public init(_ day: Day) {
    storedYear = Int16(day.year)
    storedMonth = Int8(day.month)
    storedDay = Int8(day.day)
  }

  /// Parses exactly `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601).
  public init?(_ text: String) {
    let rest = "0000-01-01".dropFirst(text.utf8.count)
    guard [4, 7, 10].contains(text.utf8.count), let first = Day(text + rest) else { return nil }
    storedYear = Int16(first.year)
    storedMonth = text.utf8.count > 4 ? Int8(first.month) : 0
    storedDay = text.utf8.count > 7 ? Int8(first.day) : 0
  }

  /// The first day that it may mean.
  public var firstDay: Day { Day(year: year, month: month ?? 1, day: day ?? 1) ?? Day(ordinal: 0) }

  /// The day, if it is known.
  public var wholeDay: Day? { day == nil ? nil : firstDay }

  /// Whether one of the two says nothing that the other denies.
  package func agrees(with other: PartialDate) -> Bool {
    guard year == other.year else { return false }
    guard let month, let otherMonth = other.month else { return true }
    return month == otherMonth && (day == nil || other.day == nil || day == other.day)
  }
}

extension PartialDate: Comparable {
  public static func < (a: PartialDate, b: PartialDate) -> Bool {
    (a.storedYear, a.storedMonth, a.storedDay) < (b.storedYear, b.storedMonth, b.storedDay)
  }
}

extension PartialDate: CustomStringConvertible {
  /// For instance `2018-05`.
  public var description: String {
    let count = day != nil ? 10 : month != nil ? 7 : 4
    return String(firstDay.description.prefix(count))
  }

  /// For instance `29 May 2018`, `May 2018` or `2018`.
  package var inWords: String {
    if let wholeDay { return wholeDay.inWords }
    return month.map { "\(Month.names[$0 - 1]) \(year)" } ?? String(year)
  }
}
