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

  /// The best papers for a query; without its quotation marks if nothing is found with them.
  public func answer(_ text: String, limit: Int = 10) throws -> SearchAnswer {
    let query = SearchQuery(text)
    let answer = try answer(query, limit: limit)
    guard answer.results.isEmpty, query.hasQuotes else { return answer }
    var others = try self.answer(query.withoutQuotes, limit: limit)
    others.ignoresQuotes = !others.results.isEmpty
    return others
  }

  private func answer(_ query: SearchQuery, limit: Int) throws -> SearchAnswer {
    let words = try found(query)
    var ranking = Ranking(index)
    try ranking.add(filters: query.filters, of: expansion)
    for word in words { try ranking.add(word) }
    for terms in query.exclusions { try ranking.exclude(terms, of: expansion) }
    let mustHold = !query.phrases.isEmpty && query.hasOnlyPhrases
    let wanted = max(limit, SearchReader.pageSize)
    let pages = mustHold ? PhraseCheck.limit : query.phrases.isEmpty ? 0 : PhraseCheck.raiseLimit
    let ranked = ranking.best(
      max(wanted, pages), in: query.months.map(index.papers),
      listsAll: query.words.isEmpty)
    let phrases = PhraseCheck(query.phrases, read: read)
    var answer = SearchAnswer(total: ranked.total)
    if mustHold {
      try answer.fill(ranked.papers, wanted) { paper, score in
        let card = try index.card(paper)
        return try phrases.holds(card) ? .init(card, score: score) : nil
      }
      answer.isAtLeast = answer.isAtLeast || ranked.total > ranked.papers.count
    } else {
      answer.results = try ranked.papers.map { .init(try index.card($0.paper), score: $0.score) }
      try reorder(&answer.results, by: phrases, of: query, words)
      answer.results = Array(answer.results.prefix(wanted))
    }
    let exact = ExactWords(query, words, weight: index.manifest.weights.exact)
    let ordered = exact.reordered(answer.results, first: SearchReader.pageSize)
    answer.results = Array(ordered.prefix(limit))
    answer.corrections = words.compactMap(\.correction)
    answer.missing = words.filter(\.isMissing).map(\.word.text)
    return answer
  }

  /// Raises those of the best papers that hold a phrase of the query.
  private func reorder(
    _ results: inout [SearchAnswer.Result], by phrases: PhraseCheck, of query: SearchQuery,
    _ words: [ExpandedTerm]
  ) throws {
    guard !query.phrases.isEmpty else { return }
    let idfs = Dictionary(words.map { ($0.word.text, $0.idf) }, uniquingKeysWith: max)
    for index in results.indices.prefix(PhraseCheck.raiseLimit) {
      let held = try phrases.held(by: results[index].title, results[index].slug)
      let idf = held.joined().reduce(0) { $0 + (idfs[$1] ?? 0) }
      results[index].score += PhraseCheck.weight * Double(idf)
    }
    let sorted = results.enumerated().sorted {
      ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
    }
    results = sorted.map(\.element)
  }

  /// What the words of a query mean.
  private func found(_ query: SearchQuery) throws -> [ExpandedTerm] {
    try telling(query.words).map { word in
      ExpandedTerm(word, try expansion.find(word), papers: index.manifest.papers)
    }
  }

  /// The words without those that say little, unless there are no others.
  private func telling(_ words: [SearchQuery.Word]) -> [SearchQuery.Word] {
    let stops = words.filter { index.isStopWord($0.text) }
    // A name such as `Can Li`.
    let isName = (2...3).contains(words.count) && stops.count == 1 && words.allSatisfy(\.isCapital)
    let telling = isName ? words : words.filter { !index.isStopWord($0.text) }
    let narrow = telling.filter { !index.isFiller($0.text) }
    let best = narrow.count < StopWords.fillerLimit ? telling : narrow
    var kept = Array((best.isEmpty ? words : best).prefix(SearchQuery.wordLimit))
    // `to be or not to be` is no beginning of `better`.
    if best.isEmpty, kept.count > 1 { for index in kept.indices { kept[index].isLast = false } }
    return kept
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

  /// Papers that match at all; see ``isAtLeast``.
  public internal(set) var total: Int
  /// Whether there may be more than ``total``, as not every paper was read for a phrase.
  public internal(set) var isAtLeast = false
  public internal(set) var results: [Result] = []
  /// Words that were typed and stand nowhere, with those that were looked for instead.
  public internal(set) var corrections: [Correction] = []
  /// Words that were typed and that no paper has.
  public internal(set) var missing: [String] = []
  /// Whether no paper had the quoted words as they were quoted.
  public internal(set) var ignoresQuotes = false

  init(total: Int) {
    self.total = total
  }

  /// Takes the first `wanted` papers that `result` accepts, a page at a time.
  mutating func fill(
    _ papers: [(paper: Int, score: Double)], _ wanted: Int,
    _ result: (Int, Double) throws -> Result?
  ) rethrows {
    var next = 0
    while next < papers.count, results.count < wanted {
      let end = min(papers.count, next + SearchReader.pageSize)
      for (paper, score) in papers[next..<end] {
        if let result = try result(paper, score) { results.append(result) }
      }
      next = end
    }
    total = results.count
    isAtLeast = next < papers.count
  }

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

  /// Whether no paper has the word or one like it; that a whole compound is unknown says little.
  var isMissing: Bool {
    candidates.isEmpty && word.compound == nil && (!word.isExact || word.isQuoted || word.isTitle)
  }

  var correction: SearchAnswer.Correction? {
    guard !candidates.isEmpty,
      candidates.allSatisfy({ $0.weight < 10 && !$0.isCompletion })
    else { return nil }
    return SearchAnswer.Correction(typed: word.text, shown: candidates.map(\.text))
  }
}

extension IndexFiles {
  /// The papers of a range of months.
  func papers(in months: ClosedRange<Int>) -> Range<Int> {
    manifest.months?.papers(in: months, of: manifest.papers) ?? 0..<manifest.papers
  }
}
