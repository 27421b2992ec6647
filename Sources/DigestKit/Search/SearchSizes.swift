/// How much a file of the index holds, in bytes before it is compressed: small files answer a query
/// with fewer bytes, large ones keep a large site's files few enough for its host.
struct SearchSizes: Sendable {
  /// A list of up to so many bytes stands among the words, so that its word costs one trip.
  let inlineList: Int
  let lists: Int
  let words: Int
  /// In papers.
  let cards: Int

  init(papers: Int) {
    if papers <= SearchFiles.smallLimit {
      self.init(inlineList: .max, lists: 0, words: .max, cards: max(1, papers))
    } else if papers <= 20_000 {
      self.init(inlineList: 60, lists: 4000, words: 5000, cards: 8)
    } else {
      self.init(inlineList: 60, lists: 8000, words: 8000, cards: 16)
    }
  }

  private init(inlineList: Int, lists: Int, words: Int, cards: Int) {
    (self.inlineList, self.lists, self.words, self.cards) = (inlineList, lists, words, cards)
  }
}
