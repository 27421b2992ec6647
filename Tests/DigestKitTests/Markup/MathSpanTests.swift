import Testing

@testable import DigestMarkup

@Suite struct MathSpanTests {
  /// Returns the formulas in a text.
  private func formulas(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var found: [String] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index] == UInt8(ascii: "$"), let end = MathSpan.end(in: bytes[...], at: index)
      {
        found.append(String(decoding: bytes[index..<end], as: UTF8.self))
        index = end
      } else {
        index += 1
      }
    }
    return found
  }

  @Test(arguments: [
    ("$k$NN and A$^2$LC", ["$k$", "$^2$"]), ("let $ X $ be", ["$ X $"]),
    ("98$\\times$ Faster", ["$\\times$"]), ("$$x$$ and $y$", ["$$x$$", "$y$"]),
    ("$\\text{if $x$}$", ["$\\text{if $x$}$"]), ("$256 \\times 256$", ["$256 \\times 256$"]),
    ("$10 and $x$", ["$x$"]), ("$3 d_{x}$", ["$3 d_{x}$"]), ("$5$ of $n$", ["$5$", "$n$"]),
  ])
  func `formulas are found`(text: String, found: [String]) {
    #expect(formulas(in: text) == found)
  }

  @Test(arguments: [
    "costs $5 and $6", "$20,000 to $30,000", "US$5", "$5-$10 million", "$5-$20",
    "$18/hour versus $60/hour", "$250, and an average of $306", "$5/month or $10/month",
    "$1.5M to train but $0.03M", "\\$5 and \\$6", "$", "$$", "$ $", "$$$", "a $ b",
    "$these are words$",
  ])
  func `amounts and single dollar signs are text`(text: String) {
    #expect(formulas(in: text) == [])
  }
}
