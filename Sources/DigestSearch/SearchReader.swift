public import DigestCore
import Glibc

/// Answers queries from the files of a built site, as the script in the browser does.
public final class SearchReader {
  private let index: IndexFiles
  private let expansion: QueryExpansion
  private let read: (SitePath) throws -> [UInt8]?

  /// Papers of the first page, which are put in order by their very words.
  static let pageSize = 10

  /// `read` gives a file of the site, or `nil` if there is none.
  public init(read: @escaping (SitePath) throws -> [UInt8]?) throws {
    self.read = read
    index = try IndexFiles(read: read)
    expansion = QueryExpansion(index)
  }

  /// The best papers for a query.
  public func answer(_ text: String, limit: Int = 10) throws -> SearchAnswer {
    let query = SearchQuery(text)
    let words = try found(query)
    var ranking = Ranking(index)
    try ranking.add(filters: query.filters, of: expansion)
    for word in words { try ranking.add(word) }
    let range = query.months.map(index.papers)
    let hasPhrases = !query.phrases.isEmpty
    let ranked = ranking.best(
      hasPhrases ? PhraseCheck.limit : max(limit, SearchReader.pageSize), in: range,
      listsAll: query.words.isEmpty)
    let phrases = PhraseCheck(query.phrases, read: read)
    var results: [SearchAnswer.Result] = []
    for (paper, score) in ranked.papers {
      let card = try index.card(paper)
      if try !hasPhrases || phrases.holds(card) { results.append(.init(card, score: score)) }
    }
    let total = hasPhrases ? results.count : ranked.total
    let exact = ExactWords(query, words, weight: index.manifest.weights.exact)
    results = exact.reordered(results, first: SearchReader.pageSize)
    return SearchAnswer(
      total: total, results: Array(results.prefix(limit)),
      corrections: words.compactMap(\.correction))
  }

  /// What the words of a query mean; stop words only where there is nothing else.
  private func found(_ query: SearchQuery) throws -> [ExpandedTerm] {
    let telling = query.words.filter { !index.isStopWord($0.text) }
    let kept = telling.isEmpty ? query.words : telling
    return try kept.map { word in
      ExpandedTerm(word, try expansion.find(word), papers: index.manifest.papers)
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
  init(_ card: SearchCard, score: Double) {
    (title, authors, authorCount) = (card.title, card.authors, card.authorCount)
    (date, tags, slug) = (card.date, card.tags, card.slug)
    self.score = score
  }
}

/// A word of a query with what it was taken for.
struct ExpandedTerm {
  let word: SearchQuery.Word
  let candidates: [QueryExpansion.Candidate]
  /// How telling the word is, in 1024ths: whole numbers add up alike in every language.
  let idf: Int

  init(_ word: SearchQuery.Word, _ candidates: [QueryExpansion.Candidate], papers: Int) {
    self.word = word
    self.candidates = candidates
    idf = candidates.map(\.df).max().map { ExpandedTerm.idf($0, papers) } ?? 0
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

extension IndexFiles {
  /// The papers of a range of months.
  func papers(in months: ClosedRange<Int>) -> Range<Int> {
    manifest.months?.papers(in: months, of: manifest.papers) ?? 0..<manifest.papers
  }
}
