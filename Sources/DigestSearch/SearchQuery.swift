import DigestCore

/// What a reader typed, taken apart.
///
/// `"a phrase"`, `author:lovelace`, `tag:cs.CL`, `venue:acl`, `title:word`, `year:2019..2021`,
/// `-word` or `NOT word`, and plain words; the script in the browser reads queries by the same rules.
struct SearchQuery: Equatable {
  struct Word: Equatable {
    let text: String
    /// No other word may stand in for it: a whole compound, an identifier, a word in quotes.
    var isExact = false
    /// It is still being typed, so it may be the beginning of a word.
    var isLast = false
    var isRequired = false
    /// It must stand in the title.
    var isTitle = false
    var isQuoted = false
    /// It was typed with a capital letter.
    var isCapital = false
    /// The whole compound that it is a part of: `bspline` for `spline` in `B-spline`.
    var compound: String?
    var count = 1
  }

  struct Filter: Equatable {
    let word: String
    /// It must stand in an author's name.
    var isAuthor = false
    /// The words of a person's name, which are looked for if the index has no such person.
    var names: [String] = []
  }

  /// Longer queries are cut.
  static let lengthLimit = 2000
  /// Words that a search looks for, once those that say little are left out.
  static let wordLimit = 32

  private(set) var words: [Word] = []
  /// Words typed next to each other, in order.
  private(set) var neighbours: [(String, String)] = []
  private(set) var phrases: [[String]] = []
  /// What a paper must have.
  private(set) var filters: [Filter] = []
  /// No paper may have all the terms of any of these.
  private(set) var exclusions: [[Filter]] = []
  /// Months since year 0, both ends included.
  private(set) var months: ClosedRange<Int>?
  private var previous: String?

  static func == (a: SearchQuery, b: SearchQuery) -> Bool {
    a.words == b.words && a.phrases == b.phrases && a.filters == b.filters && a.months == b.months
      && a.exclusions == b.exclusions
  }

  init(_ text: String) {
    var scanner = QueryScanner(text)
    while let part = scanner.next() { add(part) }
    if !scanner.endsOpen { for index in words.indices { words[index].isLast = false } }
    // Beside other words, a phrase decides the order of papers, not which are found.
    if !phrases.isEmpty, !hasOnlyPhrases {
      for index in words.indices where !words[index].isTitle { words[index].isRequired = false }
    }
  }

  /// Whether papers must hold the phrases: there is nothing else to rank them by.
  var hasOnlyPhrases: Bool { words.allSatisfy { $0.isQuoted || $0.isTitle } }

  /// The same words, side by side or not; none of them is corrected.
  var withoutQuotes: SearchQuery {
    var query = self
    query.phrases = []
    for index in words.indices where words[index].isQuoted {
      query.words[index].isRequired = words[index].isTitle
    }
    return query
  }

  var hasQuotes: Bool { words.contains(where: \.isQuoted) }

  private mutating func add(_ part: QueryScanner.Part) {
    for index in words.indices { words[index].isLast = false }
    if part.isExcluded { return exclude(part) }
    switch part.field {
    case "author":
      add(filters: SearchQuery.person(part.value))
    case "venue": add(filters: SearchDocument.venueTerms(part.value).map { Filter(word: $0) })
    case "tag":
      let term = SearchDocument.tagTerm(part.value)
      if term != "tag:" { add(filters: [Filter(word: term)]) }
    case "year": months = SearchQuery.months(part.value) ?? months
    case "title":
      for word in SearchTokens.words(part.value) {
        add(Word(text: word, isExact: true, isRequired: true, isTitle: true))
      }
    default: part.isQuoted ? addPhrase(part.value) : addPlain(part.value)
    }
  }

  private static func person(_ name: String) -> [Filter] {
    let names = SearchTokens.words(name)
    if let term = SearchDocument.personTerm(names) { return [Filter(word: term, names: names)] }
    return names.map { Filter(word: $0, isAuthor: true) }
  }

  private mutating func exclude(_ part: QueryScanner.Part) {
    previous = nil
    let terms: [Filter]
    switch part.field {
    case "author":
      terms = SearchQuery.person(part.value)
    case "venue": terms = SearchDocument.venueTerms(part.value).map { Filter(word: $0) }
    case "tag":
      let term = SearchDocument.tagTerm(part.value)
      terms = term == "tag:" ? [] : [Filter(word: term)]
    case "year": terms = []
    default: terms = SearchTokens.words(part.value).map { Filter(word: $0) }
    }
    if !terms.isEmpty, exclusions.count < 8 { exclusions.append(Array(terms.prefix(8))) }
  }

  private mutating func add(filters added: [Filter]) {
    previous = nil
    for filter in added where filters.count < 8 && !filters.contains(filter) {
      filters.append(filter)
    }
  }

  private mutating func addPhrase(_ text: String) {
    previous = nil
    let phrase = SearchTokens.words(text)
    for word in phrase {
      add(Word(text: word, isExact: true, isRequired: true, isQuoted: true))
    }
    if phrase.count > 1 { phrases.append(phrase) }
    previous = nil
  }

  private mutating func addPlain(_ chunk: String) {
    let text = QueryText.withoutVersion(
      SearchQuery.withoutAddress(QueryText.withoutTeX(chunk)))
    let isCapital = chunk.unicodeScalars.first?.properties.generalCategory == .uppercaseLetter
    if text.utf8.contains(UInt8(ascii: "/")) {
      add(Word(text: text.lowercased(), isExact: true))
      previous = nil
    }
    var tokens = SearchTokens()
    tokens.read(text.utf8)
    var compound: String?
    for index in (0..<tokens.count).reversed() where tokens.isWhole[index] {
      compound = tokens.text(index)
    }
    for index in 0..<tokens.count {
      let (word, isWhole) = (tokens.text(index), tokens.isWhole[index])
      add(
        Word(
          text: word, isExact: isWhole, isLast: !isWhole, isCapital: isCapital,
          compound: isWhole ? nil : compound), isNext: !isWhole)
      if !isWhole, let spelled = QueryText.withTo(word) {
        add(Word(text: spelled, isExact: true), isNext: false)
      }
    }
    let last = (0..<tokens.count).last { !tokens.isWhole[$0] }.map(tokens.text)
    for index in words.indices where words[index].text != last { words[index].isLast = false }
  }

  private mutating func add(_ word: Word, isNext: Bool = true) {
    if isNext {
      if let previous { neighbours.append((previous, word.text)) }
      previous = word.text
    }
    if let index = words.firstIndex(where: { $0.text == word.text }) {
      words[index].count += 1
      words[index].isLast = word.isLast
      words[index].isExact = words[index].isExact && word.isExact
      words[index].isRequired = words[index].isRequired || word.isRequired
      words[index].isTitle = words[index].isTitle || word.isTitle
      words[index].isQuoted = words[index].isQuoted && word.isQuoted
    } else {
      words.append(word)
    }
  }

  /// What an address of a paper is about: `https://doi.org/10.1000/182` → `10.1000/182`.
  private static func withoutAddress(_ chunk: String) -> String {
    let lower = chunk.lowercased()
    for mark in ["arxiv.org/abs/", "arxiv.org/pdf/", "doi.org/"] {
      if let range = lower.ranges(of: mark).first { return String(lower[range.upperBound...]) }
    }
    for mark in ["arxiv:", "doi:"] where lower.hasPrefix(mark) {
      return String(lower.dropFirst(mark.utf8.count))
    }
    return chunk
  }

  /// `2019` or `2019..2021`; either end may be missing.
  private static func months(_ text: String) -> ClosedRange<Int>? {
    let ends = text.ranges(of: "..").first.map {
      (String(text[..<$0.lowerBound]), String(text[$0.upperBound...]))
    }
    let (first, last) = ends ?? (text, text)
    guard let from = first.isEmpty ? 0 : year(first), let to = last.isEmpty ? 9999 : year(last),
      from <= to, !(first.isEmpty && last.isEmpty)
    else { return nil }
    return (from * 12)...(to * 12 + 11)
  }

  private static func year(_ text: String) -> Int? {
    text.utf8.count == 4 && text.utf8.allSatisfy(ASCII.isDigit) ? Int(text) : nil
  }
}

/// Cuts a query at spaces and quotation marks.
struct QueryScanner {
  struct Part: Equatable {
    var field = ""
    let value: String
    let isQuoted: Bool
    /// It stands behind a minus sign or `NOT`.
    var isExcluded = false
  }

  private static let fields = ["author", "tag", "title", "venue", "year"]
  private let text: [Unicode.Scalar]
  private var index = 0
  /// In a title in capitals, `NOT` is a word.
  private let hasSmallLetters: Bool
  /// Whether the query ends in the middle of a word.
  private(set) var endsOpen = false

  init(_ query: String) {
    text = Array(
      QueryText.withoutAccents(query.unicodeScalars.prefix(SearchQuery.lengthLimit)))
    hasSmallLetters = text.contains { $0.properties.generalCategory == .lowercaseLetter }
    endsOpen = text.last.map { !QueryScanner.isSpace($0) && $0 != "\"" } ?? false
  }

  mutating func next() -> Part? {
    guard var part = readPart() else { return nil }
    let isNot = part.value == "NOT" && part.field.isEmpty && !part.isQuoted && !part.isExcluded
    if isNot, hasSmallLetters, var excluded = readPart() {
      excluded.isExcluded = true
      part = excluded
    }
    return part
  }

  private mutating func readPart() -> Part? {
    while index < text.count, QueryScanner.isSpace(text[index]) { index += 1 }
    guard index < text.count else { return nil }
    let isExcluded =
      text[index] == "-" && index + 1 < text.count
      && (text[index + 1] == "\"" || text[index + 1].properties.isAlphabetic)
    if isExcluded { index += 1 }
    let field = readField()
    let isQuoted = index < text.count && text[index] == "\""
    if isQuoted { index += 1 }
    let start = index
    while index < text.count, text[index] != "\"",
      isQuoted || !QueryScanner.isSpace(text[index])
    {
      index += 1
    }
    let value = String(String.UnicodeScalarView(text[start..<index]))
    if isQuoted, index < text.count { index += 1 }
    return Part(field: field, value: value, isQuoted: isQuoted, isExcluded: isExcluded)
  }

  private mutating func readField() -> String {
    for field in QueryScanner.fields {
      let end = index + field.utf8.count
      guard end < text.count, text[end] == ":" else { continue }
      if String(String.UnicodeScalarView(text[index..<end])).lowercased() == field {
        index = end + 1
        return field
      }
    }
    return ""
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.value == 0xA0 || scalar.value == 0x3000
  }
}
