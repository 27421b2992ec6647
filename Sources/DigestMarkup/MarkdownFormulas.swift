import DigestCore

/// Parses the formulas of a body and replaces them with their renderings.
package struct MarkdownFormulas {
  /// The medium that the HTML is for.
  package enum Medium: Sendable {
    /// A browser: MathML.
    case page
    /// A feed reader or a mail program: plain HTML.
    case feed
  }

  /// A warning with its position in the file.
  package struct Warning: Hashable, Sendable {
    package let line: Int
    package let column: Int
    package let message: String
    package let hint: String?
  }

  /// The Unicode text of each formula, for excerpts, by the node that replaced the formula.
  package private(set) var texts: [CMarkDocument.Node: String] = [:]
  package private(set) var warnings: [Warning] = []
  package var isEmpty: Bool { texts.isEmpty }

  private let medium: Medium
  private var places: FormulaPositions
  private var allowance = MathAllowance.body
  /// The size in bytes of the HTML so far.
  private var size = 0

  /// Parses and replaces the formulas of `document`, up to the limit of its size.
  package init(
    in document: borrowing CMarkDocument, body: ArraySlice<UInt8>, firstLine: Int,
    macros: MathMacros, medium: Medium
  ) {
    self.medium = medium
    places = FormulaPositions(body, firstLine: firstLine)
    guard document.mayHoldFormulas else { return }
    for formula in CMarkDocument.formulas(below: document.root) {
      // Beyond the limit, the whole document is rejected.
      if size > MarkdownExpansion.limit { break }
      place(formula, macros)
    }
  }

  private mutating func place(_ formula: CMarkDocument.Formula, _ macros: MathMacros) {
    let (inner, display) =
      formula.isBlock ? (formula.source[...], true) : MathSpan.inner(of: formula.source[...])
    let expression = Math.parse(inner, macros: macros, &allowance)
    warn(expression, formula, delimiter: inner.startIndex)
    if formula.isBlock {
      let node = CMarkDocument.replaceBlock(formula.node, with: counted(block(expression)))
      texts[node] = expression.text
    } else {
      place(expression, at: formula.node, display: display)
    }
  }

  private mutating func place(
    _ expression: MathExpression, at node: CMarkDocument.Node, display: Bool
  ) {
    switch CMarkDocument.surroundings(of: node) {
    case .image, .cell:
      size += expression.text.utf8.count
      return CMarkDocument.replace(node, withText: expression.text)
    case .paragraph(let paragraph) where display:
      let block = CMarkDocument.replaceBlock(paragraph, with: counted(block(expression)))
      texts[block] = expression.text
      return
    case .link:
      CMarkDocument.replaceInline(node, with: counted(inline(expression, links: false)))
    case .paragraph, .text:
      let html = display ? scrolling(expression, "span") : inline(expression, links: true)
      CMarkDocument.replaceInline(node, with: counted(html))
    }
    texts[node] = expression.text
  }

  /// Adds the size of `html` to the total, by which a document that grows too much is rejected.
  private mutating func counted(_ html: SafeHTML) -> SafeHTML {
    size += html.bytes.count
    return html
  }

  private func inline(_ expression: MathExpression, links: Bool) -> SafeHTML {
    switch medium {
    case .page: expression.mathML(display: false, links: links)
    case .feed: expression.html(links: links)
    }
  }

  private func block(_ expression: MathExpression) -> SafeHTML {
    guard medium == .feed else { return scrolling(expression, "div") }
    return SafeHTML(vouchedFor: "<p>".utf8 + expression.html().bytes + "</p>".utf8)
  }

  /// Wraps a display formula in an element that scrolls, also by keyboard, because it can be wider
  /// than the screen of a phone.
  private func scrolling(_ expression: MathExpression, _ element: String) -> SafeHTML {
    guard medium == .page else { return expression.html() }
    var bytes = Array("<\(element) class=\"math-block\" tabindex=\"0\" role=\"group\"".utf8)
    bytes += " aria-label=\"".utf8
    Escape.html(expression.text, to: &bytes)
    bytes += "\">".utf8
    bytes += expression.mathML(display: true).bytes
    return SafeHTML(vouchedFor: bytes + "</\(element)>".utf8)
  }

  /// Records the warnings of a formula with their positions in the file.
  private mutating func warn(
    _ expression: MathExpression, _ formula: CMarkDocument.Formula, delimiter: Int
  ) {
    guard !expression.warnings.isEmpty else { return }
    let line = CMarkDocument.blockLine(of: formula.node)
    let start = places.find(formula.source, inBlockAt: line)
    for warning in expression.warnings {
      let (line, column) = places.place(start + delimiter + warning.offset)
      warnings.append(
        Warning(line: line, column: column, message: warning.message, hint: warning.hint))
    }
  }
}
