import DigestCore
import DigestModel

/// Reads `.bib` files as BibTeX does: what stands outside entries is comment; what is broken is
/// left out with its place, and reading goes on at the next `@`.
struct BibTeXParser {
  private let source: ImportSource
  private let text: [UInt8]
  private var position = 0
  private var macros: [String: String] = BibTeXParser.months
  /// Bytes that were read in vain, for a bracket or quote that is never closed.
  private var wasted = 0
  private(set) var problems: [Diagnostic] = []
  /// Fields longer than this are no field: a brace is missing.
  private static let maxField = 1 << 20

  /// What is wrong, and where.
  private struct Trouble: Error {
    let offset: Int
    let message: String
    let hint: String
  }

  init(_ source: ImportSource) {
    self.source = source
    text = source.text
  }

  /// The next entry that can be read; ``problems`` tells of those before it that cannot.
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

  mutating func takeProblems() -> [Diagnostic] {
    defer { problems = [] }
    return problems
  }

  /// Where each entry is read up to the end of the file in vain, going on would take hours.
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

  /// An entry; `nil` for a comment, macro or preamble.
  private mutating func item(at start: Int) throws(Trouble) -> BibTeXEntry? {
    skipSpace()
    let type = name().lowercased()
    skipSpace()
    guard !type.isEmpty, let open = next, open == UInt8(ascii: "{") || open == UInt8(ascii: "(")
    else { return nil }
    let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
    position += 1
    switch type {
    // BibTeX itself ignores only the word; an entry inside it counts for it, and for us not.
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
    while let byte = next, byte != UInt8(ascii: ","), byte != close, !ASCII.isSpace(byte),
      byte != UInt8(ascii: "=")
    {
      position += 1
    }
    var key = String(decoding: text[keyStart..<position], as: UTF8.self)
    skipSpace()
    if next == UInt8(ascii: "=") {
      // There is no key: this is the first field already.
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
        throw trouble("after the field '\(name)' stands neither ',' nor the entry's end", start)
      }
    }
    return BibTeXEntry(type: type, key: key, fields: fields, offset: start)
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

  /// Parts joined by `#`.
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
      // A macro nobody defined is most often a word without its braces.
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

  /// Up to a quote outside braces.
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
        // `\"` outside braces ends the text for BibTeX; people mean the accent.
        position = min(position + 1, text.count)
      default: break
      }
      if position - open > BibTeXParser.maxField { break }
    }
    wasted += position - open
    position = open
    throw trouble("this entry has a '\"' without its partner", start)
  }

  /// To the bracket that closes the one at `open`, or over nothing if there is none.
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
        // No comment in BibTeX, but in files people write by hand.
        position = text[position...].firstIndex(of: 0x0A) ?? text.count
      } else if ASCII.isSpace(byte) {
        position += 1
      } else {
        return
      }
    }
  }

  /// Letters, digits and all signs that mean nothing to BibTeX.
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
