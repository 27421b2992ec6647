/// How much a file of the index holds: small files answer a query with fewer bytes, large ones with
/// fewer files, and keep a large site's files few enough for its host.
struct SearchSizes: Sendable {
  /// Bytes of a list, before it is compressed; up to so many stand among the words, so that a word
  /// costs one trip.
  let inlineList: Int
  /// Bytes of a file of words with their lists, before it is compressed.
  let words: Int
  /// Papers of a file of cards.
  let cards: Int

  init(papers: Int) {
    if papers <= SearchFiles.smallLimit {
      (inlineList, words, cards) = (.max, .max, max(1, papers))
    } else {
      inlineList = 4000
      (words, cards) = papers <= 20_000 ? (6500, 8) : (8000, 16)
    }
  }
}
