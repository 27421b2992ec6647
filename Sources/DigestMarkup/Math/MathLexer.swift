import DigestCore

/// A token of TeX: a character, a command, or a special character.
package struct MathToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case character(Unicode.Scalar)
    /// The command's name without the backslash.
    case command(String)
    case space
    case open
    case close
    case superscript
    case `subscript`
    case align
    case dollar
    /// A parameter in the body of a macro: `#1`.
    case parameter(Int)
    case end
  }

  let kind: Kind
  /// The offset in bytes from the start of the source.
  let offset: Int
}

/// Splits TeX source into tokens; Unicode characters are kept.
enum MathLexer {
  /// Returns the tokens of `tex`; throws if there are more than ``MathTokens/tokens``.
  static func tokens(of tex: ArraySlice<UInt8>) throws(MathError) -> [MathToken] {
    var tokens: [MathToken] = []
    tokens.reserveCapacity(min(tex.count, MathTokens.tokens) + 1)
    var position = tex.startIndex
    while position < tex.endIndex {
      if tokens.count >= MathTokens.tokens { throw .tooLong }
      let offset = position - tex.startIndex
      let kind = next(in: tex, &position)
      tokens.append(MathToken(kind: kind, offset: offset))
    }
    return tokens
  }

  private static func next(
    in tex: ArraySlice<UInt8>, _ position: inout Int
  ) -> MathToken.Kind {
    let byte = tex[position]
    switch byte {
    case UInt8(ascii: "\\"): return command(in: tex, &position)
    case 0x20, 0x09...0x0D:
      skipSpaces(in: tex, &position)
      return .space
    case UInt8(ascii: "#"): return parameter(in: tex, &position)
    case 0x80...: return .character(scalar(in: tex, &position))
    default:
      position += 1
      return sign(byte)
    }
  }

  /// Returns the token of an ASCII character, by TeX's default category codes.
  private static func sign(_ byte: UInt8) -> MathToken.Kind {
    switch byte {
    case UInt8(ascii: "{"): .open
    case UInt8(ascii: "}"): .close
    case UInt8(ascii: "^"): .superscript
    case UInt8(ascii: "_"): .subscript
    case UInt8(ascii: "&"): .align
    case UInt8(ascii: "$"): .dollar
    case UInt8(ascii: "~"): .command("~")
    default: .character(Unicode.Scalar(byte))
    }
  }

  /// Reads `\name` and the spaces after it, or a backslash and one character.
  private static func command(
    in tex: ArraySlice<UInt8>, _ position: inout Int
  ) -> MathToken.Kind {
    let start = position + 1
    position = start
    while position < tex.endIndex, ASCII.isLetter(tex[position]) { position += 1 }
    if position > start {
      let name = String(decoding: tex[start..<position], as: UTF8.self)
      skipSpaces(in: tex, &position)
      return .command(name)
    }
    guard position < tex.endIndex else { return .command("") }
    if ASCII.isSpace(tex[position]) {
      skipSpaces(in: tex, &position)
      return .command(" ")
    }
    return .command(String(scalar(in: tex, &position)))
  }

  /// Reads `#1` to `#9`; any other `#` is a character.
  private static func parameter(
    in tex: ArraySlice<UInt8>, _ position: inout Int
  ) -> MathToken.Kind {
    position += 1
    guard position < tex.endIndex, (0x31...0x39).contains(tex[position]) else {
      return .character("#")
    }
    position += 1
    return .parameter(Int(tex[position - 1] - 0x30))
  }

  private static func skipSpaces(in tex: ArraySlice<UInt8>, _ position: inout Int) {
    while position < tex.endIndex, ASCII.isSpace(tex[position]) { position += 1 }
  }

  /// Reads one scalar; invalid UTF-8 and control characters become U+FFFD.
  private static func scalar(
    in tex: ArraySlice<UInt8>, _ position: inout Int
  ) -> Unicode.Scalar {
    var decoder = UTF8()
    var bytes = tex[position...].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else {
      position += 1
      return "\u{FFFD}"
    }
    position += UTF8.width(scalar)
    return scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar
  }
}
