/// Parses JSON (RFC 8259) in UTF-8, with a limit on nesting.
///
/// It exists for sources of a hundred thousand records: Foundation's parser is several times slower
/// on them, and its errors have no position. Numbers are kept as text.
package struct JSONParser {
  static let depthLimit = 64

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Parses `bytes`, which must contain exactly one value.
  package static func parse(_ bytes: ArraySlice<UInt8>) throws(JSONProblem) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    if parser.position < bytes.endIndex { throw parser.problem("something follows the value") }
    return value
  }

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  private func problem(_ message: String) -> JSONProblem {
    JSONProblem(offset: position, message: message)
  }

  private mutating func skipSpace() {
    while position < bytes.endIndex, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) {
      position += 1
    }
  }

  private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Parses any value; throws if arrays and objects are nested too deeply.
  private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
    if depth > JSONParser.depthLimit { throw problem("nested more than 64 levels deep") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw problem("the text ends in the middle of a value")
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw problem("no value begins so") }
    position += word.utf8.count
    return value
  }

  /// Consumes a number (RFC 8259, section 6): `-0.5e+3`, but neither `01` nor `.5`.
  private mutating func number() throws(JSONProblem) -> JSONValue {
    let start = position
    _ = take(UInt8(ascii: "-"))
    var isNumber = take(UInt8(ascii: "0")) || takeDigits()
    if isNumber, take(UInt8(ascii: ".")) { isNumber = takeDigits() }
    if isNumber, take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      isNumber = takeDigits()
    }
    guard isNumber else {
      position = start
      throw problem("no value begins so")
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func takeDigits() -> Bool {
    let digits = bytes[position...].prefix { ASCII.isDigit($0) }
    position = digits.endIndex
    return !digits.isEmpty
  }

  private mutating func list(depth: Int) throws(JSONProblem) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .list(values) }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .list(values) }
      guard take(UInt8(ascii: ",")) else { throw missing("',' or ']'") }
    }
  }

  /// Parses an object; repeated names are kept, and ``JSONObject`` returns the last one.
  private mutating func object(depth: Int) throws(JSONProblem) -> JSONValue {
    let start = position
    position += 1
    var members: [JSONObject.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(JSONObject(members: members, offset: start)) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw missing("a name in quotes") }
      let name = try text()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw missing("':'") }
      members.append(JSONObject.Member(name: name, value: try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { break }
      guard take(UInt8(ascii: ",")) else { throw missing("',' or '}'") }
    }
    return .object(JSONObject(members: members, offset: start))
  }

  private func missing(_ what: String) -> JSONProblem {
    problem(next == nil ? "the text ends in the middle of a value" : "\(what) is missing")
  }

  /// Parses a string; invalid UTF-8 in it becomes U+FFFD.
  private mutating func text() throws(JSONProblem) -> String {
    position += 1
    let rest = bytes[position...]
    // Most strings have no escapes and can be copied in one piece.
    guard let end = rest.firstIndex(where: { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 }) else {
      position = bytes.endIndex
      throw problem("the text ends in the middle of a value")
    }
    if bytes[end] == UInt8(ascii: "\"") {
      position = end + 1
      return String(decoding: rest[..<end], as: UTF8.self)
    }
    return try escapedText()
  }

  private mutating func escapedText() throws(JSONProblem) -> String {
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try appendEscape(to: &text)
      case 0x00..<0x20:
        position -= 1
        throw problem("a line end or control character inside a text")
      default: text.append(byte)
      }
    }
    throw problem("the text ends in the middle of a value")
  }

  private mutating func appendEscape(to text: inout [UInt8]) throws(JSONProblem) {
    let sign = next ?? 0
    position += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(sign)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): try appendCode(to: &text)
    default:
      position = min(position - 1, bytes.endIndex)
      throw problem("no escape begins so")
    }
  }

  /// Appends the character of `\u00e9` or of a surrogate pair; a lone surrogate becomes U+FFFD.
  private mutating func appendCode(to text: inout [UInt8]) throws(JSONProblem) {
    var code = try hex()
    if (0xD800..<0xDC00).contains(code), bytes[position...].starts(with: [0x5C, 0x75]) {
      let start = position
      position += 2
      let low = try hex()
      if (0xDC00..<0xE000).contains(low) {
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      } else {
        position = start
      }
    }
    let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
    text += String(Character(scalar)).utf8
  }

  /// Parses the four digits after `\u`.
  private mutating func hex() throws(JSONProblem) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    var code: UInt32 = 0
    for digit in digits {
      guard let value = Character(UnicodeScalar(digit)).hexDigitValue, digit < 0x80 else {
        throw problem("four hexadecimal digits must follow '\\u'")
      }
      code = code << 4 | UInt32(value)
    }
    if digits.count < 4 { throw problem("four hexadecimal digits must follow '\\u'") }
    position = digits.endIndex
    return code
  }
}
