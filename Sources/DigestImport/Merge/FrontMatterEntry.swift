import DigestCore
import DigestModel

/// A top-level key of front matter, with its range in the file.
struct FrontMatterEntry: Sendable {
  let key: String
  let value: FieldValue
  /// The position of the key in the file.
  let mark: YAMLMark
  /// The range from the key to the end of the value's last line; comments below belong to the next
  /// entry.
  let range: Range<Int>
  /// The offset of the value, or where it would be.
  let valueStart: Int

  /// Returns the entries of `text[yaml]`, or `nil` unless it consists of `key: value` lines.
  static func all(in text: [UInt8], _ yaml: Range<Int>) -> [FrontMatterEntry]? {
    var diagnostics: [Diagnostic] = []
    let node = YAML.parse(text[yaml], path: "", firstLine: 2, diagnostics: &diagnostics)
    guard diagnostics.isEmpty else { return nil }
    guard let node else { return [] }
    guard case .map(let entries, _) = node else { return nil }
    let starts = lineStarts(in: text, yaml)
    var result: [FrontMatterEntry] = []
    for (index, entry) in entries.enumerated() {
      let line = entry.key.mark.line - 2
      let next = index + 1 < entries.count ? entries[index + 1].key.mark.line - 2 : starts.count
      guard entry.key.mark.column == 1, line < next, next <= starts.count else { return nil }
      let end = next < starts.count ? starts[next] : yaml.upperBound
      let range = trimmed(text, starts[line]..<end)
      guard let start = valueStart(in: text, range) else { return nil }
      result.append(
        FrontMatterEntry(
          key: entry.key.text, value: FieldValue(entry.value), mark: entry.key.mark, range: range,
          valueStart: start))
    }
    return result
  }

  private static func lineStarts(in text: [UInt8], _ yaml: Range<Int>) -> [Int] {
    [yaml.lowerBound] + yaml.filter { text[$0] == 0x0A && $0 + 1 < yaml.upperBound }.map { $0 + 1 }
  }

  /// Removes empty lines and comments below the value from a range.
  private static func trimmed(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound {
      let lineEnd = text[end - 1] == 0x0A ? end - 1 : end
      let start =
        text[range.lowerBound..<lineEnd].lastIndex(of: 0x0A).map { $0 + 1 } ?? range.lowerBound
      let line = text[start..<lineEnd]
      let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
      guard start > range.lowerBound, isBlank || line.first == UInt8(ascii: "#") else { break }
      end = start
    }
    return range.lowerBound..<end
  }

  /// Returns the offset after the key, its colon and white space.
  private static func valueStart(in text: [UInt8], _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    if index < range.upperBound,
      text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "'")
    {
      guard let end = quotedEnd(in: text, at: index, before: range.upperBound) else { return nil }
      index = end
    }
    guard let colon = text[index..<range.upperBound].firstIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    let rest = text[(colon + 1)..<range.upperBound]
    return rest.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? range.upperBound
  }

  /// Returns the index after the quotation mark that closes the one at `start`, or `nil` if there
  /// is none.
  static func quotedEnd(in text: [UInt8], at start: Int, before end: Int) -> Int? {
    let quote = text[start]
    var index = start + 1
    while index < end {
      if text[index] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") {
        index += 1
      } else if text[index] == quote {
        let isDoubled = quote == UInt8(ascii: "'") && index + 1 < end && text[index + 1] == quote
        if !isDoubled { return index + 1 }
        index += 1
      }
      index += 1
    }
    return nil
  }
}
