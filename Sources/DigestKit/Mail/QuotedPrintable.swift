import DigestCore

/// Quoted-printable (RFC 2045, 6.7): ASCII in lines of at most 76 characters.
enum QuotedPrintable {
  static let lineLimit = 76

  /// Encodes text; its lines end in LF, those of the result in CR LF.
  static func encode(_ text: some Sequence<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    for line in Array(text).split(separator: 0x0A, omittingEmptySubsequences: false) {
      append(line, to: &output)
      output += [0x0D, 0x0A]
    }
    // The line break at the end of the text has produced an empty line.
    if output.suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A] { output.removeLast(2) }
    return output
  }

  private static func append(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var column = 0
    for index in line.indices {
      let isLast = index == line.endIndex - 1
      let isEncoded = mustEncode(line, index, atStart: column == 0)
      let width = isEncoded ? 3 : 1
      // A soft line break is a `=`, which needs a column too.
      if column + width > lineLimit - (isLast ? 0 : 1) {
        output += [UInt8(ascii: "="), 0x0D, 0x0A]
        column = 0
        // Whether a byte is encoded can change at the start of a line.
        column += put(line, index, to: &output)
        continue
      }
      column += isEncoded ? putEncoded(line[index], to: &output) : putPlain(line[index], &output)
    }
  }

  private static func put(
    _ line: ArraySlice<UInt8>, _ index: Int, to output: inout [UInt8]
  ) -> Int {
    mustEncode(line, index, atStart: true)
      ? putEncoded(line[index], to: &output) : putPlain(line[index], &output)
  }

  private static func putPlain(_ byte: UInt8, _ output: inout [UInt8]) -> Int {
    output.append(byte)
    return 1
  }

  private static func putEncoded(_ byte: UInt8, to output: inout [UInt8]) -> Int {
    output += "=\(hexadecimal(byte))".utf8
    return 3
  }

  /// Whether a byte must be encoded.
  ///
  /// Besides what the encoding requires, these are white space at the end of a line, and a period
  /// or `From ` at its start, which servers and mailbox files would misinterpret.
  private static func mustEncode(
    _ line: ArraySlice<UInt8>, _ index: Int, atStart: Bool
  ) -> Bool {
    let byte = line[index]
    if byte == UInt8(ascii: "=") || byte >= 0x7F { return true }
    if byte < 0x20 { return byte != 0x09 || index == line.endIndex - 1 }
    if byte == 0x20 { return index == line.endIndex - 1 }
    guard atStart else { return false }
    return byte == UInt8(ascii: ".") || line[index...].starts(with: "From ".utf8)
  }

  static func hexadecimal(_ byte: UInt8) -> String {
    StableHash.hexadecimal(UInt64(byte), digits: 2).uppercased()
  }
}
