import DigestCore

/// Text as quoted-printable (RFC 2045, 6.7): ASCII lines of at most 76 characters.
enum QuotedPrintable {
  static let lineLimit = 76

  /// `text` has LF between its lines; the result has CR LF.
  static func encode(_ text: some Sequence<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    for line in Array(text).split(separator: 0x0A, omittingEmptySubsequences: false) {
      append(line, to: &output)
      output += [0x0D, 0x0A]
    }
    // The text's own last line end has made an empty line.
    if output.suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A] { output.removeLast(2) }
    return output
  }

  private static func append(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var column = 0
    for index in line.indices {
      let isLast = index == line.endIndex - 1
      let isEncoded = mustEncode(line, index, atStart: column == 0)
      let width = isEncoded ? 3 : 1
      // A line that goes on ends in `=`, which takes a column too.
      if column + width > lineLimit - (isLast ? 0 : 1) {
        output += [UInt8(ascii: "="), 0x0D, 0x0A]
        column = 0
        // What begins a line is judged anew.
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

  /// Besides what the encoding asks for: a full stop or `From ` at the start of a line, which
  /// servers and mailboxes take for something else, and white space at its end.
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
