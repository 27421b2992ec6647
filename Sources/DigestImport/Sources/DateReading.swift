import DigestCore
import DigestModel

/// What a text of a source says about a date, in whatever order and language it was written.
///
/// For instance `2018/05/29/online`, `17.01.2014`, `JUN 19`, `23–27 May 2018`, `2018b`. Only what is
/// certain is kept: `03/04/2012` names a year.
struct DateReading: Hashable, Sendable {
  var year: Int?
  var month: Int?
  var day: Int?
  /// Something in ``text`` cannot be a part of a date, such as the month 13.
  private(set) var isBroken = false
  /// As the source has it.
  private(set) var text = ""

  /// What can be told for certain; `nil` without a year.
  var date: PartialDate? {
    guard let year else { return nil }
    return PartialDate(year: year, month: month, day: day) ?? PartialDate(year: year)
  }

  init(year: Int? = nil, month: Int? = nil, day: Int? = nil) {
    (self.year, self.month, self.day) = (year, month, day)
    check()
  }

  init(_ text: String) {
    self.text = text
    let text = DateReading.firstOfRange(DateReading.withoutTime(text))
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 1, let year = DateReading.year(parts[0]) {
      readSlashed(year, Array(parts.dropFirst()))
    } else {
      read(DateTokens(text))
    }
    check()
  }

  /// A field that holds a year, perhaps of two digits: `2018b`, `c1998`, `98`.
  init(yearField text: String) {
    self.init(text)
    guard year == nil, text.utf8.count == 2, let short = Int(text), short >= 0 else { return }
    (year, isBroken) = (short > 40 ? 1900 + short : 2000 + short, false)
  }

  /// A field that holds a month, with or without days: `23–27 May`, `07-08`, `Mai`, `Issue 11`.
  init(monthField text: String, year: Int?, day: Int? = nil) {
    (self.year, self.text) = (year, text)
    let tokens = DateTokens(text)
    if let found = tokens.month {
      month = found
      self.day = day ?? tokens.days.first
    } else if let number = tokens.numbers.first, (1...12).contains(number.value) {
      month = number.value
      self.day = tokens.numbers.count == 1 ? day : nil
    } else {
      isBroken = !tokens.isEmpty
    }
    check()
  }
}

extension DateReading {
  /// What several fields of a record say together: the first that names a year is believed, and
  /// the others make it fuller where they agree.
  static func joined(_ readings: [DateReading]) -> DateReading {
    let broken = readings.first {
      $0.isBroken && ($0.hasNumbers || !readings.contains { $0.year != nil })
    }
    var best = readings.first { $0.year != nil } ?? DateReading()
    if best.year != nil {
      for other in readings where best.agrees(with: other) { best.fill(from: other) }
    }
    best.isBroken = broken != nil && best.day == nil
    best.text = broken?.text ?? best.text
    best.check()
    return best
  }

  private var hasNumbers: Bool { text.utf8.contains(where: ASCII.isDigit) }

  private mutating func fill(from other: DateReading) {
    if month == nil { (month, day) = (other.month, other.day) }
    if day == nil && month == other.month { day = other.day }
  }

  private func agrees(with other: DateReading) -> Bool {
    let isSameYear = other.year == nil || other.year == year
    return isSameYear && (month == nil || other.month == nil || month == other.month)
  }

  /// Drops what no calendar has: 30 February is February.
  private mutating func check() {
    if let year, !(1...9999).contains(year) { (self.year, isBroken) = (nil, true) }
    if let month, !(1...12).contains(month) { (self.month, day, isBroken) = (nil, nil, true) }
    guard let day else { return }
    let isDay = month.map { (1...Day.count(inMonth: $0, of: year ?? 4)).contains(day) } ?? false
    if !isDay { (self.day, isBroken) = (nil, true) }
  }

  /// `2012/May/03`, `2018/05/29/online`, `2020/11//Nov/Dec2020`, `2018/00/00`, `2018/2019`.
  private mutating func readSlashed(_ year: Int, _ parts: [String]) {
    self.year = year
    if parts.first.flatMap(DateReading.year) != nil { return }
    let (first, second) = (parts[0], parts.count > 1 ? parts[1] : "")
    if first.allSatisfy({ $0 == "0" || $0 == " " }) {
      let rest = DateTokens(parts.dropFirst(2).joined(separator: " "))
      month = rest.month
      day = month == nil ? nil : rest.days.first
      return
    }
    let number = DateTokens(second).numbers.first?.value
    let found = DateReading(monthField: first, year: year)
    if let foundMonth = found.month {
      (month, day) = (foundMonth, number.flatMap { $0 == 0 ? nil : $0 } ?? found.day)
    } else if let late = Int(first), let early = number, late > 12, (1...12).contains(early) {
      (month, day) = (early, late)
    } else {
      isBroken = true
    }
  }

  private mutating func read(_ tokens: DateTokens) {
    if let (year, month, day) = tokens.run {
      (self.year, self.month, self.day) = (year, month, day)
      return
    }
    year = tokens.year
    if let found = tokens.month {
      (month, day) = (found, tokens.days.first)
    } else if year != nil {
      readNumbers(tokens)
    } else {
      isBroken = !tokens.isEmpty
    }
  }

  private mutating func readNumbers(_ tokens: DateTokens) {
    let numbers = tokens.numbers.map(\.value)
    guard let first = numbers.first, first > 0 else { return }
    let second = numbers.dropFirst().first.flatMap { $0 == 0 ? nil : $0 }
    if tokens.isYearFirst {
      let isSwapped = first > 12 && second.map { (1...12).contains($0) } ?? false
      (month, day) = isSwapped ? (second, first) : (first, second)
    } else if let second {
      readDayAndMonth(first, second, isDayFirst: tokens.hasDots)
    } else {
      month = first
    }
  }

  /// Of `03/04` nobody can tell which is the month; of dots the day stands first.
  private mutating func readDayAndMonth(_ first: Int, _ second: Int, isDayFirst: Bool) {
    if first > 12 || isDayFirst || first == second {
      (day, month) = (first, second)
    } else if second > 12 {
      (month, day) = (first, second)
    } else {
      isBroken = true
    }
    if let month, month > 12, let found = day, found <= 12 { (self.month, day) = (found, month) }
  }

  private static func year(_ text: String) -> Int? {
    let digits = text.filter { $0 != " " }
    guard digits.utf8.count == 4, digits.utf8.allSatisfy(ASCII.isDigit) else { return nil }
    return Int(digits)
  }

  /// Up to the hour: `2026-01-05T09:00:00Z`, `Fri, 28 Aug 2026 22:22:10 GMT`.
  private static func withoutTime(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":") else { return text }
    let hour = text[..<colon].reversed().drop { $0.isNumber }
    let before = hour.first
    let isTime = before == nil || before == "T" || before == " "
    return isTime ? String(hour.reversed()).trimmingSuffix("T") : text
  }

  /// `2018-05/2018-06` (EDTF), `2018-05-01 – 2018-06-02` and `2018-05-01/..` begin where they begin.
  private static func firstOfRange(_ text: String) -> String {
    for separator in ["/", " – ", " - ", " -- ", "–", "--"] {
      let parts = text.split(separator: separator, maxSplits: 1)
      guard parts.count == 2 else { continue }
      let start = FieldReader.tidied(String(parts[0]))
      if PartialDate(start) != nil, start.utf8.count > 4 { return start }
      let isYears = year(start) != nil && year(String(parts[1])) != nil
      if isYears { return start }
    }
    return text
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}

extension DateReading {
  /// That the text is not the date that was kept of it.
  func problem(in path: String, at place: TextPlace) -> Diagnostic? {
    guard isBroken else { return nil }
    let kept = date.map { "only \($0) was kept" } ?? "the paper has the date of this import"
    return Diagnostic(
      path: path, line: place.line, column: place.column, severity: .warning,
      message: "'\(text.prefix(60))' is not a date; \(kept)", hint: "correct it in the source")
  }
}

extension PaperRecord {
  /// The date of publication, which is also that in the digest if none was asked for.
  mutating func setPublished(_ reading: DateReading, _ source: ImportSource, _ sink: RecordSink) {
    paper.published = reading.date
    date = source.days.date ?? reading.date?.firstDay
    if let problem = reading.problem(in: source.path, at: place) { sink.report(problem) }
  }
}

/// The numbers and words of a date.
struct DateTokens {
  struct Number: Equatable {
    let value: Int
    let digits: Int
    /// Place among all tokens.
    let place: Int
  }

  private(set) var year: Int?
  /// Numbers of one or two digits that do not count issues or volumes.
  private(set) var numbers: [Number] = []
  private(set) var month: Int?
  /// `20120503` and `201205`.
  private(set) var run: (year: Int, month: Int, day: Int?)?
  private(set) var hasDots = false
  private var yearPlace = Int.max
  private var count = 0

  var isEmpty: Bool { count == 0 }

  var isYearFirst: Bool { numbers.first.map { yearPlace < $0.place } ?? true }

  /// What may be days beside a month in words.
  var days: [Int] { numbers.map(\.value).filter { (1...31).contains($0) } }

  init(_ text: String) {
    hasDots = text.contains(".")
    var isCounted = false
    for token in DateTokens.split(text) {
      defer { count += 1 }
      if token.utf8.allSatisfy(ASCII.isDigit) {
        if !isCounted { addNumber(token) }
        isCounted = false
      } else {
        let word = token.lowercased()
        isCounted = DateTokens.counters.contains(word)
        month = month ?? MonthNames.number(word)
      }
    }
  }

  private mutating func addNumber(_ digits: Substring) {
    guard let value = Int(digits) else { return }
    switch digits.utf8.count {
    case 1, 2:
      // A second year begins the end of a range.
      numbers.append(Number(value: value, digits: digits.utf8.count, place: count))
    case 4 where year == nil && (1000...2999).contains(value): (year, yearPlace) = (value, count)
    case 6 where run == nil && (1000...2999).contains(value / 100):
      run = (value / 100, value % 100, nil)
    case 8 where run == nil && (1000...2999).contains(value / 10_000):
      run = (value / 10_000, value / 100 % 100, value % 100)
    default: break
    }
  }

  /// Runs of digits and of letters.
  private static func split(_ text: String) -> [Substring] {
    var tokens: [Substring] = []
    var start: String.Index?
    var isNumber = false
    for index in text.indices {
      let character = text[index]
      let isDigit = character.isASCII && character.isNumber
      let isPart = isDigit || character.isLetter
      if let first = start, !isPart || isDigit != isNumber {
        tokens.append(text[first..<index])
        start = nil
      }
      if isPart && start == nil { (start, isNumber) = (index, isDigit) }
    }
    if let start { tokens.append(text[start...]) }
    return tokens
  }

  /// What stands before numbers that are no days or months.
  private static let counters: Set<String> = [
    "issue", "iss", "no", "nr", "num", "number", "vol", "volume", "heft", "q", "quarter", "part",
    "pp", "p", "week", "art", "article", "season",
  ]
}

/// Months in the languages of bibliographies, whole or shortened.
enum MonthNames {
  /// `Jan`, `January`, `août`, `Dez`, `maggio` → their numbers; `nil` where it may be two.
  static func number(_ word: some StringProtocol) -> Int? {
    let letters = Slug.ascii(word.lowercased())
    guard letters.utf8.count >= 3 else { return nil }
    let months = all.indices.filter { index in all[index].contains { $0.hasPrefix(letters) } }
    return months.count == 1 ? months[0] + 1 : nil
  }

  /// English, German, French, Spanish, Italian, Portuguese and Dutch, without accents.
  private static let all: [[String]] = [
    [
      "january", "januar", "jaenner", "janner", "janvier", "enero", "gennaio", "janeiro", "januari",
    ],
    ["february", "februar", "fevrier", "febrero", "febbraio", "fevereiro", "februari"],
    ["march", "marz", "maerz", "mars", "marzo", "marco", "maart", "mrt"],
    ["april", "avril", "abril", "aprile"],
    ["may", "mai", "mayo", "maggio", "maio", "mei"],
    ["june", "juni", "juin", "junio", "giugno", "junho"],
    ["july", "juli", "juillet", "julio", "luglio", "julho"],
    ["august", "aout", "agosto", "augustus"],
    ["september", "septembre", "septiembre", "setiembre", "settembre", "setembro"],
    ["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    ["november", "novembre", "noviembre", "novembro"],
    ["december", "dezember", "decembre", "diciembre", "dicembre", "dezembro"],
  ]
}
