import Testing

@testable import DigestImport

@Suite struct TextPlacesTests {
  @Test func `the position of any byte is the same as counted from the start`() {
    var random = SplitMix(state: 12)
    let signs = ["a", "é", "中", "𝕏", "\n", " ", "\n\n", "word "]
    for length in [0, 1, 4095, 4096, 4097, 30_000] {
      var text: [UInt8] = []
      while text.count < length { text += signs[random.below(signs.count)].utf8 }
      let start = TextPlace(line: 3, column: 9)
      let places = TextPlaces(text, start: start)
      for offset in [0, text.count, text.count + 9, -1]
        + (0..<200).map({ _ in random.below(text.count + 1) })
      {
        var expected = start
        expected.advance(over: text[..<min(text.count, max(0, offset))])
        #expect(places.place(of: offset, in: text) == expected, "\(offset) of \(length)")
      }
    }
  }

  /// This took hours when each position was counted from the start.
  @Test(.timeLimit(.minutes(5)))
  func `the positions of a hundred thousand records on one line are found`() {
    let text = Array(("[" + String(repeating: "{},", count: 1_000_000) + "{}]").utf8)
    let source = ImportSource(path: "x", text: text, days: DayRule(now: .epoch))
    let offsets = stride(from: 0, to: text.count, by: 300)
    #expect(offsets.allSatisfy { source.place(of: $0) == TextPlace(line: 1, column: $0 + 1) })
  }
}
