import Foundation
import Testing

@testable import DigestMarkup

/// Tests formulas of real titles and abstracts, each with its number of occurrences.
@Suite struct MathSpansTests {
  private struct Span: Decodable {
    let tex: String
    let display: Bool
    let count: Int
  }

  private func spans(_ file: URL) throws -> [Span] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Span.self, from: Data($0.utf8))
    }
  }

  private static let real = TestData.url("math/spans.jsonl")

  @Test(.testData("math/spans.jsonl")) func `nearly all real formulas need no fallback`() throws {
    #expect(try shareWithFallback(Self.real) <= 0.0066)
  }

  @Test func `nearly all of our formulas need no fallback`() throws {
    #expect(try shareWithFallback(Fixture.formulas) <= 0.0066)
  }

  private func shareWithFallback(_ file: URL) throws -> Double {
    var (total, warned) = (0, 0)
    for span in try spans(file) {
      total += span.count
      if !MathForms(span.tex).warnings.isEmpty { warned += span.count }
    }
    return Double(warned) / Double(total)
  }

  @Test(.testData("math/spans.jsonl")) func `real formulas are well-formed and show no backslash`()
    throws
  {
    try expectSoundForms(Self.real)
  }

  @Test func `our formulas are well-formed and show no backslash`() throws {
    try expectSoundForms(Fixture.formulas)
  }

  private func expectSoundForms(_ file: URL) throws {
    for span in try spans(file) {
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
