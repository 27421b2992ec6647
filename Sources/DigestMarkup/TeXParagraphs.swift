import DigestCore

/// Splits text into paragraphs of one line each.
///
/// A paragraph ends at an empty line or before a line that begins with two spaces, as on arXiv.
/// Control characters, which pages and feeds must not contain, are removed.
package enum TeXParagraphs {
  package static func split(_ text: [UInt8]) -> [[UInt8]] {
    var paragraphs: [[UInt8]] = []
    var paragraph: [UInt8] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd) {
      let words = cleaned(line)
      if words.isEmpty || line.starts(with: [0x20, 0x20]) { end(&paragraph, &paragraphs) }
      if !words.isEmpty && !paragraph.isEmpty { paragraph.append(0x20) }
      paragraph += words
    }
    end(&paragraph, &paragraphs)
    return paragraphs
  }

  private static func end(_ paragraph: inout [UInt8], _ paragraphs: inout [[UInt8]]) {
    if !paragraph.isEmpty { paragraphs.append(paragraph) }
    paragraph = []
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A }

  /// Returns a line without control characters, with other white space as spaces, trimmed.
  private static func cleaned(_ line: ArraySlice<UInt8>) -> [UInt8] {
    // Almost every line is plain ASCII. Cleaning all of them byte by byte takes a third of the time
    // of importing the whole of arXiv.
    if line.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return trimmed(Array(line)) }
    var result: [UInt8] = []
    var index = line.startIndex
    while index < line.endIndex {
      if let sign = windowsSign(line, at: index) {
        result += sign.utf8
        index += 2
        continue
      }
      let (length, replacement) = cleaning(line, at: index)
      if let replacement {
        if replacement != 0 { result.append(replacement) }
      } else {
        result += line[index..<(index + length)]
      }
      index += length
    }
    return trimmed(result)
  }

  /// A C1 control, which is a character of Windows-1252 that nobody decoded: U+0092 is ’.
  private static func windowsSign(_ line: ArraySlice<UInt8>, at index: Int) -> String? {
    guard line[index] == 0xC2, index + 1 < line.endIndex, line[index + 1] < 0xA0,
      line[index + 1] != 0x85
    else { return nil }
    return Windows1252.character(UInt32(line[index + 1])) ?? ""
  }

  /// What stands at `index`: its length, and 0 to leave it out or the byte to put instead.
  private static func cleaning(_ line: ArraySlice<UInt8>, at index: Int) -> (Int, UInt8?) {
    let byte = line[index]
    if byte >= 0x20 && byte < 0x7F { return (1, nil) }
    if byte < 0x80 { return (1, ASCII.isSpace(byte) ? 0x20 : 0) }
    let rest = line[index...].prefix(4)
    // NEL, LINE SEPARATOR and PARAGRAPH SEPARATOR are line breaks in YAML 1.1.
    if rest.starts(with: [0xC2, 0x85]) { return (2, 0x20) }
    if rest.starts(with: [0xE2, 0x80, 0xA8]) || rest.starts(with: [0xE2, 0x80, 0xA9]) {
      return (3, 0x20)
    }
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { return (3, 0) }
    if rest.starts(with: [0xEF, 0xBF, 0xBE]) || rest.starts(with: [0xEF, 0xBF, 0xBF]) {
      return (3, 0)
    }
    return (1, nil)
  }

  private static func trimmed(_ text: [UInt8]) -> [UInt8] {
    guard let last = text.lastIndex(where: { $0 != 0x20 }) else { return [] }
    return Array(text[...last].drop { $0 == 0x20 })
  }
}
