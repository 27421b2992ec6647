/// Generates abstracts as long as real ones from real sentences in any order.
struct AbstractSource {
  private let sentences: [String]
  private let lengths: [Int]

  init(realAbstracts: [String], keepsMath: Bool) throws {
    let kept = realAbstracts.map { abstract in
      AbstractSentences.markdown(of: abstract).filter { keepsMath || !$0.hasMath }
    }
    sentences = kept.flatMap { $0 }
    lengths = kept.map(\.count).filter { $0 > 1 }
    guard !lengths.isEmpty else { throw GenerationError.poorCorpus(missing: "abstract") }
  }

  /// Returns an abstract; one in twenty has two paragraphs, as on arXiv.
  func abstract(random: inout RandomSource) -> String {
    let length = random.element(of: lengths)
    let paragraphEnd = random.oneIn(20) ? length / 2 : 0
    var text = random.element(of: sentences)
    for position in 1..<length {
      text += position == paragraphEnd ? "\n\n" : " "
      text += random.element(of: sentences)
    }
    return text
  }
}

extension String {
  fileprivate var hasMath: Bool { utf8.contains(UInt8(ascii: "$")) }
}
