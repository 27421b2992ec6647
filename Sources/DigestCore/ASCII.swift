/// Classifies single bytes of UTF-8 text; bytes of longer sequences belong to no class.
package enum ASCII {
  package static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  package static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  package static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  package static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

  /// Whether `byte` is a space, tab, line feed, vertical tab, form feed or carriage return.
  package static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Whether `byte` is an ASCII punctuation character of CommonMark, 2.1: `!` to `~`, no letter or
  /// digit.
  package static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !isAlphanumeric(byte)
  }

  /// Maps A–Z to a–z and returns any other byte unchanged.
  package static func lowercased(_ byte: UInt8) -> UInt8 { isCapital(byte) ? byte | 0x20 : byte }
}
