import DigestCore
import DigestModel

/// What a reader has to know before it asks: where words begin, names of files, constants.
struct SearchManifest {
  static let version = 2
  private static let tagLimit = 50
  private static let venueLimit = 20

  let json: SafeJSON

  init(
    site: Site, index: SearchIndex, isSmall: Bool, lexicon: LexiconDirectory,
    reversed: LexiconDirectory?, cards: SearchCards, votes: String?,
    _ form: SearchFileForm
  ) {
    var object = JSONObjectWriter()
    object.add("version", SearchManifest.version)
    object.add("papers", index.paperCount)
    object.add("small", isSmall)
    object.add("suffix", form.suffix)
    object.add("levels", SearchWeights.levels)
    object.add("weights") { RankingWeights.standard.add(to: &$0) }
    object.add(
      "stop", StopWords(language: site.configuration.language).words.joined(separator: " "))
    object.add("lexicon") { SearchManifest.add(lexicon, &$0) }
    if let reversed { object.add("reversed") { SearchManifest.add(reversed, &$0) } }
    object.add("cards") {
      $0.add("size", cards.size)
      $0.add("block", SearchCards.block)
      $0.add("hashes", cards.hashes.joined(separator: " "))
    }
    if let votes { object.add("votes", votes) }
    SearchManifest.addMonths(site, index, &object)
    SearchManifest.add("tags", site.tags, limit: SearchManifest.tagLimit, &object)
    SearchManifest.add("venues", site.venues, limit: SearchManifest.venueLimit, &object)
    json = object.safe
  }

  private static func add(_ directory: LexiconDirectory, _ object: inout JSONObjectWriter) {
    object.add("begins", directory.begins.joined(separator: " "))
    object.add("hash", directory.hash)
  }

  /// The number of the first paper of each month, so that ranges of days need no lists.
  private static func addMonths(
    _ site: Site, _ index: SearchIndex, _ object: inout JSONObjectWriter
  ) {
    var firsts: [Int] = []
    let months = index.order.map { site.papers[$0].date }.map { $0.year * 12 + $0.month - 1 }
    guard let begin = months.first else { return }
    for (number, month) in months.enumerated() {
      while firsts.count <= month - begin { firsts.append(number) }
    }
    object.add("months") {
      $0.add("begin", begin)
      $0.add("firsts", firsts)
    }
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

/// What ranking weighs with; tenths for the words that stand in for a word typed.
struct RankingWeights: Codable, Sendable {
  var prefix = 8
  var typo = [8, 6]
  var beginning = 5
  /// How many words stand in for a beginning, and for a word typed wrong.
  var completions = 8
  var corrections = 4
  /// Files of words read for one beginning at most, and words tried for one ending: each may stand
  /// in a file of its own.
  var files = 2
  var endings = 2
  /// From how many letters on one letter may be wrong, and two.
  var typoLengths = [4, 9]
  /// Hundredths: of words matched in the title, and of the very words in title or authors.
  var title = 100
  var exact = 50

  static let standard = RankingWeights()

  func add(to object: inout JSONObjectWriter) {
    object.add("prefix", prefix)
    object.add("typo", typo)
    object.add("beginning", beginning)
    object.add("completions", completions)
    object.add("corrections", corrections)
    object.add("files", files)
    object.add("endings", endings)
    object.add("typoLengths", typoLengths)
    object.add("title", title)
    object.add("exact", exact)
  }
}
