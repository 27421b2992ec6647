/// Adds up what each paper scores; whole numbers until the last step.
struct Ranking {
  private let index: IndexFiles
  private var scores: [Int]
  /// Of the words that stand in the title or in an author's name.
  private var titles: [Int]
  /// How many of the required words the paper has had without a gap: one that lacks a word stays
  /// behind, and a paper that a list names twice counts once.
  private var hits: [UInt8]
  private var required = 0
  private var excluded: Set<Int> = []
  /// What a paper would score whose title held all words.
  private var whole = 0
  private var touched: [Int] = []
  private let levels: Int

  init(_ index: IndexFiles) {
    self.index = index
    let count = index.manifest.papers
    scores = Array(repeating: -1, count: count)
    titles = Array(repeating: 0, count: count)
    hits = Array(repeating: 0, count: count)
    levels = index.manifest.levels
  }

  /// Papers must have each of these.
  mutating func add(filters: [SearchQuery.Filter], of candidates: QueryExpansion) throws {
    for term in try filters.flatMap(candidates.find) {
      required += 1
      for candidate in term.candidates {
        for posting in try index.postings(candidate.list, tiers: .max)
        where posting.isAuthor || !term.isAuthor {
          touch(posting.paper)
          hit(posting.paper)
        }
      }
    }
  }

  /// Leaves out papers that have each of these.
  mutating func exclude(_ terms: [SearchQuery.Filter], of candidates: QueryExpansion) throws {
    var papers: Set<Int>?
    for term in try terms.flatMap(candidates.find) {
      var own: Set<Int> = []
      for candidate in term.candidates {
        for posting in try index.postings(candidate.list, tiers: .max)
        where posting.isAuthor || !term.isAuthor { own.insert(posting.paper) }
      }
      papers = papers?.intersection(own) ?? own
    }
    excluded.formUnion(papers ?? [])
  }

  private mutating func touch(_ paper: Int) {
    if scores[paper] < 0 {
      scores[paper] = 0
      touched.append(paper)
    }
  }

  /// Of several words for one typed, the best counts for a paper, not their sum.
  mutating func add(_ word: ExpandedTerm) throws {
    let points = word.idf * word.word.count
    whole += points * word.weight * levels
    if word.word.isRequired { required += 1 }
    var best: [Int: (score: Int, title: Int)] = [:]
    for candidate in word.candidates {
      let isOnly = word.candidates.count == 1
      let tiers = word.word.isRequired || required > 0 ? Int.max : 1
      for posting in try index.postings(candidate.list, tiers: tiers) {
        if word.word.isTitle && !posting.isTitle { continue }
        let score = points * candidate.weight * posting.level
        let isCovered = posting.isTitle || posting.isAuthor
        let title = isCovered ? points * candidate.weight * levels : 0
        if isOnly {
          add(posting.paper, score, title, word.word.isRequired)
        } else {
          let old = best[posting.paper] ?? (0, 0)
          best[posting.paper] = (max(old.score, score), max(old.title, title))
        }
      }
    }
    for (paper, sum) in best.sorted(by: { $0.key < $1.key }) {
      add(paper, sum.score, sum.title, word.word.isRequired)
    }
  }

  private mutating func add(_ paper: Int, _ score: Int, _ title: Int, _ isRequired: Bool) {
    touch(paper)
    scores[paper] += score
    titles[paper] += title
    if isRequired { hit(paper) }
  }

  /// Notes that the paper has the last of the required words.
  private mutating func hit(_ paper: Int) {
    if Int(hits[paper]) == required - 1 { hits[paper] += 1 }
  }

  /// The best papers within a range, and how many there are.
  ///
  /// `listsAll` lists every paper that fits the filters, where no words were asked for; without a
  /// range, `nil`, an empty query finds nothing.
  func best(
    _ limit: Int, in months: Range<Int>?, listsAll: Bool
  ) -> (papers: [(paper: Int, score: Double)], total: Int) {
    let all = listsAll && required == 0
    let range = months ?? 0..<scores.count
    let pool = all ? months.map(Array.init) ?? [] : touched
    var found: [(paper: Int, score: Double)] = []
    for paper in pool
    where range.contains(paper) && Int(hits[paper]) == required && (listsAll || scores[paper] > 0)
      && !excluded.contains(paper)
    {
      found.append((paper, total(of: paper)))
    }
    found.sort { ($0.score, $0.paper) > ($1.score, $1.paper) }
    return (Array(found.prefix(limit)), found.count)
  }

  /// BM25F plus what title and authors cover of the query, times the square of the share.
  private func total(of paper: Int) -> Double {
    let score = Double(max(0, scores[paper]))
    guard titles[paper] > 0 else { return score }
    let title = Double(titles[paper])
    let share = title / Double(whole)
    return score + Double(index.manifest.weights.title) / 100 * title * share * share
  }
}

/// Puts the first results in the order of the very words typed, in titles and authors' names.
struct ExactWords {
  private let idfs: [String: Int]
  private let neighbours: [(String, String)]
  private let whole: Double
  private let weight: Int
  /// Of one 1024th of an idf, as in ``Ranking``.
  private static let scale = 150.0

  init(_ query: SearchQuery, _ words: [ExpandedTerm], weight: Int) {
    var idfs: [String: Int] = [:]
    for word in words
    where !word.word.isExact || word.word.isRequired || word.word.isQuoted {
      idfs[word.word.text] = word.idf
    }
    self.idfs = idfs
    neighbours = query.neighbours.filter { idfs[$0.0] != nil && idfs[$0.1] != nil }
    whole = Double(idfs.values.reduce(0, +))
    self.weight = weight
  }

  func reordered(
    _ results: [SearchAnswer.Result], first count: Int
  ) -> [SearchAnswer.Result] {
    guard whole > 0 else { return results }
    var head = results.prefix(count).enumerated().map { index, result in
      var result = result
      result.score += bonus(result)
      return (index: index, result: result)
    }
    head.sort { ($1.result.score, $0.index) < ($0.result.score, $1.index) }
    return head.map(\.result) + results.dropFirst(count)
  }

  private func bonus(_ result: SearchAnswer.Result) -> Double {
    let texts = [SearchTokens.words(result.title)] + result.authors.map { SearchTokens.words($0) }
    var sum = 0.0
    for (word, idf) in idfs where texts.contains(where: { $0.contains(word) }) {
      sum += Double(idf)
    }
    for (first, second) in neighbours where texts.contains(where: { pair(first, second, in: $0) }) {
      sum += Double((idfs[first] ?? 0) + (idfs[second] ?? 0)) / 4
    }
    let share = min(1, sum / whole)
    return Double(weight) / 100 * ExactWords.scale * sum * share * share
  }

  private func pair(_ first: String, _ second: String, in words: [String]) -> Bool {
    zip(words, words.dropFirst()).contains { $0 == first && $1 == second }
  }
}
