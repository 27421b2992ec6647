import DigestCore
import DigestMarkup
import DigestModel

/// Parses text with entities and the few tags that bibliographies use.
///
/// These are `<i>`, `<b>`, `<sub>`, `<sup>` and JATS paragraphs; any other `<` is text.
enum MarkedUpText {
  static func plain(_ text: String) -> String {
    let lines = paragraphs(text).map { TeXPiece.text($0) }.filter { !$0.isEmpty }
    return FieldReader.tidied(lines.joined(separator: " "))
  }

  static func paragraphs(_ text: String) -> [[TeXPiece]] {
    var reader = Reader(Array(text.utf8))
    reader.read()
    return reader.paragraphs
  }

  private struct Reader {
    let text: [UInt8]
    var paragraphs: [[TeXPiece]] = []
    private var position = 0
    /// Open styles, each with the text and pieces before it.
    private var open: [(tag: String, source: [UInt8], pieces: [TeXPiece])] = []
    private var source: [UInt8] = []
    /// The formula at hand has been given as TeX.
    private var hasTeX = false
    private var pieces: [TeXPiece] = []

    init(_ text: [UInt8]) {
      self.text = text
    }

    mutating func read() {
      while position < text.count {
        switch text[position] {
        case UInt8(ascii: "<"): tagOrText()
        case UInt8(ascii: "&"): entityOrText()
        default:
          source.append(text[position])
          position += 1
        }
      }
      endParagraph()
    }

    private mutating func tagOrText() {
      let window = text[position..<min(text.count, position + 200)]
      guard let end = window.firstIndex(of: UInt8(ascii: ">")) else { return takeByte() }
      let inside = window[(position + 1)..<end]
      let isClosing = inside.first == UInt8(ascii: "/")
      var name = String(
        decoding: inside.drop { $0 == UInt8(ascii: "/") }.prefix { byte in
          ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
        }, as: UTF8.self
      ).lowercased()
      if name.hasPrefix("jats:") { name = String(name.dropFirst(5)) }
      if !isClosing && (name == "mml:math" || name == "math") {
        return formula(name, from: end + 1)
      }
      guard handle(name, isClosing) || name.hasPrefix("mml:") else { return takeByte() }
      position = end + 1
    }

    /// MathML, which stands beside the same formula in TeX or alone; alone, its text is shown.
    private mutating func formula(_ name: String, from start: Int) {
      let close = Array("</\(name)>".utf8)
      let window = text[start..<min(text.count, start + 20_000)]
      let end = window.indices.first { window[$0...].starts(with: close) }
      position = end.map { $0 + close.count } ?? start
      guard let end, !hasTeX else { return }
      var isTag = false
      for byte in text[start..<end] {
        if byte == UInt8(ascii: "<") { isTag = true }
        if !isTag { source.append(byte) }
        if byte == UInt8(ascii: ">") { isTag = false }
      }
    }

    private mutating func takeByte() {
      source.append(text[position])
      position += 1
    }

    /// Handles a tag; returns `false` if bibliographies don't use it.
    private mutating func handle(_ name: String, _ isClosing: Bool) -> Bool {
      switch name {
      case "i", "em", "italic", "b", "strong", "bold":
        isClosing ? close(name) : begin(name)
      case "p", "sec", "br", "title", "div": endParagraph()
      case "alternatives", "inline-formula", "disp-formula": hasTeX = false
      case "tex-math": hasTeX = true
      case "sub", "sup", "sc", "span", "scp", "u", "underline", "monospace", "list", "list-item",
        "abstract", "ext-link", "xref", "label", "named-content", "styled-content", "graphic", "a":
        break
      default: return false
      }
      return true
    }

    private mutating func begin(_ tag: String) {
      guard open.count < 8 else { return }
      open.append((tag, source, pieces))
      (source, pieces) = ([], [])
    }

    private mutating func close(_ tag: String) {
      guard let last = open.last, last.tag == tag else { return }
      endText()
      let inner = pieces
      open.removeLast()
      (source, pieces) = (last.source, last.pieces)
      endText()
      let isStrong = ["b", "strong", "bold"].contains(tag)
      if !inner.isEmpty { pieces.append(.styled(isStrong ? .strong : .emphasis, inner)) }
    }

    /// Parses TeX in plain text, because Zotero keeps arXiv's formulas.
    private mutating func endText() {
      let words = SourceText.words(String(decoding: source, as: UTF8.self))
      source = []
      guard !words.isEmpty else { return }
      var parser = TeXParser(words)
      let parsed = parser.pieces()
      let startsWithSpace = words.first == 0x20 && !parsed.isEmpty
      pieces += (startsWithSpace ? [.text([0x20])] : []) + parsed
    }

    private mutating func endParagraph() {
      while let last = open.last { close(last.tag) }
      endText()
      if !TeXPiece.plain(pieces).isEmpty { paragraphs.append(pieces) }
      pieces = []
    }

    private mutating func entityOrText() {
      guard let (value, end) = HTMLEntities.read(text[...], at: position) else { return takeByte() }
      // `&amp;lt;` was encoded twice.
      let again = value == "&" ? HTMLEntities.read([0x26] + text[end...].prefix(12), at: 0) : nil
      source += (again?.text ?? value).utf8
      position = end + (again.map { $0.end - 1 } ?? 0)
    }
  }
}
