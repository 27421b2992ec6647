import DigestModel

/// Reads comma-separated values (RFC 4180) row by row.
///
/// Quoted cells can contain commas, line breaks and doubled quotation marks.
struct CSV {
  struct Row: Equatable {
    var cells: [String] = []
    /// The offset of the row.
    let offset: Int
  }

  private let text: [UInt8]
  private var index = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  mutating func next() -> Row? {
    guard index < text.count else { return nil }
    var row = Row(offset: index)
    while true {
      let (cell, end) = CSV.cell(text, at: index)
      row.cells.append(cell)
      index = end
      guard index < text.count, text[index] == UInt8(ascii: ",") else { break }
      index += 1
    }
    if index < text.count && text[index] == 0x0D { index += 1 }
    if index < text.count && text[index] == 0x0A { index += 1 }
    return row
  }

  /// Returns a cell without its quotation marks and surrounding white space.
  private static func cell(_ text: [UInt8], at start: Int) -> (String, end: Int) {
    var index = start
    while index < text.count, text[index] == 0x20 { index += 1 }
    guard index < text.count, text[index] == UInt8(ascii: "\"") else {
      let end = text[start...].firstIndex { ",\n\r".utf8.contains($0) } ?? text.count
      return (FieldReader.tidied(String(decoding: text[start..<end], as: UTF8.self)), end)
    }
    var bytes: [UInt8] = []
    index += 1
    while index < text.count {
      if text[index] != UInt8(ascii: "\"") {
        bytes.append(text[index])
      } else if index + 1 < text.count && text[index + 1] == UInt8(ascii: "\"") {
        bytes.append(UInt8(ascii: "\""))
        index += 1
      } else {
        break
      }
      index += 1
    }
    let end = text[min(index + 1, text.count)...].firstIndex { ",\n\r".utf8.contains($0) }
    return (String(decoding: bytes, as: UTF8.self), end ?? text.count)
  }
}
