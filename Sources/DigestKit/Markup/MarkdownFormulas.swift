/// The formulas of a parsed body: reads each and puts what is shown in its place.
struct MarkdownFormulas {
  /// Where the HTML will be read.
  enum Medium: Sendable {
    /// A browser: MathML.
    case page
    /// A feed reader or a mail program: plain HTML.
    case feed
  }

  /// A warning with its place in the file.
  struct Warning: Hashable, Sendable {
    let line: Int
    let column: Int
    let message: String
    let hint: String?
  }

  /// Unicode text for excerpts, by the node that stands for the formula.
  private(set) var texts: [CMarkDocument.Node: String] = [:]
  private(set) var warnings: [Warning] = []
  var isEmpty: Bool { texts.isEmpty }

  private let medium: Medium
  private var places: FormulaPlaces

  init(
    in document: borrowing CMarkDocument, body: ArraySlice<UInt8>, firstLine: Int,
    macros: MathMacros, medium: Medium
  ) {
    self.medium = medium
    places = FormulaPlaces(body, firstLine: firstLine)
    guard document.mayHoldFormulas else { return }
    for formula in CMarkDocument.formulas(below: document.root) { place(formula, macros) }
  }

  private mutating func place(_ formula: CMarkDocument.Formula, _ macros: MathMacros) {
    let (inner, display) =
      formula.isBlock ? (formula.source[...], true) : MathSpan.inner(of: formula.source[...])
    let expression = Math.parse(inner, macros: macros)
    warn(expression, formula, delimiter: inner.startIndex)
    if formula.isBlock {
      let html = block(expression)
      let node = CMarkDocument.replaceBlock(formula.node, with: html)
      texts[node] = expression.text
    } else {
      place(expression, at: formula.node, display: display)
    }
  }

  private mutating func place(
    _ expression: MathExpression, at node: CMarkDocument.Node, display: Bool
  ) {
    switch CMarkDocument.surroundings(of: node) {
    case .image: return CMarkDocument.replace(node, withText: expression.text)
    case .paragraph(let paragraph) where display:
      let block = CMarkDocument.replaceBlock(paragraph, with: block(expression))
      texts[block] = expression.text
      return
    case .link: CMarkDocument.replaceInline(node, with: inline(expression, links: false))
    case .paragraph, .text:
      let html = display ? scrolling(expression, "span") : inline(expression, links: true)
      CMarkDocument.replaceInline(node, with: html)
    }
    texts[node] = expression.text
  }

  private func inline(_ expression: MathExpression, links: Bool) -> SafeHTML {
    medium == .page ? expression.mathML(display: false, links: links) : expression.html
  }

  private func block(_ expression: MathExpression) -> SafeHTML {
    guard medium == .feed else { return scrolling(expression, "div") }
    return SafeHTML(vouchedFor: "<p>".utf8 + expression.html.bytes + "</p>".utf8)
  }

  /// A formula on its own may be wider than a phone: it scrolls, by keyboard too.
  private func scrolling(_ expression: MathExpression, _ element: String) -> SafeHTML {
    guard medium == .page else { return expression.html }
    var bytes = Array("<\(element) class=\"math-block\" tabindex=\"0\" role=\"group\"".utf8)
    bytes += " aria-label=\"".utf8
    Escape.html(expression.text, to: &bytes)
    bytes += "\">".utf8
    bytes += expression.mathML(display: true).bytes
    return SafeHTML(vouchedFor: bytes + "</\(element)>".utf8)
  }

  private mutating func warn(
    _ expression: MathExpression, _ formula: CMarkDocument.Formula, delimiter: Int
  ) {
    guard !expression.warnings.isEmpty else { return }
    let line = CMarkDocument.blockLine(of: formula.node)
    let start = places.find(formula.source, fromLine: line)
    for warning in expression.warnings {
      let (line, column) = places.place(start + delimiter + warning.offset)
      warnings.append(
        Warning(line: line, column: column, message: warning.message, hint: warning.hint))
    }
  }
}

/// Finds formulas in the text of the file: cmark-gfm knows only where their blocks begin.
struct FormulaPlaces {
  private let body: ArraySlice<UInt8>
  private let firstLine: Int
  /// After the last one found, so that the second `$\foo$` of a line is found after the first.
  private var cursor: Int

  init(_ body: ArraySlice<UInt8>, firstLine: Int) {
    self.body = body
    self.firstLine = firstLine
    cursor = body.startIndex
  }

  /// The index of `source`, or of the line where its block begins if it was broken over lines.
  mutating func find(_ source: [UInt8], fromLine line: Int) -> Int {
    let start = max(cursor, index(ofLine: line))
    guard let first = source.first else { return start }
    var index = start
    while let found = body[index...].firstIndex(of: first) {
      if body[found...].starts(with: source) {
        cursor = found + source.count
        return found
      }
      index = found + 1
    }
    return start
  }

  private func index(ofLine line: Int) -> Int {
    var index = body.startIndex
    for _ in 1..<max(1, line) {
      guard let end = body[index...].firstIndex(of: 0x0A) else { return index }
      index = end + 1
    }
    return index
  }

  /// Line and column, both from 1, of an index.
  func place(_ index: Int) -> (line: Int, column: Int) {
    let before = body[..<min(index, body.endIndex)]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? body.startIndex
    let line = before.count { $0 == 0x0A } + firstLine
    return (line, before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
  }
}
