/// How much a file of the index holds: small files answer a query with fewer bytes, large ones with
/// fewer files, and keep a large site's files few enough for its host.
struct SearchSizes: Sendable {
  /// Whether all words are one file and all cards another, and both are also scripts.
  let isSmall: Bool
  /// Bytes of a list, before it is compressed; up to so many are among the words, so that a word
  /// costs one trip.
  let inlineList: Int
  /// Bytes of a file of words with their lists, before it is compressed.
  let words: Int
  /// Papers of a file of cards.
  let cards: Int
}

extension SearchSizes {
  /// Sites of up to so many papers have a small index.
  static let smallLimit = 300

  init(papers: Int) {
    if papers <= SearchSizes.smallLimit {
      self.init(isSmall: true, inlineList: .max, words: .max, cards: max(1, papers))
    } else if papers <= 20_000 {
      self.init(isSmall: false, inlineList: 4000, words: 6500, cards: 8)
    } else {
      self.init(isSmall: false, inlineList: 4000, words: 8000, cards: 16)
    }
  }
}
