/// Splits a template into text and tags; it tracks delimiters but not nesting.
struct TemplateScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var open = Array("{{".utf8)
  private var close = Array("}}".utf8)
  private(set) var tokens: [TemplateToken] = []
  private(set) var problems: [TemplateProblem] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Scans the whole template, without a byte order mark, up to the limit of errors.
  mutating func scan() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while position < bytes.count, problems.count < TemplateProblem.limit {
      let tag = find(open, from: position) ?? bytes.count
      addText(position..<tag)
      position = tag
      if tag < bytes.count { scanTag(at: tag) }
    }
  }

  /// Adds one token per line of a text, because a line is what a standalone tag removes.
  private mutating func addText(_ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let newline = bytes[start..<range.upperBound].firstIndex(of: 0x0A)
      let end = newline.map { $0 + 1 } ?? range.upperBound
      tokens.append(TemplateToken(kind: .text, offset: start, content: start..<end))
      start = end
    }
  }

  /// Scans a tag; a `{{{` or `{{=` tag also needs a `}` or `=` before the closing delimiter.
  private mutating func scanTag(at offset: Int) {
    let inner = skipSpace(from: offset + open.count)
    let sigil = inner < bytes.count ? bytes[inner] : 0
    let kind = TemplateScanner.kind(of: sigil)
    let ending = TemplateScanner.ending(of: sigil) + close
    let start = kind == .variable ? inner : inner + 1
    guard let end = find(ending, from: start) else {
      return reportUnclosed(at: offset, inner, ending, resume: bytes.count)
    }
    let content = trimmed(start..<end)
    position = end + ending.count
    if sigil == UInt8(ascii: "=") { return setDelimiters(content, at: offset) }
    if kind == .silent { return add(kind, offset, content) }
    if holdsAnotherTag(content) { return reportUnclosed(at: offset, inner, ending, resume: inner) }
    if content.isEmpty {
      return report(offset, "a tag without a name", "write a name: '{{title}}'")
    }
    add(kind, offset, content)
  }

  private mutating func add(_ kind: TemplateToken.Kind, _ offset: Int, _ content: Range<Int>) {
    tokens.append(TemplateToken(kind: kind, offset: offset, content: content))
  }

  /// Returns the kind of a tag by the first character of its content.
  private static func kind(of sigil: UInt8) -> TemplateToken.Kind {
    switch sigil {
    case UInt8(ascii: "#"): .section
    case UInt8(ascii: "^"): .inverted
    case UInt8(ascii: "/"): .end
    case UInt8(ascii: ">"): .partial
    case UInt8(ascii: "<"): .parent
    case UInt8(ascii: "$"): .block
    case UInt8(ascii: "!"), UInt8(ascii: "="): .silent
    case UInt8(ascii: "{"), UInt8(ascii: "&"): .raw
    default: .variable
    }
  }

  /// Returns what must precede the closing delimiter, as in `{{{x}}}` and `{{=<% %>=}}`.
  private static func ending(of sigil: UInt8) -> [UInt8] {
    switch sigil {
    case UInt8(ascii: "{"): [UInt8(ascii: "}")]
    case UInt8(ascii: "="): [UInt8(ascii: "=")]
    default: []
    }
  }

  /// Sets the delimiters from a tag such as `{{=<% %>=}}`.
  private mutating func setDelimiters(_ content: Range<Int>, at offset: Int) {
    let parts = bytes[content].split(whereSeparator: TemplateScanner.isSpace)
    guard parts.count == 2, !bytes[content].contains(UInt8(ascii: "=")) else {
      let text = String(decoding: bytes[content], as: UTF8.self)
      return report(
        offset, "cannot set the delimiters to '\(text)'",
        "write two delimiters with a space between them: '{{=<% %>=}}'")
    }
    open = Array(parts[0])
    close = Array(parts[1])
    add(.silent, offset, content)
  }

  /// Whether a tag's content spans lines or contains another tag, so that its own end is missing.
  private func holdsAnotherTag(_ content: Range<Int>) -> Bool {
    let part = bytes[content].prefix(1000)
    if part.contains(0x0A) { return true }
    return find(open, from: part.startIndex, to: part.endIndex) != nil
  }

  /// Reports a tag without an end and resumes scanning at `resume`.
  private mutating func reportUnclosed(
    at offset: Int, _ inner: Int, _ ending: [UInt8], resume: Int
  ) {
    let name = bytes[min(inner + 1, bytes.count)...].prefix {
      !TemplateScanner.isSpace($0) && $0 != open[0]
    }
    let shown = String(decoding: bytes[offset..<name.endIndex].prefix(40), as: UTF8.self)
    let ending = String(decoding: ending, as: UTF8.self)
    report(offset, "the tag '\(shown)' is never closed", "end it with '\(ending)'")
    position = max(resume, offset + open.count)
  }

  private mutating func report(_ offset: Int, _ message: String, _ hint: String) {
    problems.append(TemplateProblem(offset: offset, message: message, hint: hint))
  }
}

extension TemplateScanner {
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private func skipSpace(from start: Int) -> Int {
    bytes[min(start, bytes.count)...].firstIndex { !TemplateScanner.isSpace($0) } ?? bytes.count
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    guard let end = bytes[range].lastIndex(where: { !TemplateScanner.isSpace($0) }) else {
      return range.lowerBound..<range.lowerBound
    }
    return skipSpace(from: range.lowerBound)..<end + 1
  }

  private func find(_ wanted: [UInt8], from start: Int, to end: Int? = nil) -> Int? {
    let last = (end ?? bytes.count) - wanted.count
    guard start <= last else { return nil }
    return (start...last).first { at in
      bytes[at] == wanted[0] && bytes[at..<at + wanted.count].elementsEqual(wanted)
    }
  }
}
