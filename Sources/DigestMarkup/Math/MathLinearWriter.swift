import DigestCore

/// Renders a formula on one line: as Unicode text, or as HTML with `<i>`, `<sup>` and `<sub>`.
struct MathLinearWriter {
  enum Form: Sendable {
    case text
    case html
  }

  private(set) var bytes: [UInt8] = []
  private let form: Form
  private let links: Bool
  /// Whether operators have no space around them, as in scripts.
  private var isTight = false

  /// Creates a writer; without `links`, only the text of links is written.
  init(_ form: Form, links: Bool = true) {
    self.form = form
    self.links = links
  }

  /// Writes a row, with spaces around operators as their roles and neighbours require.
  mutating func write(_ nodes: [MathNode]) {
    for (index, node) in nodes.enumerated() {
      let role = MathSpacing.role(of: node)
      let isSpaced = !isTight && self.isSpaced(role, at: index, in: nodes)
      if isSpaced && role != .punctuation { space() }
      write(node)
      if isSpaced { space() }
    }
  }

  /// Whether there is a space before and after a node; punctuation has one only after it.
  private func isSpaced(_ role: MathSpacing.Role, at index: Int, in nodes: [MathNode]) -> Bool {
    switch role {
    case .relation: return nodes.count > 1 && !(index == 0 && isAbout(nodes[0]))
    case .binary: return MathSpacing.isBinary(index, in: nodes)
    case .punctuation: return index + 1 < nodes.count
    case .function:
      let before = MathSpacing.neighbour(of: index, in: nodes, step: -1)
      let after = MathSpacing.neighbour(of: index, in: nodes, step: 1)
      return before == .operand || after == .operand || after == .function
    case .operand, .open, .close, .none: return false
    }
  }

  /// Whether a leading `∼` or `≈` means "about", as in `∼2K`.
  private func isAbout(_ node: MathNode) -> Bool {
    if case .sign(let sign) = node { sign.text == "∼" || sign.text == "≈" } else { false }
  }

  /// Appends a space, unless it would follow another one, a parenthesis or nothing.
  private mutating func space() {
    if let last = bytes.last, last != 0x20, last != UInt8(ascii: "(") { bytes.append(0x20) }
  }

  private mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func put(text: String) {
    switch form {
    case .text: bytes.append(contentsOf: text.utf8)
    case .html: Escape.html(text, to: &bytes)
    }
  }

  private mutating func write(_ node: MathNode) {
    switch node {
    case .letters(let text, let font): writeLetters(text, font)
    case .number(let text, let font): put(text: text.mapped { font.plainLetter($0) })
    case .sign(let sign): put(text: sign.text)
    case .function(let name, _): put(text: name)
    case .text(let runs): write(runs)
    case .row(let nodes): write(nodes)
    case .scripts(let scripts): writeScripts(scripts)
    case .fraction(let fraction): writeFraction(fraction)
    case .root(let body, let index):
      if let index { writeScript(index, isSuper: true) }
      put("√")
      writeOperand(body)
    case .accent(let base, let accent): writeAccent(base, accent)
    case .stack(let base, let over, let under):
      write(base)
      if let under { writeScript(under, isSuper: false) }
      if let over { writeScript(over, isSuper: true) }
    case .fenced(let open, let nodes, let close):
      put(text: open)
      write(nodes)
      put(text: close)
    case .space(let width): if width > 0 { space() }
    case .table(let table): writeTable(table)
    case .styled(let style, let nodes): if style == .phantom { space() } else { write(nodes) }
    }
  }

  /// Writes a node, in parentheses if it is more than one symbol: `1/(n + 1)`.
  private mutating func writeOperand(_ node: MathNode) {
    if MathLinearWriter.isSimple(node) { return write(node) }
    put("(")
    write(node)
    put(")")
  }

  /// Whether the node needs no parentheses next to an operator.
  private static func isSimple(_ node: MathNode) -> Bool {
    switch node {
    case .letters, .number, .sign, .text, .function, .fenced: true
    case .scripts(let scripts): isSimple(scripts.base)
    case .accent(let base, _): isSimple(base)
    case .styled(_, let nodes), .row(let nodes): nodes.count == 1 && isSimple(nodes[0])
    default: false
    }
  }
}

extension MathLinearWriter {
  /// Writes letters; HTML has `<i>` and `<b>` instead of mathematical alphanumeric symbols.
  private mutating func writeLetters(_ text: String, _ font: MathFont) {
    guard form == .html else { return put(text: text.mapped { font.plainLetter($0) }) }
    switch font.family {
    case .standard where text.unicodeScalars.first.map(MathMLOperators.isUprightByCustom) == true:
      font.isBold ? tagged("b", text) : put(text: text)
    case .standard, .italic: font.isBold ? tagged("b", "i", text) : tagged("i", text)
    case .roman, .sans: font.isBold ? tagged("b", text) : put(text: text)
    case .mono: tagged("code", text)
    case .script, .fraktur, .doubleStruck: put(text: text.mapped { font.letter($0) })
    }
  }

  /// Writes text in an element, or appends it to the preceding element with the same tag.
  private mutating func tagged(_ tag: String, _ text: String) {
    let end = "</\(tag)>"
    if bytes.suffix(end.utf8.count).elementsEqual(end.utf8) {
      bytes.removeLast(end.utf8.count)
    } else {
      bytes += "<\(tag)>".utf8
    }
    put(text: text)
    bytes += end.utf8
  }

  private mutating func tagged(_ outer: String, _ inner: String, _ text: String) {
    bytes += "<\(outer)><\(inner)>".utf8
    put(text: text)
    bytes += "</\(inner)></\(outer)>".utf8
  }

  private mutating func writeScripts(_ scripts: MathScripts) {
    if case .fraction = scripts.base { writeOperand(scripts.base) } else { write(scripts.base) }
    if let node = scripts.subscript { writeScript(node, isSuper: false) }
    if let node = scripts.superscript { writeScript(node, isSuper: true) }
  }

  /// Writes a script as in `x²` and `x₁` if all its characters have such forms, and otherwise as in
  /// `x_max` and `e^(−λt)`.
  private mutating func writeScript(_ node: MathNode, isSuper: Bool) {
    if MathScriptForms.isDegree(node) && isSuper { return put("°") }
    if let sign = MathScriptForms.prime(node), isSuper { return put(text: sign) }
    let wasTight = isTight
    isTight = true
    defer { isTight = wasTight }
    if form == .html {
      put(isSuper ? "<sup>" : "<sub>")
      write(node)
      return put(isSuper ? "</sup>" : "</sub>")
    }
    if let text = MathScriptForms.text(of: node, isSuper: isSuper) { return put(text: text) }
    put(isSuper ? "^" : "_")
    writeOperand(node)
  }

  /// Writes a fraction as `a/b` and a binomial as `(n choose k)`.
  private mutating func writeFraction(_ fraction: MathFraction) {
    put(text: fraction.open)
    writeOperand(fraction.numerator)
    put(fraction.hasLine ? "/" : " choose ")
    writeOperand(fraction.denominator)
    put(text: fraction.close)
  }

  /// Writes the accent as a combining character after the base; a line needs one after each letter.
  private mutating func writeAccent(_ base: MathNode, _ accent: MathAccent) {
    if accent.isBrace { return write(base) }
    if case .letters(let text, let font) = base {
      if !font.isBold && !font.hasOwnLetters, let composed = accent.composed(with: text) {
        return writeLetters(composed, font)
      }
      return writeLetters(MathLinearWriter.marked(text, accent), font)
    }
    if form == .html && accent.isUnder {
      put("<u>")
      write(base)
      return put("</u>")
    }
    var writer = MathLinearWriter(.text)
    writer.write(base)
    put(text: MathLinearWriter.marked(String(decoding: writer.bytes, as: UTF8.self), accent))
  }

  /// Returns `text` with the accent's combining character once, or after each character for a line.
  private static func marked(_ text: String, _ accent: MathAccent) -> String {
    let isLine = accent.sign == "‾"
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar)
      if isLine { result.append(accent.combining) }
    }
    if !isLine { result.append(accent.combining) }
    return String(result)
  }

  /// Writes a table with `, ` between cells and `; ` between rows: `[a, b; c, d]`.
  private mutating func writeTable(_ table: MathTable) {
    put(text: table.open)
    for (index, row) in table.rows.enumerated() {
      if index > 0 { put("; ") }
      for (index, cell) in row.enumerated() {
        if index > 0 { put(table.alignment == .equations ? " " : ", ") }
        write(cell)
      }
    }
    put(text: table.close)
  }

  mutating func write(_ runs: [MathTextRun]) {
    for run in runs {
      switch run {
      case .plain(let text): put(text: text)
      case .math(let nodes): write(nodes)
      case .styled(let style, let runs): writeStyled(style, runs)
      case .link(let url, let runs): writeLink(url, runs)
      }
    }
  }

  private mutating func writeStyled(_ style: MathTextRun.Style, _ runs: [MathTextRun]) {
    guard form == .html else { return write(runs) }
    bytes += "<\(style.rawValue)>".utf8
    write(runs)
    bytes += "</\(style.rawValue)>".utf8
  }

  private mutating func writeLink(_ url: SafeURL, _ runs: [MathTextRun]) {
    guard form == .html && links else { return write(runs) }
    put("<a href=\"")
    put(text: url.text)
    put("\">")
    write(runs)
    put("</a>")
  }
}
