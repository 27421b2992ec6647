import DigestCore
import DigestModel

/// Resolves a date as written on pages, often without a year.
struct DayRule: Sendable {
  var year: Int?
  var date: Day?
  /// Dates without a year are the latest ones up to this date.
  var now: Day

  enum Resolved: Equatable {
    case day(Day)
    case missing(message: String, hint: String)
  }

  func resolve(_ written: WrittenDay) -> Resolved {
    if let year = written.year ?? year ?? date?.year { return day(written, in: year) }
    // Eight years contain a 29 February even around 1900 and 2100.
    for back in 0...8 {
      guard let day = day(written, year: now.year - back) else { continue }
      if day <= now { return .day(day) }
    }
    return .missing(
      message: "there is no \(written.text)",
      hint: "\(Month.names[written.month - 1]) is not that long")
  }

  private func day(_ written: WrittenDay, in year: Int) -> Resolved {
    if let day = day(written, year: year) { return .day(day) }
    guard (1...9999).contains(year) else {
      return .missing(
        message: "there is no year \(year)", hint: "years go from 1 to 9999")
    }
    let count = Day.count(inMonth: written.month, of: year)
    return .missing(
      message: "there is no \(written.text) in \(year)",
      hint: "\(Month.names[written.month - 1]) \(year) has \(count) days; pass the right --year")
  }

  private func day(_ written: WrittenDay, year: Int) -> Day? {
    Day(year: year, month: written.month, day: written.day)
  }
}

/// A date such as `Mar 12`, `Wed, March 12, 2025` or `2025-03-12`.
struct WrittenDay: Equatable {
  /// The date as written, for messages.
  let text: String
  let month: Int
  let day: Int
  let year: Int?

  init?(_ line: String) {
    text = line
    if let (year, month, day) = Day.numbers(in: line), (1...12).contains(month) {
      (self.year, self.month, self.day) = (year, month, day)
      return
    }
    var words = line.split { $0 == " " || $0 == "," }
    if let first = words.first, WrittenDay.isWeekday(first) { words.removeFirst() }
    guard (2...3).contains(words.count) else { return nil }
    if WrittenDay.month(words[0]) == nil { words.swapAt(0, 1) }
    guard let month = WrittenDay.month(words[0]), let day = WrittenDay.number(words[1], digits: 2)
    else { return nil }
    self.month = month
    self.day = day
    year = words.count == 3 ? WrittenDay.number(words[2], digits: 4) : nil
    if words.count == 3 && (year ?? 0) < 1000 { return nil }
  }

  private static func month(_ word: Substring) -> Int? {
    let name = word.hasSuffix(".") ? word.dropLast() : word
    let short = name == "Sept" ? "Sep" : name
    guard short.utf8.count >= 3 else { return nil }
    return Month.names.firstIndex { $0 == short || (short.utf8.count == 3 && $0.hasPrefix(short)) }
      .map { $0 + 1 }
  }

  private static func number(_ word: Substring, digits: Int) -> Int? {
    let isNumber = word.utf8.count <= digits && word.utf8.allSatisfy(ASCII.isDigit)
    return isNumber ? Int(word).flatMap { $0 > 0 ? $0 : nil } : nil
  }

  private static func isWeekday(_ word: Substring) -> Bool {
    let days = [
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    let name = word.hasSuffix(".") ? word.dropLast() : word
    return name.utf8.count >= 3 && days.contains { $0.hasPrefix(name) }
  }
}
