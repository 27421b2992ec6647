import DigestCore
import DigestModel

/// Changes values of front matter in place; order, comments and quoting are preserved.
struct FrontMatterEditor {
  private let text: [UInt8]
  private let yaml: Range<Int>
  let entries: [FrontMatterEntry]
  private var changes: [(range: Range<Int>, text: [UInt8])] = []
  /// The value that each key must have after all changes.
  private var expected: [String: FieldValue]

  /// Returns `nil` if the front matter does not consist of `key: value` lines.
  init?(_ text: [UInt8], yaml: Range<Int>) {
    guard let entries = FrontMatterEntry.all(in: text, yaml) else { return nil }
    self.text = text
    self.yaml = yaml
    self.entries = entries
    expected = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
  }

  var fields: [String: FieldValue] { expected }

  func mark(of key: String) -> YAMLMark? { entries.first { $0.key == key }?.mark }

  /// Replaces a value; returns `false` if that would lose a comment or the value's notation.
  mutating func replace(_ key: String, with value: FieldValue) -> Bool {
    guard let entry = entries.first(where: { $0.key == key }),
      let change = change(of: entry, to: value)
    else { return false }
    changes.append(change)
    expected[key] = value
    return true
  }

  /// Adds a key in the position where an import would have written it.
  mutating func insert(_ key: String, _ value: FieldValue) {
    let position = PaperField.position(of: key)
    let before = entries.last { PaperField.position(of: $0.key) < position }
    let index = before?.range.upperBound ?? yaml.lowerBound
    var line = Array(FieldText.lines(key, value).utf8)
    // The last line of front matter always ends in a line break, because `---` follows.
    if index > yaml.lowerBound && text[index - 1] != 0x0A { line.insert(0x0A, at: 0) }
    changes.append((index..<index, line))
    expected[key] = value
  }

  /// Returns the whole file with all changes, or `nil` if parsing it does not give the expected
  /// values.
  func edited() -> [UInt8]? {
    var result = text
    // Of several insertions at the same position, the first must come first.
    let ordered = changes.enumerated().sorted {
      ($1.element.range.lowerBound, $1.offset) < ($0.element.range.lowerBound, $0.offset)
    }
    for (_, change) in ordered { result.replaceSubrange(change.range, with: change.text) }
    let end = yaml.upperBound + result.count - text.count
    guard let entries = FrontMatterEntry.all(in: result, yaml.lowerBound..<end) else { return nil }
    let read = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
    return read == expected ? result : nil
  }

  private func change(
    of entry: FrontMatterEntry, to value: FieldValue
  ) -> (range: Range<Int>, text: [UInt8])? {
    switch value {
    case .text(let new):
      guard let (range, quote) = scalar(of: entry) else { return nil }
      let gap = text[range.lowerBound - 1] == UInt8(ascii: ":") ? " " : ""
      return (range, Array((gap + written(new, quote, entry.key)).utf8))
    case .list, .map: return (collection(of: entry)).map { ($0, written(value, entry, $0)) }
    }
  }

  /// Returns the range of a scalar value and its quotation mark, or 0 if it has none.
  private func scalar(of entry: FrontMatterEntry) -> (Range<Int>, quote: UInt8)? {
    let start = entry.valueStart
    let end = lastByte(of: entry)
    guard start < end else { return (end..<end, 0) }
    switch text[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let close = FrontMatterEntry.quotedEnd(in: text, at: start, before: end)
      return close.map { (start..<$0, text[start]) }
    case UInt8(ascii: "|"), UInt8(ascii: ">"), 0x0A:
      return hasComment(start..<end) ? nil : (start..<end, 0)
    default:
      let lineEnd = text[start..<end].firstIndex(of: 0x0A)
      if lineEnd != nil { return hasComment(start..<end) ? nil : (start..<end, 0) }
      let comment = (start..<end).first { isComment(at: $0) } ?? end
      let last = text[start..<comment].lastIndex { $0 != 0x20 && $0 != 0x09 }
      return last.map { (start..<($0 + 1), 0) }
    }
  }

  private func written(_ new: String, _ quote: UInt8, _ key: String) -> String {
    let plain = FieldText.scalar(key, new)
    switch quote {
    case UInt8(ascii: "\""): return YAMLText.quoted(new)
    case UInt8(ascii: "'") where !new.unicodeScalars.contains(where: { $0.value < 0x20 }):
      return "'\(new.replacing("'", with: "''"))'"
    default: return plain
    }
  }

  /// Returns the range of a list or map, or `nil` if it contains a comment.
  private func collection(of entry: FrontMatterEntry) -> Range<Int>? {
    let end = lastByte(of: entry)
    return hasComment(entry.valueStart..<end) ? nil : entry.valueStart..<end
  }

  private func written(
    _ value: FieldValue, _ entry: FrontMatterEntry, _ range: Range<Int>
  ) -> [UInt8] {
    let isFlow = !range.isEmpty && "[{".utf8.contains(text[range.lowerBound])
    if isFlow { return Array(FieldText.inline(value).utf8) }
    let lines = Array(FieldText.lines(entry.key, value).utf8)
    // Everything after the key's colon, without the last line break.
    let colon = lines.firstIndex(of: UInt8(ascii: ":")) ?? 0
    let rest = Array(lines[(colon + 1)...].dropLast())
    let isBehindColon = range.lowerBound > 0 && text[range.lowerBound - 1] == UInt8(ascii: ":")
    return isBehindColon ? rest : Array(rest.drop { $0 == 0x20 })
  }

  /// Returns the end of an entry without its last line break.
  private func lastByte(of entry: FrontMatterEntry) -> Int {
    let end = entry.range.upperBound
    return end > entry.range.lowerBound && text[end - 1] == 0x0A ? end - 1 : end
  }

  private func isComment(at index: Int) -> Bool {
    text[index] == UInt8(ascii: "#") && (index == 0 || ASCII.isSpace(text[index - 1]))
  }

  /// Whether a range contains a comment outside quotes.
  private func hasComment(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    var last = UInt8(ascii: ":")
    while index < range.upperBound {
      let byte = text[index]
      let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      if isQuote, "[{,:-".utf8.contains(last),
        let end = FrontMatterEntry.quotedEnd(in: text, at: index, before: range.upperBound)
      {
        index = end
        last = byte
        continue
      }
      if isComment(at: index) { return true }
      if !ASCII.isSpace(byte) { last = byte }
      index += 1
    }
    return false
  }
}
