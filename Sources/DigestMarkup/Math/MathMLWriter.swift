import DigestCore

/// Renders MathML Core (www.w3.org/TR/mathml-core) without attributes that browsers don't support.
struct MathMLWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether the current style is display style, which sets limits above and below.
  private var isDisplay: Bool

  init(isDisplay: Bool) {
    self.isDisplay = isDisplay
  }

  /// Writes a `<math>` element; `label` is its accessible name, because browsers leave MathML out
  /// of the names of links and headings.
  mutating func writeFormula(_ nodes: [MathNode], label: String) {
    put("<math")
    if isDisplay { put(" display=\"block\"") }
    put(" aria-label=\"")
    Escape.html(label, to: &bytes)
    put("\">")
    writeRow(nodes)
    put("</math>")
  }

  mutating func put(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func element(_ name: StaticString, _ text: String, _ attributes: String = "") {
    put("<")
    put(name)
    put(attributes)
    put(">")
    Escape.html(text, to: &bytes)
    put("</")
    put(name)
    put(">")
  }

  /// Writes nodes without an element around them, and spaces around function names.
  private mutating func writeRow(_ nodes: [MathNode]) {
    for (index, node) in nodes.enumerated() {
      if case .sign(let sign) = node {
        writeSign(sign, MathMLOperators.attributes(of: sign, at: index, in: nodes))
        continue
      }
      let isFunction = MathMLWriter.isFunction(node)
      if isFunction, index > 0, MathSpacing.role(of: nodes[index - 1]) == .operand { thinSpace() }
      write(node)
      if isFunction, index + 1 < nodes.count { writeApplication(to: nodes[index + 1]) }
    }
  }

  private static func isFunction(_ node: MathNode) -> Bool {
    switch node {
    case .function: true
    case .scripts(let scripts): isFunction(scripts.base)
    default: false
    }
  }

  /// Writes what follows a function: a thin space in `log n`, none in `log(n)`.
  private mutating func writeApplication(to next: MathNode) {
    put("<mo>\u{2061}</mo>")
    switch MathSpacing.role(of: next) {
    case .operand, .function: thinSpace()
    default: break
    }
  }

  private mutating func thinSpace() { put("<mspace width=\"0.1667em\"/>") }

  private mutating func writeSign(_ sign: MathOperator, _ attributes: String) {
    if sign.kind == .operand { return element("mi", sign.text) }
    element("mo", sign.text, attributes)
  }

  /// Writes exactly one element, as arguments of fractions, scripts and the like must be.
  private mutating func writeGroup(_ node: MathNode) {
    switch node {
    case .row(let nodes): writeRowElement(nodes)
    case .text(let runs) where runs.count > 1: writeRowElement([node])
    case .styled(.phantom, _), .styled(.boxed, _), .styled(.cancelled, _): write(node)
    default: writeRowIfNeeded(node)
    }
  }

  /// Writes a single node; an operator is then alone and gets no space.
  private mutating func writeRowIfNeeded(_ node: MathNode) {
    if case .sign(let sign) = node {
      return writeSign(sign, MathMLOperators.attributes(ofLone: sign))
    }
    write(node)
  }

  private mutating func writeRowElement(_ nodes: [MathNode], _ attributes: StaticString = "") {
    put("<mrow")
    put(attributes)
    put(">")
    writeRow(nodes)
    put("</mrow>")
  }

  private mutating func write(_ node: MathNode) {
    switch node {
    case .letters(let text, let font): writeLetters(text, font)
    case .number(let text, let font): element("mn", text.mapped { font.letter($0) })
    case .sign(let sign): writeSign(sign, MathMLOperators.attributes(ofLone: sign))
    case .function(let name, _): writeFunction(name)
    case .text(let runs): writeText(runs)
    case .row(let nodes): writeRowElement(nodes)
    case .scripts(let scripts): writeScripts(scripts)
    case .fraction(let fraction): writeFraction(fraction)
    case .root(let body, let index): writeRoot(body, index)
    case .accent(let base, let accent): writeAccent(base, accent)
    case .stack(let base, let over, let under): writeStack(base, over, under)
    case .fenced(let open, let nodes, let close): writeFenced(open, nodes, close)
    case .space(let width): writeSpace(width)
    case .table(let table): writeTable(table)
    case .styled(let style, let nodes): writeStyled(style, nodes)
    }
  }
}

extension MathMLWriter {
  /// Writes letters in `<mi>`, which browsers show in italics only if it has a single letter.
  ///
  /// Upright letters thus need an attribute if single, and italic words other characters.
  private mutating func writeLetters(_ text: String, _ font: MathFont) {
    let shown = text.mapped { font.letter($0) }
    guard let first = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
      let isItalicWord = font.family == .italic && !font.isBold
      return element("mi", isItalicWord ? text.mapped(MathMLOperators.italic) : shown)
    }
    let isUpright = font.family == .roman || MathMLOperators.isUprightByCustom(first)
    let needsSaying = isUpright && shown == text && MathMLOperators.hasItalicForm(first)
    element("mi", shown, needsSaying ? " mathvariant=\"normal\"" : "")
  }

  /// Writes a function's name; without the attribute, a single letter would be slanted.
  private mutating func writeFunction(_ name: String) {
    element("mi", name, name.utf8.count == 1 ? " mathvariant=\"normal\"" : "")
  }

  /// Writes text in `<mtext>`, interrupted by the formulas in it.
  private mutating func writeText(_ runs: [MathTextRun]) {
    var text: [MathTextRun] = []
    for run in runs {
      if case .math(let nodes) = run {
        writeTextElement(text)
        text = []
        writeRow(nodes)
      } else {
        text.append(run)
      }
    }
    writeTextElement(text)
  }

  /// Writes text; spaces at its ends become no-break spaces, because browsers drop others.
  private mutating func writeTextElement(_ runs: [MathTextRun]) {
    guard !runs.isEmpty else { return }
    var writer = MathLinearWriter(.html, links: false)
    writer.write(runs)
    var text = writer.bytes[...]
    put("<mtext>")
    if text.first == 0x20 {
      put("\u{A0}")
      text = text.dropFirst()
    }
    let endsInSpace = text.last == 0x20
    bytes.append(contentsOf: endsInSpace ? text.dropLast() : text)
    put(endsInSpace ? "\u{A0}</mtext>" : "</mtext>")
  }

  /// Writes scripts in the element for their number and placement, such as `<msub>` or `<munder>`.
  private mutating func writeScripts(_ scripts: MathScripts) {
    let isOverUnder = MathMLOperators.standOverAndUnder(scripts, isDisplay: isDisplay)
    let name: StaticString =
      switch (scripts.subscript != nil, scripts.superscript != nil) {
      case (true, true): isOverUnder ? "munderover" : "msubsup"
      case (true, false): isOverUnder ? "munder" : "msub"
      default: isOverUnder ? "mover" : "msup"
      }
    put("<")
    put(name)
    put(">")
    writeScriptBase(scripts, isOverUnder)
    inText { writer in
      for part in [scripts.subscript, scripts.superscript] {
        if let part { writer.writeGroup(part) }
      }
    }
    put("</")
    put(name)
    put(">")
  }

  /// Writes the base of scripts so that limits forced by `\limits` stay above and below it.
  private mutating func writeScriptBase(_ scripts: MathScripts, _ isOverUnder: Bool) {
    if isOverUnder && !isDisplay, case .sign(let sign) = scripts.base, sign.kind == .sum {
      return element("mo", sign.text, " movablelimits=\"false\"")
    }
    writeGroup(scripts.base)
  }

  /// Calls `write` in text style, in which limits are set beside their operator.
  private mutating func inText(_ write: (inout MathMLWriter) -> Void) {
    let before = isDisplay
    isDisplay = false
    write(&self)
    isDisplay = before
  }

  private mutating func writeFraction(_ fraction: MathFraction) {
    let isFenced = !fraction.open.isEmpty || !fraction.close.isEmpty
    if isFenced { put("<mrow>") }
    if !fraction.open.isEmpty { writeFence(fraction.open, "prefix") }
    if fraction.size == .display { put("<mstyle displaystyle=\"true\" scriptlevel=\"0\">") }
    if fraction.size == .text { put("<mstyle displaystyle=\"false\" scriptlevel=\"0\">") }
    put(fraction.hasLine ? "<mfrac>" : "<mfrac linethickness=\"0\">")
    inText { writer in
      writer.writeGroup(fraction.numerator)
      writer.writeGroup(fraction.denominator)
    }
    put("</mfrac>")
    if fraction.size != .automatic { put("</mstyle>") }
    if !fraction.close.isEmpty { writeFence(fraction.close, "postfix") }
    if isFenced { put("</mrow>") }
  }

  /// Writes a delimiter that grows with its content.
  private mutating func writeFence(_ sign: String, _ form: String) {
    element(
      "mo", sign, MathMLOperators.isBracket(sign) ? "" : " stretchy=\"true\" form=\"\(form)\"")
  }

  private mutating func writeRoot(_ body: MathNode, _ index: MathNode?) {
    guard let index else {
      put("<msqrt>")
      if case .row(let nodes) = body { writeRow(nodes) } else { writeRowIfNeeded(body) }
      return put("</msqrt>")
    }
    put("<mroot>")
    writeGroup(body)
    inText { $0.writeGroup(index) }
    put("</mroot>")
  }

  /// Writes an accent, which is set close to its base unless it is a brace.
  private mutating func writeAccent(_ base: MathNode, _ accent: MathAccent) {
    switch (accent.isUnder, accent.isBrace) {
    case (true, true): put("<munder>")
    case (true, false): put("<munder accentunder=\"true\">")
    case (false, true): put("<mover>")
    case (false, false): put("<mover accent=\"true\">")
    }
    writeGroup(base)
    element("mo", accent.sign, accent.isStretchy ? " stretchy=\"true\"" : " stretchy=\"false\"")
    put(accent.isUnder ? "</munder>" : "</mover>")
  }

  private mutating func writeStack(_ base: MathNode, _ over: MathNode?, _ under: MathNode?) {
    let name: StaticString =
      over == nil ? "munder" : under == nil ? "mover" : "munderover"
    guard over != nil || under != nil else { return writeGroup(base) }
    put("<")
    put(name)
    put(">")
    if case .sign(let sign) = base, sign.isStretchy {
      element("mo", sign.text, " stretchy=\"true\"")
    } else {
      writeGroup(base)
    }
    inText { writer in
      for part in [under, over] { if let part { writer.writeLabel(part, of: base) } }
    }
    put("</")
    put(name)
    put(">")
  }

  /// Writes a label; that of an arrow gets space on both sides, so that the arrow is longer.
  private mutating func writeLabel(_ label: MathNode, of base: MathNode) {
    guard case .sign(let sign) = base, sign.isStretchy else { return writeGroup(label) }
    put("<mrow><mspace width=\"0.4em\"/>")
    writeGroup(label)
    put("<mspace width=\"0.4em\"/></mrow>")
  }

  private mutating func writeFenced(_ open: String, _ nodes: [MathNode], _ close: String) {
    put("<mrow>")
    if !open.isEmpty { writeFence(open, "prefix") }
    writeRow(nodes)
    if !close.isEmpty { writeFence(close, "postfix") }
    put("</mrow>")
  }

  /// Writes a space in eighteenths of an em; MathML Core has no negative ones.
  private mutating func writeSpace(_ width: Int) {
    guard width > 0 else { return }
    let tenThousandths = (width * 10_000 + 9) / 18
    let fraction = String(tenThousandths % 10_000 + 10_000).dropFirst()
    put("<mspace width=\"\(tenThousandths / 10_000).\(fraction)em\"/>")
  }

  private mutating func writeTable(_ table: MathTable) {
    let isFenced = !table.open.isEmpty || !table.close.isEmpty
    if isFenced { put("<mrow>") }
    if !table.open.isEmpty { writeFence(table.open, "prefix") }
    if table.isSmall { put("<mstyle scriptlevel=\"1\">") }
    writeTableElement(table)
    if table.isSmall { put("</mstyle>") }
    if !table.close.isEmpty { writeFence(table.close, "postfix") }
    if isFenced { put("</mrow>") }
  }

  /// Writes `<mtable>`; the stylesheet aligns columns by class, as MathML Core has no
  /// `columnalign`.
  private mutating func writeTableElement(_ table: MathTable) {
    put("<mtable")
    switch table.alignment {
    case .centred: break
    case .left: put(" class=\"math-left\"")
    case .equations: put(" class=\"math-equations\"")
    }
    put(table.isDisplay ? " displaystyle=\"true\">" : ">")
    let before = isDisplay
    isDisplay = table.isDisplay
    for row in table.rows {
      put("<mtr>")
      for (index, cell) in row.enumerated() {
        put("<mtd>")
        // As in TeX, an operator at the alignment point has space on both sides.
        let mark = table.alignment == .equations && index % 2 == 1 ? [MathNode.empty] : []
        if case .row(let nodes) = cell { writeRow(mark + nodes) } else { writeRow(mark + [cell]) }
        put("</mtd>")
      }
      put("</mtr>")
    }
    isDisplay = before
    put("</mtable>")
  }

  private mutating func writeStyled(_ style: MathStyle, _ nodes: [MathNode]) {
    let before = isDisplay
    defer { isDisplay = before }
    switch style {
    case .boxed: return writeRowElement(nodes, " class=\"math-boxed\"")
    case .cancelled: return writeRowElement(nodes, " class=\"math-cancelled\"")
    case .phantom:
      put("<mphantom>")
      writeRow(nodes)
      return put("</mphantom>")
    case .display: put("<mstyle displaystyle=\"true\" scriptlevel=\"0\">")
    case .text: put("<mstyle displaystyle=\"false\" scriptlevel=\"0\">")
    case .script: put("<mstyle displaystyle=\"false\" scriptlevel=\"1\">")
    }
    isDisplay = style == .display
    writeRow(nodes)
    put("</mstyle>")
  }
}
