import DigestCore
import DigestModel

/// Parses BibTeX files like BibTeX: text outside entries is a comment.
///
/// Malformed entries are reported and left out, and parsing continues at the next `@`.
struct BibTeXParser {
  private let source: ImportSource
  private let text: [UInt8]
  private var position = 0
  private var macros: [String: String] = BibTeXParser.months
  /// The number of bytes read for brackets or quotation marks that are never closed.
  private var wasted = 0
  private(set) var problems: [Diagnostic] = []
  /// Of entries that were read all the same.
  private var notes: [Diagnostic] = []
  /// Fields longer than this are no field: a brace is missing.
  private static let maxField = 1 << 20

  /// A syntax error with its position.
  private struct Trouble: Error {
    let offset: Int
    let message: String
    let hint: String
  }

  init(_ source: ImportSource) {
    self.source = source
    text = source.text
  }

  /// Returns the next valid entry; ``problems`` describes malformed ones before it.
  mutating func nextEntry() -> BibTeXEntry? {
    while let at = text[position...].firstIndex(of: UInt8(ascii: "@")) {
      position = at + 1
      do throws(Trouble) {
        if let entry = try item(at: at) { return entry }
      } catch {
        problems.append(
          source.problem(.warning, at: error.offset, error.message, hint: error.hint))
        // The next entry begins at a line's first `@`.
        position = max(position, at + 1)
        while let next = text[position...].firstIndex(of: UInt8(ascii: "@")), !isLineStart(next) {
          position = next + 1
        }
      }
      if isHopeless(at) { return nil }
    }
    return nil
  }

  mutating func takeNotes() -> [Diagnostic] {
    defer { notes = [] }
    return notes
  }

  mutating func takeProblems() -> [Diagnostic] {
    defer { problems = [] }
    return problems
  }

  /// Whether to give up: if each entry were read to the end of the file in vain, it would take
  /// hours.
  private mutating func isHopeless(_ at: Int) -> Bool {
    guard wasted > 1 << 20, wasted > 8 * text.count else { return false }
    position = text.count
    problems.append(
      source.problem(
        .error, at: at, "too many brackets without their partners; nothing is read from here on",
        hint: "mend the file, or let a reference manager write it again"))
    return true
  }

  private func isLineStart(_ index: Int) -> Bool {
    let before = text[..<index].last { $0 != 0x20 && $0 != 0x09 }
    return before == nil || before == 0x0A
  }

  /// Parses an item; returns `nil` for a comment, macro or preamble.
  private mutating func item(at start: Int) throws(Trouble) -> BibTeXEntry? {
    skipSpace()
    let type = name().lowercased()
    skipSpace()
    guard !type.isEmpty, let open = next, open == UInt8(ascii: "{") || open == UInt8(ascii: "(")
    else { return nil }
    let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    position += 1
    switch type {
    // BibTeX itself skips only the word and reads an entry inside a comment; this skips the entry,
    // too.
    case "comment": skipBalanced(from: position - 1)
    case "preamble":
      _ = try value(start)
      try end(close, start)
    case "string":
      let (name, value) = try field(start)
      macros[name] = value
      try end(close, start)
    default: return try entry(type, close, start)
    }
    return nil
  }

  private mutating func entry(
    _ type: String, _ close: UInt8, _ start: Int
  ) throws(Trouble) -> BibTeXEntry {
    skipSpace()
    let keyStart = position
    var key = self.key(close)
    skipSpace()
    if next == UInt8(ascii: "=") {
      // There is no key; this is the first field.
      position = keyStart
      key = ""
    } else if !take(UInt8(ascii: ",")) && next != close {
      throw trouble("an entry whose key '\(key)' is not followed by ','", start)
    }
    var fields: [String: String] = [:]
    while true {
      skipSpace()
      while take(UInt8(ascii: ",")) { skipSpace() }
      if take(close) { break }
      let (name, value) = try field(start)
      if fields[name] == nil { fields[name] = value }
      skipSpace()
      if next != UInt8(ascii: ","), next != close {
        guard hasField(at: position) else {
          throw trouble("after the field '\(name)' stands neither ',' nor the entry's end", start)
        }
        notes.append(
          source.problem(
            .warning, at: position, "a ',' is missing after the field '\(name)'",
            hint: "add it; other programs may stop here"))
      }
    }
    return BibTeXEntry(type: type, key: key, fields: fields, offset: start)
  }

  /// Up to the comma behind which fields begin: keys of Crossref have spaces, those of Scopus commas.
  private mutating func key(_ close: UInt8) -> String {
    let start = position
    while let byte = next, byte != close, byte != UInt8(ascii: "="), byte != 0x0A,
      !"{}\"".utf8.contains(byte), position - start < 200
    {
      if byte == UInt8(ascii: ","), hasField(at: position + 1) || isEnd(position + 1, close) {
        break
      }
      position += 1
    }
    let isKey = next == UInt8(ascii: ",") || next == close
    if !isKey {
      position = start + text[start...].prefix { !" ,=\n\t".utf8.contains($0) && $0 != close }.count
    }
    return FieldReader.tidied(String(decoding: text[start..<position], as: UTF8.self))
  }

  /// Whether a name and `=` stand there.
  private func hasField(at index: Int) -> Bool {
    let rest = text[min(index, text.count)...].drop(while: ASCII.isSpace)
    let name = rest.prefix { ASCII.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F }
    let sign = rest[name.endIndex...].first { !ASCII.isSpace($0) }
    return !name.isEmpty && sign == UInt8(ascii: "=")
  }

  private func isEnd(_ index: Int, _ close: UInt8) -> Bool {
    let first = text[min(index, text.count)...].first { !ASCII.isSpace($0) }
    return first == close || first == nil || first == UInt8(ascii: ",")
  }

  private mutating func field(_ start: Int) throws(Trouble) -> (String, String) {
    skipSpace()
    let name = name().lowercased()
    skipSpace()
    guard !name.isEmpty, take(UInt8(ascii: "=")) else {
      throw trouble(
        name.isEmpty ? "a field has no name" : "the field '\(name)' is not followed by '='", start)
    }
    return (name, try value(start))
  }

  /// Parses the parts of a value, which are joined by `#`.
  private mutating func value(_ start: Int) throws(Trouble) -> String {
    var value = ""
    while true {
      skipSpace()
      value += try part(start)
      if value.utf8.count > BibTeXParser.maxField {
        throw trouble("a field of more than 1 MB", start)
      }
      skipSpace()
      guard take(UInt8(ascii: "#")) else { return value }
    }
  }

  private mutating func part(_ start: Int) throws(Trouble) -> String {
    switch next {
    case UInt8(ascii: "{"): return try braced(start)
    case UInt8(ascii: "\""): return try quoted(start)
    case nil: throw trouble("the file ends in the middle of an entry", start)
    default:
      let word = name()
      if word.isEmpty { throw trouble("a field has no value", start) }
      let isNumber = word.utf8.allSatisfy(ASCII.isDigit)
      // An undefined macro is usually a word without its braces.
      return isNumber ? word : macros[word.lowercased()] ?? word
    }
  }

  private mutating func braced(_ start: Int) throws(Trouble) -> String {
    let open = position
    var depth = 0
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return String(decoding: text[(open + 1)..<(position - 1)], as: UTF8.self) }
      case UInt8(ascii: "\\"): position = min(position + 1, text.count)
      default: break
      }
      if position - open > BibTeXParser.maxField { break }
    }
    wasted += position - open
    position = open
    throw trouble("this entry has a '{' without its '}'", start)
  }

  /// Parses a string up to a quotation mark outside braces.
  private mutating func quoted(_ start: Int) throws(Trouble) -> String {
    let open = position
    position += 1
    var depth = 0
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "\"") where depth == 0:
        return String(decoding: text[(open + 1)..<(position - 1)], as: UTF8.self)
      case UInt8(ascii: "\\"):
        // BibTeX ends the string at `\"` outside braces, but people mean the accent.
        position = min(position + 1, text.count)
      default: break
      }
      if position - open > BibTeXParser.maxField { break }
    }
    wasted += position - open
    position = open
    throw trouble("this entry has a '\"' without its partner", start)
  }

  /// Skips to the bracket that closes the one at `open`, or skips nothing if there is none.
  private mutating func skipBalanced(from open: Int) {
    let (opening, closing) =
      text[open] == UInt8(ascii: "{")
      ? (UInt8(ascii: "{"), UInt8(ascii: "}")) : (UInt8(ascii: "("), UInt8(ascii: ")"))
    var depth = 0
    var index = open
    while index < text.count {
      if text[index] == opening { depth += 1 }
      if text[index] == closing {
        depth -= 1
        if depth == 0 {
          position = index + 1
          return
        }
      }
      index += 1
    }
    wasted += text.count - open
  }

  private mutating func end(_ close: UInt8, _ start: Int) throws(Trouble) {
    skipSpace()
    _ = take(UInt8(ascii: ","))
    skipSpace()
    if !take(close) { throw trouble("an entry without its closing bracket", start) }
  }

  private var next: UInt8? { position < text.count ? text[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = next {
      if byte == UInt8(ascii: "%") {
        // Not a comment in BibTeX, but common in files written by hand.
        position = text[position...].firstIndex(of: 0x0A) ?? text.count
      } else if ASCII.isSpace(byte) {
        position += 1
      } else {
        return
      }
    }
  }

  /// Parses a name: letters, digits and all characters without a meaning in BibTeX.
  private mutating func name() -> String {
    let start = position
    while let byte = next, !ASCII.isSpace(byte), !"{}(),=#\"%@'~\\".utf8.contains(byte) {
      position += 1
    }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private func trouble(_ message: String, _ start: Int) -> Trouble {
    Trouble(
      offset: start, message: "\(message); left out",
      hint: "mend the entry, or let a reference manager write the file again")
  }

  private static let months: [String: String] = Dictionary(
    uniqueKeysWithValues: Month.names.map { ($0.prefix(3).lowercased(), $0) })
}
