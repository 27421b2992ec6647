import DigestCore

/// Finds the position of a part of a value in the file, because YAML only reports where values
/// begin.
///
/// Advances through the file and the value in parallel, across quotes and folded lines.
struct ScalarPositions {
  private let file: [UInt8]
  private var position: Int
  private var line: Int
  private var column: Int
  /// The quotation mark around the value, or 0 if there is none.
  private var quote: UInt8 = 0

  /// Returns the position of the byte at `offset` in `text`, or `start` if escapes make it hard to
  /// find.
  static func mark(
    of offset: Int, in text: String, of start: YAMLMark, file: [UInt8]
  ) -> YAMLMark {
    guard var places = ScalarPositions(file, start) else { return start }
    places.open()
    for byte in text.utf8.prefix(offset) where !places.pass(byte) { return start }
    return YAMLMark(line: places.line, column: places.column)
  }

  private init?(_ file: [UInt8], _ start: YAMLMark) {
    self.file = file
    (position, line, column) = (0, 1, 1)
    while line < start.line || column < start.column {
      if position >= file.count { return nil }
      advance()
    }
  }

  private var byte: UInt8 { position < file.count ? file[position] : 0 }

  private mutating func advance() {
    position += 1
    if file[position - 1] == 0x0A {
      (line, column) = (line + 1, 1)
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  /// Skips a quote, or the first line of a block scalar such as `>-`.
  private mutating func open() {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      quote = byte
      advance()
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      while position < file.count, byte != 0x0A { advance() }
    default: break
    }
    passSpaces()
  }

  /// Skips the byte `wanted` as it is written in the file; returns whether it was found.
  private mutating func pass(_ wanted: UInt8) -> Bool {
    if wanted == 0x20 { return passSpaces() }
    let isEscaped =
      (quote == UInt8(ascii: "\"") && byte == UInt8(ascii: "\\"))
      || (quote == UInt8(ascii: "'") && byte == quote)
    if isEscaped { advance() }
    guard position < file.count, byte == wanted else { return false }
    advance()
    return true
  }

  /// Skips white space, which is a single space in the value; returns whether there was any.
  @discardableResult
  private mutating func passSpaces() -> Bool {
    let start = position
    while position < file.count, ASCII.isSpace(byte) { advance() }
    return position > start
  }
}
