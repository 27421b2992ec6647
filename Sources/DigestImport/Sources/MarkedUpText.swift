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
      guard handle(name, isClosing) else { return takeByte() }
      position = end + 1
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
      case "sub", "sup", "sc", "span", "scp", "u", "underline", "monospace", "list", "list-item",
        "inline-formula", "tex-math", "abstract":
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

    /// `&amp;`, `&#233;`, `&#xE9;`: a few names and all numbers.
    private mutating func entityOrText() {
      let window = text[position..<min(text.count, position + 12)]
      guard let end = window.firstIndex(of: UInt8(ascii: ";")) else { return takeByte() }
      let name = String(decoding: window[(position + 1)..<end], as: UTF8.self)
      guard let value = MarkedUpText.entity(name) else { return takeByte() }
      source += value.utf8
      position = end + 1
    }
  }

  private static func entity(_ name: String) -> String? {
    if let text = names[name] { return text }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let code =
      digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }

  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
    "ndash": "–", "mdash": "—", "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
    "rdquo": "”", "times": "×", "deg": "°", "plusmn": "±", "middot": "·", "eacute": "é",
    "egrave": "è", "uuml": "ü", "ouml": "ö", "auml": "ä", "szlig": "ß", "alpha": "α",
    "beta": "β", "gamma": "γ", "mu": "μ",
  ]
}
