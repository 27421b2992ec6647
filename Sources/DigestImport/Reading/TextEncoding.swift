import DigestMarkup

/// Texts that are not UTF-8, in the encoding that their bytes prove.
enum TextEncoding {
  /// UTF-16, told by its byte order mark or by the zeros between its letters; `nil` for other text.
  static func utf16(_ bytes: [UInt8]) -> [UInt8]? {
    guard let isBigEndian = isBigEndian(bytes) else { return nil }
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
      let (high, low) = isBigEndian ? (index, index + 1) : (index + 1, index)
      return UInt16(bytes[high]) << 8 | UInt16(bytes[low])
    }
    let text = String(
      decoding: units.first == 0xFEFF ? units.dropFirst() : units[...], as: UTF16.self)
    return Array(text.utf8)
  }

  private static func isBigEndian(_ bytes: [UInt8]) -> Bool? {
    if bytes.starts(with: [0xFE, 0xFF]) { return true }
    if bytes.starts(with: [0xFF, 0xFE]) { return false }
    let head = bytes.prefix(64)
    guard head.count >= 4, head.count.isMultiple(of: 2) else { return nil }
    let zeros = head.indices.filter { head[$0] == 0 }
    guard zeros.count * 2 >= head.count - 2 else { return nil }
    if zeros.allSatisfy({ $0.isMultiple(of: 2) }) { return true }
    return zeros.allSatisfy { !$0.isMultiple(of: 2) } ? false : nil
  }

  /// Windows-1252, of which Latin-1 is a part; `nil` where the text is UTF-8 with a few broken bytes.
  static func windows1252(_ bytes: [UInt8]) -> [UInt8]? {
    guard !bytes.contains(0), !isMostlyUTF8(bytes) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 16)
    for byte in bytes {
      if byte < 0x80 {
        result.append(byte)
      } else if let sign = Windows1252.character(UInt32(byte)) {
        result += sign.utf8
      } else {
        result += [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
      }
    }
    return result
  }

  /// Whether more characters are whole than broken.
  private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    var (whole, broken) = (0, 0)
    var index = 0
    while index < bytes.count {
      let length = bytes[index] < 0x80 ? 1 : bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
      let rest = bytes[index..<min(bytes.count, index + length)].dropFirst()
      let isWhole =
        bytes[index] < 0x80
        || (bytes[index] >= 0xC2 && rest.count == length - 1
          && rest.allSatisfy { $0 & 0xC0 == 0x80 })
      if bytes[index] >= 0x80 { isWhole ? (whole += 1) : (broken += 1) }
      index += isWhole ? length : 1
    }
    return whole > broken
  }
}
