/// Words of the index that a typed word may mean.
struct SearchCandidates {
  struct Candidate {
    let text: String
    let list: ListReference
    let df: Int
    /// In tenths: 10 for the word itself.
    let weight: Int
  }

  /// Shorter beginnings of an unknown word say nothing.
  private static let beginningLength = 4

  private let shards: SearchShards
  private var weights: RankingWeights { shards.manifest.weights }

  init(_ shards: SearchShards) {
    self.shards = shards
  }

  func find(_ word: SearchQuery.Word) throws -> [Candidate] {
    let text = Array(word.text.utf8)
    let own = try known(text, weight: 10)
    if word.isExact { return own.map { [$0] } ?? [] }
    if word.isLast, (own?.df ?? 0) < 3 {
      let completed = try completions(of: text)
      if own != nil || !completed.isEmpty { return (own.map { [$0] } ?? []) + completed }
    }
    if let own { return [own] }
    let corrected = try corrections(of: text)
    return corrected.isEmpty ? try longestBeginning(of: text) : corrected
  }

  private func known(_ text: [UInt8], weight: Int) throws -> Candidate? {
    let words = try shards.words(shards.lexicon.file(of: text))
    guard let index = words.words.firstIndex(of: text) else { return nil }
    return candidate(words, index, weight)
  }

  private func candidate(_ words: SearchShards.Words, _ index: Int, _ weight: Int) -> Candidate {
    let list = words.lists[words.groups[index]]
    return Candidate(
      text: String(decoding: words.words[index], as: UTF8.self), list: list, df: list.df,
      weight: weight)
  }

  /// The words with the most papers that begin with `text`.
  private func completions(of text: [UInt8]) throws -> [Candidate] {
    guard text.count > 1 else { return [] }
    let files = shards.lexicon.files(beginning: text)
    var found: [Candidate] = []
    for file in files.prefix(weights.files) {
      let words = try shards.words(file)
      for (index, word) in words.words.enumerated()
      where word.count > text.count && word.starts(with: text) && SearchCandidates.isWord(word) {
        found.append(candidate(words, index, weights.prefix))
      }
    }
    found.sort { ($1.df, $0.text) < ($0.df, $1.text) }
    return SearchCandidates.distinct(found, limit: weights.completions)
  }

  /// Known words that are one or two slips of the finger away.
  private func corrections(of text: [UInt8]) throws -> [Candidate] {
    let letters = SearchCandidates.scalars(text)
    guard letters.count >= weights.typoLengths[0] else { return [] }
    let limit = letters.count >= weights.typoLengths[1] ? 2 : 1
    let half = max(2, (letters.count - 1) / 2)
    var found: [(distance: Int, candidate: Candidate)] = []
    func consider(_ words: SearchShards.Words, _ index: Int) {
      let other = SearchCandidates.scalars(words.words[index])
      let distance = EditDistance.between(letters, other, limit: limit)
      guard distance <= limit else { return }
      found.append((distance, candidate(words, index, weights.typo[distance - 1])))
    }
    let first = SearchCandidates.bytes(letters.prefix(half))
    let last = SearchCandidates.bytes(letters.reversed().prefix(half))
    for file in near(shards.lexicon, first, text) {
      let words = try shards.words(file)
      for (index, word) in words.words.enumerated() where SearchCandidates.isWord(word) {
        let isSmallEnd =
          shards.manifest.small && SearchCandidates.reversed(word).starts(with: last)
          && words.lists[words.groups[index]].df > 1
        if word.starts(with: first) || isSmallEnd { consider(words, index) }
      }
    }
    for word in try endings(last, letters, limit) where !word.starts(with: first) {
      let words = try shards.words(shards.lexicon.file(of: word))
      if let index = words.words.firstIndex(of: word) { consider(words, index) }
    }
    found.sort {
      ($0.distance, $1.candidate.df, $0.candidate.text)
        < ($1.distance, $0.candidate.df, $1.candidate.text)
    }
    return SearchCandidates.distinct(found.map(\.candidate), limit: weights.corrections)
  }

  /// The best words that end as the typed one does, from the words spelled backwards.
  private func endings(
    _ last: [UInt8], _ letters: [Unicode.Scalar], _ limit: Int
  ) throws -> [[UInt8]] {
    guard let shelf = shards.reversedLexicon else { return [] }
    let backwards = Array(letters.reversed())
    var found: [(distance: Int, df: Int, word: [UInt8])] = []
    for file in near(shelf, last, SearchCandidates.bytes(backwards)) {
      let words = try shards.reversedWords(file)
      for (index, word) in words.words.enumerated() where word.starts(with: last) {
        let distance = EditDistance.between(
          backwards, SearchCandidates.scalars(word), limit: limit)
        if distance <= limit { found.append((distance, words.dfs[index], word)) }
      }
    }
    found.sort {
      $0.distance != $1.distance
        ? $0.distance < $1.distance
        : $0.df != $1.df ? $0.df > $1.df : $0.word.lexicographicallyPrecedes($1.word)
    }
    return found.prefix(weights.endings).map { SearchCandidates.reversed($0.word) }
  }

  /// The longest known word with which an unknown one begins.
  private func longestBeginning(of text: [UInt8]) throws -> [Candidate] {
    let words = try shards.words(shards.lexicon.file(of: text))
    let index = words.words.indices.last { index in
      let word = words.words[index]
      return text.starts(with: word) && SearchCandidates.isWord(word)
        && SearchCandidates.scalars(word).count >= SearchCandidates.beginningLength
    }
    return index.map { [candidate(words, $0, weights.beginning)] } ?? []
  }
}

extension SearchCandidates {
  /// The first of those that share a list.
  private static func distinct(_ candidates: [Candidate], limit: Int) -> [Candidate] {
    var kept: [Candidate] = []
    for candidate in candidates where kept.count < limit {
      if !kept.contains(where: { $0.list == candidate.list }) { kept.append(candidate) }
    }
    return kept
  }

  /// The files around the one where `word` would stand, among those of a beginning.
  private func near(
    _ shelf: SearchShards.Shelf, _ beginning: [UInt8], _ word: [UInt8]
  ) -> ClosedRange<Int> {
    let files = shelf.files(beginning: beginning)
    let own = shelf.file(of: word)
    var (first, last) = (own, own)
    while last - first + 1 < weights.files, first > files.lowerBound || last < files.upperBound {
      if last < files.upperBound { last += 1 }
      if last - first + 1 < weights.files, first > files.lowerBound { first -= 1 }
    }
    return first...last
  }

  /// Whether it is a word and no term of a filter.
  private static func isWord(_ word: [UInt8]) -> Bool { !word.contains(UInt8(ascii: ":")) }

  private static func scalars(_ word: [UInt8]) -> [Unicode.Scalar] {
    Array(String(decoding: word, as: UTF8.self).unicodeScalars)
  }

  private static func bytes(_ letters: some Sequence<Unicode.Scalar>) -> [UInt8] {
    Array(String(String.UnicodeScalarView(letters)).utf8)
  }

  private static func reversed(_ word: [UInt8]) -> [UInt8] {
    bytes(scalars(word).reversed())
  }
}

/// Letters left out, put in, mistaken or swapped with the next (optimal string alignment).
enum EditDistance {
  /// The distance, or `limit + 1` for anything larger.
  static func between(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int {
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        let isSame = a[i] == b[j]
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (isSame ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      if row.min() ?? 0 > limit { return limit + 1 }
      (before, last) = (last, row)
    }
    return min(last[b.count], limit + 1)
  }
}
