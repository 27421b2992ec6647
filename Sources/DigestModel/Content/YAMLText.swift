import DigestCore

/// Writes scalars of front matter: plain if all YAML parsers agree on them, else in double quotes.
package enum YAMLText {
  /// Returns a line `key: value`.
  package static func line(_ key: String, _ value: String) -> String {
    "\(key): \(scalar(value))\n"
  }

  /// Returns a line `key: [a, b]`.
  package static func line(_ key: String, _ values: [String]) -> String {
    "\(key): [\(values.map { scalar($0, inList: true) }.joined(separator: ", "))]\n"
  }

  /// Returns a scalar for a value, or for an entry of a list in brackets.
  package static func scalar(_ text: String, inList: Bool = false) -> String {
    isPlain(text) && !(inList && needsQuotesInList(text)) ? text : quoted(text)
  }

  /// Whether no parser can take the text for a number, date, flag, comment, map or list.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, mayBegin(first, text),
      last != 0x20, last != UInt8(ascii: ":"), !isReserved(text)
    else { return false }
    if text.unicodeScalars.contains(where: needsEscape) { return false }
    return !contains(bytes, UInt8(ascii: ":"), 0x20) && !contains(bytes, 0x20, UInt8(ascii: "#"))
  }

  private static func mayBegin(_ first: UInt8, _ text: String) -> Bool {
    if ASCII.isLetter(first) || first == UInt8(ascii: "$") { return true }
    if first >= 0x80 { return text.unicodeScalars.first?.properties.isAlphabetic == true }
    // `3D scenes` is text, `2025-03-12 10:00` and `1e5` are not.
    let words = text.utf8.split(separator: 0x20)
    return ASCII.isDigit(first)
      && words.dropFirst().contains { $0.first.map(ASCII.isLetter) == true }
  }

  private static func isReserved(_ text: String) -> Bool {
    [
      "y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf", "infinity",
    ].contains(text.lowercased())
  }

  private static func needsQuotesInList(_ text: String) -> Bool {
    text.utf8.contains { ",[]{}:?".utf8.contains($0) }
  }

  private static func contains(_ bytes: String.UTF8View, _ first: UInt8, _ second: UInt8) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { $0 == (first, second) }
  }

  /// Returns a double-quoted scalar (YAML 1.2, 7.3.1) on one line.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where needsEscape(scalar): result += escape(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Whether a character needs an escape: YAML 1.1's unprintable characters and line breaks, and
  /// the byte order mark.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}
