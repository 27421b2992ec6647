import DigestCore

/// A line of plain text with formulas, such as the title `A$^2$LC`.
public struct MathText: Hashable, Sendable {
  /// The line as Unicode text: `A²LC`.
  public let text: String
  /// The line as HTML with MathML; it has no links, because titles appear inside links.
  public let html: SafeHTML
  /// The line as HTML without MathML and links, for feeds and mail.
  public let feedHTML: SafeHTML
  /// The text and formulas of the line, for citation formats that contain TeX.
  package let parts: [Part]
  package let warnings: [MathWarning]

  package init(
    text: String, html: SafeHTML, feedHTML: SafeHTML, parts: [Part], warnings: [MathWarning]
  ) {
    self.text = text
    self.html = html
    self.feedHTML = feedHTML
    self.parts = parts
    self.warnings = warnings
  }

  /// A part of a line: text or a formula.
  package enum Part: Hashable, Sendable {
    case text(String)
    /// TeX without delimiters, with the author's macros expanded.
    case formula(tex: String)
  }

  /// Returns `nil` if `source` has no formula and no escaped dollar sign, like most titles.
  package static func parse(_ source: String, macros: MathMacros = MathMacros()) -> MathText? {
    guard source.utf8.contains(where: { $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "\\") })
    else { return nil }
    var reader = MathTextReader(Array(source.utf8), macros: macros)
    reader.read()
    return reader.hasFound ? reader.result : nil
  }
}

/// Splits a line into text and formulas, and renders them in three ways at once.
private struct MathTextReader {
  private let bytes: [UInt8]
  private let macros: MathMacros
  private var allowance = MathAllowance.line
  private var text: [UInt8] = []
  private var html: [UInt8] = []
  private var feedHTML: [UInt8] = []
  private var parts: [MathText.Part] = []
  private var warnings: [MathWarning] = []
  private(set) var hasFound = false

  init(_ bytes: [UInt8], macros: MathMacros) {
    self.bytes = bytes
    self.macros = macros
  }

  var result: MathText {
    MathText(
      text: String(decoding: text, as: UTF8.self), html: SafeHTML(vouchedFor: html),
      feedHTML: SafeHTML(vouchedFor: feedHTML), parts: parts, warnings: warnings)
  }

  mutating func read() {
    var plainStart = 0
    var index = 0
    while index < bytes.count {
      if let end = formulaEnd(at: index) {
        append(plain: bytes[plainStart..<index])
        append(formula: bytes[index..<end])
        (plainStart, index) = (end, end)
      } else if isEscapedDollar(index) {
        hasFound = true
        append(plain: bytes[plainStart..<index])
        (plainStart, index) = (index + 1, index + 2)
      } else {
        index += 1
      }
    }
    append(plain: bytes[plainStart...])
  }

  private func formulaEnd(at index: Int) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "$"): MathSpan.end(in: bytes[...], at: index)
    case UInt8(ascii: "\\"): MathSpan.parenthesisEnd(in: bytes[...], at: index)
    default: nil
    }
  }

  private func isEscapedDollar(_ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "\\") && index + 1 < bytes.count
      && bytes[index + 1] == UInt8(ascii: "$")
  }

  private mutating func append(plain: ArraySlice<UInt8>) {
    guard !plain.isEmpty else { return }
    text += plain
    parts.append(.text(String(decoding: plain, as: UTF8.self)))
    Escape.html(Array(plain), to: &html)
    Escape.html(Array(plain), to: &feedHTML)
  }

  private mutating func append(formula: ArraySlice<UInt8>) {
    hasFound = true
    let inner = MathSpan.inner(of: formula).source
    let expression = Math.parse(inner, macros: macros, &allowance)
    text += expression.text.utf8
    html += expression.mathML(display: false, links: false).bytes
    feedHTML += expression.html(links: false).bytes
    parts.append(.formula(tex: expression.tex))
    warnings += expression.warnings.map {
      MathWarning(message: $0.message, hint: $0.hint, offset: $0.offset + inner.startIndex)
    }
  }
}
