import Foundation
import Testing

@testable import DigestMarkup

/// Formulas of real titles and abstracts, each with how often it was found.
@Suite struct MathSpansTests {
  private struct Span: Decodable {
    let tex: String
    let display: Bool
    let count: Int
  }

  private func spans() throws -> [Span] {
    try String(contentsOf: TestData.url("math/spans.jsonl"), encoding: .utf8).split(separator: "\n")
      .map {
        try JSONDecoder().decode(Span.self, from: Data($0.utf8))
      }
  }

  @Test(.testData("math/spans.jsonl")) func `nearly all real formulas need no fallback`() throws {
    var (total, warned) = (0, 0)
    for span in try spans() {
      total += span.count
      if !MathForms(span.tex).warnings.isEmpty { warned += span.count }
    }
    #expect(Double(warned) / Double(total) <= 0.0066)
  }

  @Test(.testData("math/spans.jsonl")) func `real formulas are well-formed and show no backslash`()
    throws
  {
    for span in try spans() {
      let expression = MathForms(span.tex).expression
      let page = expression.mathML(display: span.display)
      #expect(isWellFormed(page), "\(span.tex)")
      #expect(isWellFormed(expression.html()), "\(span.tex)")
      let isUnread = expression.warnings.contains { $0.message.contains("cannot be parsed") }
      guard !isUnread && !span.tex.contains("backslash") else { continue }
      for bytes in [page.bytes, expression.html().bytes, Array(expression.text.utf8)] {
        #expect(!bytes.contains(UInt8(ascii: "\\")), "\(span.tex)")
      }
    }
  }
}
