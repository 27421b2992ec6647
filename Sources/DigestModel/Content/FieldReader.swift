package import DigestCore
package import DigestMarkup
import Foundation

/// Limits for front matter, most of which is repeated on cards, in lists and in feeds.
package enum FieldLimits {
  /// The maximum length of a title in bytes.
  package static let title = 2000
  /// The maximum length of any other text in bytes.
  package static let text = 10_000
  /// The maximum number of tags: each tag has a page, on which all tags of its papers are shown.
  package static let tags = 100
  /// The maximum length of other lists; the longest author lists, of large experiments, have 5,000
  /// names.
  package static let entries = 10_000
}

/// Converts the values of front matter to their types.
///
/// A value that does not fit its type becomes a diagnostic with line and column.
package struct FieldReader {
  package let path: String
  package var diagnostics: [Diagnostic] = []
  /// The key whose value is being converted, for messages.
  package var key = ""
  /// The site's macros in formulas.
  package var macros = MathMacros()
  /// The whole file, to find positions within values.
  package var file: [UInt8] = []

  package init(path: String) {
    self.path = path
  }

  /// Adds an error at a position.
  package mutating func error(_ mark: YAMLMark, _ message: String, hint: String? = nil) {
    diagnostics.append(
      Diagnostic(
        path: path, line: mark.line, column: mark.column, message: message, hint: hint))
  }

  /// Returns text in NFC with white space collapsed, or `nil` if the value is empty.
  package mutating func text(_ node: YAMLNode) -> String? {
    guard let scalar = scalar(node, "text", limit: FieldLimits.text) else { return nil }
    let text = FieldReader.tidied(scalar.text)
    return text.isEmpty ? nil : text
  }

  /// Returns text as written, including line breaks, or `nil` if the value is empty.
  mutating func rawText(_ node: YAMLNode) -> String? {
    guard let scalar = scalar(node, "text", limit: FieldLimits.text) else { return nil }
    return scalar.text.utf8.allSatisfy(ASCII.isSpace) ? nil : scalar.text
  }

  /// Like ``text(_:)``, but an empty value is an error.
  package mutating func requiredText(
    _ node: YAMLNode, limit: Int = FieldLimits.text
  ) -> String? {
    guard let scalar = scalar(node, "text", limit: limit) else { return nil }
    let text = FieldReader.tidied(scalar.text)
    let isEmpty = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
    }
    if isEmpty { error(scalar.mark, "'\(key)' is empty") }
    return isEmpty ? nil : text
  }

  /// Like ``day(_:)``, but an empty value is an error.
  mutating func requiredDay(_ node: YAMLNode) -> Day? {
    requiredText(node) == nil ? nil : day(node)
  }

  /// Parses the formulas in a text; returns `nil` if it contains none.
  package mutating func formulas(in text: String?, _ node: YAMLNode) -> MathText? {
    guard let text, let read = MathText.parse(text, macros: macros) else { return nil }
    for warning in read.warnings {
      let mark = ScalarPositions.mark(of: warning.offset, in: text, of: node.mark, file: file)
      diagnostics.append(
        Diagnostic(
          path: path, line: mark.line, column: mark.column, severity: .warning,
          message: warning.message, hint: warning.hint, topic: .formulas))
    }
    return read
  }

  /// Returns text for a context without markup, with formulas as Unicode text.
  mutating func plainText(_ node: YAMLNode) -> String? {
    let text = text(node)
    return formulas(in: text, node)?.text ?? text
  }

  /// Returns macros by name, each with its TeX definition.
  package mutating func macros(_ node: YAMLNode) -> MathMacros {
    let hint = "for instance 'R: \\mathbb{R}'"
    var macros = MathMacros()
    for entry in map(node, of: "a map of commands", hint: hint) ?? [] {
      guard let body = text(entry.value) else { continue }
      if let problem = macros.define(entry.key.text, as: body) {
        error(entry.key.mark, problem, hint: hint)
      }
    }
    return macros
  }

  /// Returns a date in the form `YYYY-MM-DD`, or `nil` if the value is empty or invalid.
  package mutating func day(_ node: YAMLNode) -> Day? {
    guard let text = text(node) else { return nil }
    if let day = Day(text) { return day }
    guard let (year, month, number) = Day.numbers(in: text) else {
      let hint = Day(String(text.prefix(10))).map { "write only the date: \($0)" }
      error(
        node.mark, "'\(key)' must be a date such as 2025-03-12, not '\(text)'", hint: hint)
      return nil
    }
    error(node.mark, "'\(key)': there is no day \(text)", hint: dayHint(year, month, number))
    return nil
  }

  /// A date of which day or month may be unknown.
  package mutating func partialDate(_ node: YAMLNode) -> PartialDate? {
    guard let text = text(node) else { return nil }
    if let date = PartialDate(text) { return date }
    if Day.numbers(in: text) != nil || Day(String(text.prefix(10))) != nil {
      return day(node).map { PartialDate($0) }
    }
    let hint = PartialDate(String(text.prefix(4))).map { "write only the year: \($0)" }
    error(
      node.mark, "'\(key)' must be a date such as 2025-03-12, 2025-03 or 2025, not '\(text)'",
      hint: hint)
    return nil
  }

  private func dayHint(_ year: Int, _ month: Int, _ day: Int) -> String {
    guard (1...9999).contains(year) else { return "years go from 0001 to 9999" }
    guard (1...12).contains(month) else {
      return "months go from 01 to 12; the order is year-month-day"
    }
    return "\(Month.names[month - 1]) \(year) has \(Day.count(inMonth: month, of: year)) days"
  }

  /// Returns a whole number, or `nil` if the value is empty or out of range.
  package mutating func wholeNumber(
    _ node: YAMLNode, in range: ClosedRange<Int> = 0...1_000_000_000
  )
    -> Int?
  {
    guard let text = text(node) else { return nil }
    let isDigits = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isDigits, let number = Int(text), range.contains(number) { return number }
    let limits = "from \(range.lowerBound) to \(range.upperBound)"
    error(node.mark, "'\(key)' must be a whole number \(limits), not '\(text)'")
    return nil
  }

  /// Returns a flag: `yes`, `no`, `true` or `false`, in any case; an empty value is `false`.
  package mutating func flag(_ node: YAMLNode) -> Bool {
    guard let text = text(node) else { return false }
    switch text.lowercased() {
    case "yes", "true": return true
    case "no", "false": return false
    default:
      error(node.mark, "'\(key)' must be yes or no, not '\(text)'")
      return false
    }
  }

  /// Returns a URL with scheme http or https, or `nil` if the value is empty or invalid.
  package mutating func webAddress(_ node: YAMLNode) -> SafeURL? {
    guard let text = text(node) else { return nil }
    if let url = FieldReader.webAddress(text) { return url }
    error(
      node.mark, "'\(key)' must be a web address, not '\(text)'",
      hint: "write the full address, starting with https://")
    return nil
  }

  /// Returns a URL with scheme http or https and a host, or `nil` if the text is anything else.
  package static func webAddress(_ text: String) -> SafeURL? {
    let isWeb = text.hasPrefix("https://") || text.hasPrefix("http://")
    let host = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .dropFirst(2).first?.first
    let hasHost = host.map { !"?#:@".utf8.contains($0) } ?? false
    return isWeb && hasHost && !text.utf8.contains(0x20) ? SafeURL(text) : nil
  }

  /// Converts a value with `make`; `form` describes the expected format in messages.
  package mutating func parsed<T>(_ node: YAMLNode, as form: String, _ make: (String) -> T?) -> T? {
    guard let text = text(node) else { return nil }
    if let value = make(text) { return value }
    error(node.mark, "'\(key)' must be \(form), not '\(text)'")
    return nil
  }

  /// Returns the entries of a list of `items`, a plural noun for messages; an empty value has none.
  package mutating func list(
    _ node: YAMLNode, of items: String, limit: Int = FieldLimits.entries
  ) -> [YAMLNode] {
    switch node {
    case .list(let nodes, _) where nodes.count > limit:
      error(
        node.mark, "'\(key)' has \(nodes.count) entries; the limit is \(limit)",
        hint: "keep the most important ones")
      return []
    case .list(let nodes, _): return nodes
    case .scalar(let scalar) where scalar.text.isEmpty && scalar.isPlain: return []
    case .scalar, .map:
      error(
        node.mark, "'\(key)' must be a list of \(items), not \(FieldReader.kind(node))",
        hint: "write one per line, each after '- '")
      return []
    }
  }

  /// Returns the texts of a list with their positions; empty and repeated entries are errors.
  package mutating func texts(
    _ node: YAMLNode, of items: String, limit: Int = FieldLimits.entries
  ) -> [(text: String, mark: YAMLMark)] {
    var texts: [(text: String, mark: YAMLMark)] = []
    var lines: [String: Int] = [:]
    for item in list(node, of: items, limit: limit) {
      guard let scalar = scalar(item, "a list of \(items)", limit: FieldLimits.text) else {
        continue
      }
      let text = FieldReader.tidied(scalar.text)
      if text.isEmpty {
        error(scalar.mark, "an entry of '\(key)' is empty")
      } else if let line = lines.updateValue(scalar.mark.line, forKey: text) {
        error(
          scalar.mark, "'\(text)' appears twice in '\(key)' (first on line \(line))",
          hint: "keep one of the two")
      } else {
        texts.append((text, scalar.mark))
      }
    }
    return texts
  }

  /// Returns the entries of a map, or `nil` if the value is anything else; `hint` shows how to
  /// write it.
  package mutating func map(
    _ node: YAMLNode, of content: String, hint: String
  ) -> [YAMLNode.Entry]? {
    switch node {
    case .map(let entries, _): return entries
    case .scalar(let scalar) where scalar.text.isEmpty && scalar.isPlain: return []
    case .scalar, .list:
      error(
        node.mark, "'\(key)' must be \(content), not \(FieldReader.kind(node))",
        hint: hint)
      return nil
    }
  }

  private mutating func scalar(
    _ node: YAMLNode, _ wanted: String, limit: Int
  ) -> YAMLScalar? {
    if case .scalar(let scalar) = node {
      let isSound = isText(scalar) && isShort(scalar, limit)
      return isSound ? scalar : nil
    }
    error(node.mark, "'\(key)' must be \(wanted), not \(FieldReader.kind(node))")
    return nil
  }

  private mutating func isShort(_ scalar: YAMLScalar, _ limit: Int) -> Bool {
    let count = scalar.text.utf8.count
    if count <= limit { return true }
    error(
      scalar.mark, "'\(key)' has \(count) bytes; the limit is \(limit)",
      hint: "longer texts go below the front matter")
    return false
  }

  /// Returns the entries of a map with arbitrary keys whose values must all be text.
  mutating func freeMap(
    _ node: YAMLNode, of content: String, hint: String
  ) -> [YAMLNode.Entry]? {
    guard let entries = map(node, of: content, hint: hint), isText(node) else { return nil }
    return entries
  }

  private mutating func isText(_ node: YAMLNode) -> Bool {
    switch node {
    case .scalar(let scalar): isText(scalar)
    case .list(let nodes, _): nodes.allSatisfy { isText($0) }
    case .map(let entries, _): entries.allSatisfy { isText($0.key) && isText($0.value) }
    }
  }

  /// Checks for control characters, which escapes in quotes, such as `\0`, can produce.
  private mutating func isText(_ scalar: YAMLScalar) -> Bool {
    guard let (_, value) = TextCheck.firstControl(scalar.text.utf8) else { return true }
    error(
      scalar.mark, "control character \(TextCheck.name(ofControl: value))",
      hint: "remove its escape")
    return false
  }

  private static func kind(_ node: YAMLNode) -> String {
    switch node {
    case .scalar: "text"
    case .list: "a list"
    case .map: "a map"
    }
  }

  /// Returns text in NFC, without white space at the ends and with single spaces inside.
  package static func tidied(_ text: String) -> String {
    let isTidy =
      text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x80 || $0 == 0x20 }
      && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.utf8.containsDoubleSpace
    if isTidy { return text }
    let words = text.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    return words.map { String(Substring($0)) }.joined(separator: " ")
      .precomposedStringWithCanonicalMapping
  }
}

extension String.UTF8View {
  fileprivate var containsDoubleSpace: Bool {
    var last: UInt8 = 0
    for byte in self {
      if byte == 0x20 && last == 0x20 { return true }
      last = byte
    }
    return false
  }
}
