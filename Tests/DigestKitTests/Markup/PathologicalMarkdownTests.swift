import Testing

@testable import DigestMarkup

@Suite(.takesLong) struct PathologicalMarkdownTests {
  @Test(arguments: Pathological.all.map(\.name))
  func `a hostile text is rejected, or takes linear time and space`(_ name: String) throws {
    let input = try #require(Pathological.all.first { $0.name == name })
    // Some texts take quadratic time up to their limits, which is short; beyond that, none may.
    let (small, large) = (Self.text(input, 120), Self.text(input, 240))
    let ratio = Growth.ratio({ _ = Self.size(of: small) }, { _ = Self.size(of: large) })
    #expect(ratio < 3.4, "twice the text took \(ratio) times as long")
    #expect(Self.size(of: large) < 8 << 20)
  }

  private static func text(_ input: Pathological, _ kilobytes: Int) -> [UInt8] {
    Array(input.text(kilobytes * 1024).utf8)
  }

  /// Returns the size of the HTML in bytes; 0 if the text is rejected.
  private static func size(of text: [UInt8]) -> Int {
    guard MarkdownLimits.problem(in: text[...]) == nil else { return 0 }
    return Markdown.render(text[...], firstLine: 1) { $0 }.byteCount
  }
}
