/// Fills lines of plain text up to a number of columns.
///
/// Lines are safe where `format=flowed` (RFC 3676) is assumed: none ends in a space or begins with
/// `>` or `From `.
struct TextColumns {
  static let width = 72

  private(set) var lines: [String] = []

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// Adds an empty line, unless there is one already.
  mutating func blank() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  mutating func rule() { lines.append(String(repeating: "-", count: TextColumns.width)) }

  /// Adds a line that must not be broken, such as one with an address.
  mutating func add(line: String) { lines.append(line) }

  /// Fills lines with text; `first` precedes the first line, and as many spaces the others.
  mutating func fill(_ text: String, first: String = "") {
    let indent = String(repeating: " ", count: TextWidth.of(first))
    var line = first
    var isEmpty = true
    for word in TextColumns.words(of: text, width: TextColumns.width - TextWidth.of(first)) {
      let space = isEmpty || !word.isSpaced ? "" : " "
      if !isEmpty, TextWidth.of(line + space + word.text) > TextColumns.width {
        lines.append(line)
        line = indent + word.text
      } else {
        line += space + word.text
      }
      isEmpty = false
    }
    lines.append(line)
  }

  /// Text that must stay together, and whether a space precedes it.
  private typealias Word = (text: String, isSpaced: Bool)

  private static func words(of text: String, width: Int) -> [Word] {
    var words: [Word] = []
    for part in text.split(separator: " ") {
      if let last = words.last, isBound(part) {
        words[words.count - 1].text = "\(last.text) \(part)"
      } else {
        words += pieces(of: part, width: width)
      }
    }
    return words
  }

  /// Whether a word must not begin a line.
  private static func isBound(_ word: Substring) -> Bool {
    word.utf8.first == UInt8(ascii: ">") || word == "From"
  }

  /// Splits a word where it can be broken: after a wide character, or where it fills a whole line.
  private static func pieces(of word: Substring, width: Int) -> [Word] {
    guard TextWidth.of(word) > 1, !word.hasPrefix("http://"), !word.hasPrefix("https://") else {
      return [(String(word), true)]
    }
    var pieces: [Word] = []
    var piece = ""
    for character in word {
      let isFull = TextWidth.of(piece) + TextWidth.of(String(character)) > width
      if !piece.isEmpty, isFull || TextWidth.isWide(piece.unicodeScalars.last) {
        pieces.append((piece, pieces.isEmpty))
        piece = ""
      }
      piece.append(character)
    }
    return pieces + [(piece, pieces.isEmpty)]
  }
}

/// The width of text in terminal columns.
enum TextWidth {
  static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  static func isWide(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { of($0) == 2 } ?? false }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// Wide characters (UAX #11) that occur in texts of papers: Hangul, Han, kana, full-width forms
  /// and emoji.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
    0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
