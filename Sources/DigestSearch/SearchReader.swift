public import DigestCore
import Glibc

/// Answers queries from the files of a built site, as the script in the browser does.
public final class SearchReader {
  private let shards: SearchShards
  private let candidates: SearchCandidates
  private let read: (SitePath) throws -> [UInt8]?

  /// Papers of the first page, which are put in order by their very words.
  static let pageSize = 10

  /// `read` gives a file of the site, or `nil` if there is none.
  public init(read: @escaping (SitePath) throws -> [UInt8]?) throws {
    self.read = read
    shards = try SearchShards(read: read)
    candidates = SearchCandidates(shards)
  }

  /// The best papers for a query.
  public func answer(_ text: String, limit: Int = 10) throws -> SearchAnswer {
    let query = SearchQuery(text)
    let words = try found(query)
    var ranking = Ranking(shards)
    try ranking.add(filters: query.filters, of: candidates)
    for word in words { try ranking.add(word) }
    let range = query.months.map(shards.papers)
    let hasPhrases = !query.phrases.isEmpty
    let ranked = ranking.best(
      hasPhrases ? PhraseCheck.limit : max(limit, SearchReader.pageSize), in: range,
      listsAll: query.words.isEmpty)
    let phrases = PhraseCheck(query.phrases, read: read)
    var results: [SearchAnswer.Result] = []
    for (paper, score) in ranked.papers {
      guard let card = try shards.card(paper) else { continue }
      if try !hasPhrases || phrases.holds(card) { results.append(.init(card, score: score)) }
    }
    let total = hasPhrases ? results.count : ranked.total
    let exact = ExactWords(query, words, weight: shards.manifest.weights.exact)
    results = exact.reordered(results, first: SearchReader.pageSize)
    return SearchAnswer(
      total: total, results: Array(results.prefix(limit)),
      corrections: words.compactMap(\.correction))
  }

  /// What the words of a query mean; stop words only where there is nothing else.
  private func found(_ query: SearchQuery) throws -> [FoundWord] {
    let telling = query.words.filter { !shards.isStopWord($0.text) }
    let kept = telling.isEmpty ? query.words : telling
    return try kept.map { word in
      FoundWord(word, try candidates.find(word), papers: shards.manifest.papers)
    }
  }
}

/// What a search found.
public struct SearchAnswer: Sendable {
  public struct Result: Sendable {
    public let title: String
    public let authors: [String]
    /// Of all authors; ``authors`` are the first.
    public let authorCount: Int
    public let date: String
    public let tags: [String]
    public let slug: String
    public internal(set) var score: Double
  }

  /// Papers that match at all.
  public let total: Int
  public let results: [Result]
  /// Words that were typed and stand nowhere, with those that were looked for instead.
  public let corrections: [Correction]

  public struct Correction: Equatable, Sendable {
    public let typed: String
    public let shown: [String]
  }
}

extension SearchAnswer.Result {
  package init(_ card: SearchShards.Card, score: Double) {
    (title, authors, authorCount) = (card.title, card.authors, card.authorCount)
    (date, tags, slug) = (card.date, card.tags, card.slug)
    self.score = score
  }
}

/// A word of a query with what it was taken for.
struct FoundWord {
  let word: SearchQuery.Word
  let candidates: [SearchCandidates.Candidate]
  /// How telling the word is, in 1024ths: whole numbers add up alike in every language.
  let idf: Int

  init(_ word: SearchQuery.Word, _ candidates: [SearchCandidates.Candidate], papers: Int) {
    self.word = word
    self.candidates = candidates
    idf = candidates.map(\.df).max().map { FoundWord.idf($0, papers) } ?? 0
  }

  static func idf(_ df: Int, _ papers: Int) -> Int {
    // At least 1, so that a paper with the word scores more than one without.
    max(1, Int((1024 * log(1 + (Double(papers - df) + 0.5) / (Double(df) + 0.5))).rounded()))
  }

  /// Of the best candidate, in tenths.
  var weight: Int { candidates.map(\.weight).max() ?? 0 }

  var correction: SearchAnswer.Correction? {
    guard !candidates.isEmpty, candidates.allSatisfy({ $0.weight < 10 }) else { return nil }
    return SearchAnswer.Correction(typed: word.text, shown: candidates.map(\.text))
  }
}

extension SearchShards {
  /// The papers of a range of months.
  func papers(in months: ClosedRange<Int>) -> Range<Int> {
    guard let table = manifest.months else { return 0..<manifest.papers }
    func first(_ month: Int) -> Int {
      let index = month - table.begin
      return index < 0 ? 0 : index < table.firsts.count ? table.firsts[index] : manifest.papers
    }
    let (from, to) = (first(months.lowerBound), first(months.upperBound + 1))
    return from..<max(from, to)
  }
}
