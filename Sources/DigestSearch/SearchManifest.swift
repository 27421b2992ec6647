import DigestCore
import DigestModel
import Foundation

/// What a reader has to know before it asks: where words begin, names of files, constants.
struct SearchManifest: Decodable, Sendable {
  static let version = 3
  private static let tagLimit = 50
  private static let venueLimit = 20

  let version: Int
  let papers: Int
  /// Whether all words are in one file, and all cards in another.
  let small: Bool
  /// How the names of all other files end.
  let suffix: String
  /// Steps of a quantised impact.
  let levels: Int
  let weights: RankingWeights
  /// Words that say little, separated by spaces.
  let stop: String
  /// Words that say little beside ``StopWords/fillerLimit`` others, separated by spaces.
  let fillers: String
  let lexicon: ShardDirectory
  let reversed: ShardDirectory?
  let cards: CardDirectory
  /// The hash of the list of votes, if any paper has votes.
  let votes: String?
  let months: Months?

  /// The number of the first paper of each month, so that ranges of days need no lists.
  struct Months: Decodable, Sendable {
    /// Year × 12 + month − 1 of the oldest paper.
    let begin: Int
    let firsts: [Int]
  }
}

extension SearchManifest {
  init(
    _ site: Site, _ index: SearchIndex, lexicon: ShardDirectory, reversed: ShardDirectory?,
    isSmall: Bool, cards: CardDirectory, votes: String?, _ format: IndexFileFormat
  ) {
    version = SearchManifest.version
    papers = index.paperCount
    small = isSmall
    suffix = format.suffix
    levels = BM25Parameters.levels
    weights = .standard
    let stopWords = StopWords(language: site.configuration.language)
    stop = stopWords.words.joined(separator: " ")
    fillers = stopWords.fillers.joined(separator: " ")
    (self.lexicon, self.reversed, self.cards, self.votes) = (lexicon, reversed, cards, votes)
    months = Months(dates: index.order.map { site.papers[$0].date })
  }

  /// The manifest with the largest tags and venues of `site`, which the search page offers.
  func json(_ site: Site) -> SafeJSON {
    var object = JSONObjectWriter()
    object.add("version", version)
    object.add("papers", papers)
    object.add("small", small)
    object.add("suffix", suffix)
    object.add("levels", levels)
    object.add("weights") { weights.add(to: &$0) }
    object.add("stop", stop)
    object.add("fillers", fillers)
    object.add("lexicon") { lexicon.add(to: &$0) }
    if let reversed { object.add("reversed") { reversed.add(to: &$0) } }
    object.add("cards") { cards.add(to: &$0) }
    if let votes { object.add("votes", votes) }
    if let months {
      object.add("months") {
        $0.add("begin", months.begin)
        $0.add("firsts", months.firsts)
      }
    }
    SearchManifest.add("tags", site.tags, limit: SearchManifest.tagLimit, &object)
    SearchManifest.add("venues", site.venues, limit: SearchManifest.venueLimit, &object)
    return object.safe
  }

  /// The largest terms, with the numbers of their papers.
  private static func add(
    _ key: String, _ taxonomy: Taxonomy, limit: Int, _ object: inout JSONObjectWriter
  ) {
    let terms = taxonomy.terms.sorted { ($1.papers.count, $0.slug) < ($0.papers.count, $1.slug) }
    object.add(key, terms.prefix(limit).map(\.name))
    object.add("\(key)Counts", terms.prefix(limit).map(\.papers.count))
  }
}

extension SearchManifest {
  private struct Version: Decodable {
    let version: Int
  }

  /// Reads a manifest; the version first, as another version may have other keys.
  init(reading json: [UInt8]) throws {
    let data = Data(json)
    let version = try IndexFiles.decode(Version.self, data).version
    guard version == SearchManifest.version else {
      throw MalformedIndex(
        "it has version \(version), and this program reads version \(SearchManifest.version)")
    }
    self = try IndexFiles.decode(SearchManifest.self, data)
    try check()
  }

  private func check() throws(MalformedIndex) {
    try MalformedIndex.check("papers", papers, in: 0...Posting.paperLimit)
    try MalformedIndex.check("levels", levels, in: 1...BM25Parameters.levels)
    guard [".json", ".json.gz"].contains(suffix) else {
      throw MalformedIndex("'suffix' is neither '.json' nor '.json.gz'")
    }
    try weights.check()
    try lexicon.check("lexicon")
    try reversed?.check("reversed")
    try cards.check(papers: papers, isSmall: small)
    if let votes { try MalformedIndex.check(hash: votes, "votes") }
    try months?.check(papers: papers)
  }
}

extension SearchManifest.Months {
  /// `nil` for no dates; `dates` are those of the papers by number.
  init?(dates: [Day]) {
    let months = dates.map { $0.year * 12 + $0.month - 1 }
    guard let begin = months.first else { return nil }
    var firsts: [Int] = []
    for (number, month) in months.enumerated() {
      while firsts.count <= month - begin { firsts.append(number) }
    }
    (self.begin, self.firsts) = (begin, firsts)
  }

  func check(papers: Int) throws(MalformedIndex) {
    try MalformedIndex.check("months.begin", begin, in: 0...(9999 * 12 + 11))
    for first in firsts { try MalformedIndex.check("months.firsts", first, in: 0...papers) }
    guard zip(firsts, firsts.dropFirst()).allSatisfy(<=) else {
      throw MalformedIndex("'months.firsts' is not in order")
    }
  }

  /// The papers of a range of months.
  func papers(in months: ClosedRange<Int>, of count: Int) -> Range<Int> {
    func first(_ month: Int) -> Int {
      let index = month - begin
      return index < 0 ? 0 : index < firsts.count ? firsts[index] : count
    }
    return first(months.lowerBound)..<first(months.upperBound + 1)
  }
}
