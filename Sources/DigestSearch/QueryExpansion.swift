import DigestCore

/// Words of the index that a typed word may mean.
struct QueryExpansion {
  struct Candidate {
    let text: String
    let list: PostingsReference
    let df: Int
    /// In tenths: 10 for the word itself.
    let weight: Int
    /// Whether it goes on where the typed word ends.
    var isCompletion = false
  }

  /// Shorter beginnings of an unknown word say nothing.
  private static let beginningLength = 4

  private let index: IndexFiles
  private var weights: RankingWeights { index.manifest.weights }

  init(_ index: IndexFiles) {
    self.index = index
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
    // `B-spline` must not become `B-spine` where `bspline` is known.
    if let whole = word.compound, try known(Array(whole.utf8), weight: 10) != nil { return [] }
    let corrected = try corrections(of: text)
    return corrected.isEmpty ? try longestBeginning(of: text) : corrected
  }

  /// What a paper must have one of.
  struct FilterTerm {
    let candidates: [Candidate]
    /// It must stand in an author's name.
    let isAuthor: Bool
  }

  /// The terms of a filter, of which a paper must have each; a person whom the index does not know
  /// by this name is looked for by initials, then by the words of the name.
  func find(_ filter: SearchQuery.Filter) throws -> [FilterTerm] {
    let own = try find(SearchQuery.Word(text: filter.word, isExact: true))
    if filter.names.isEmpty || !own.isEmpty {
      return [FilterTerm(candidates: own, isAuthor: filter.isAuthor)]
    }
    let people = try people(filter.names)
    if !people.isEmpty { return [FilterTerm(candidates: people, isAuthor: false)] }
    return try filter.names.map { name in
      FilterTerm(
        candidates: try find(SearchQuery.Word(text: name, isExact: true)), isAuthor: true)
    }
  }

  /// All people with a last name and an initial: `B. Schölkopf`.
  private func people(_ names: [String]) throws -> [Candidate] {
    guard let last = names.last, let first = names.first, first.utf8.count == 1 else { return [] }
    let beginning = Array("author:\(last)-\(first)".utf8)
    var found: [Candidate] = []
    for file in index.manifest.lexicon.files(beginning: beginning).prefix(weights.files) {
      let words = try index.words(file)
      for (index, word) in words.words.enumerated() where word.starts(with: beginning) {
        found.append(candidate(words, index, 10))
      }
    }
    return found
  }

  private func known(_ text: [UInt8], weight: Int) throws -> Candidate? {
    let words = try index.words(index.manifest.lexicon.file(of: text))
    guard let index = words.words.firstIndex(of: text) else { return nil }
    return candidate(words, index, weight)
  }

  private func candidate(_ words: LexiconShard, _ index: Int, _ weight: Int) -> Candidate {
    let list = words.lists[words.groups[index]]
    return Candidate(
      text: String(decoding: words.words[index], as: UTF8.self), list: list, df: list.df,
      weight: weight)
  }

  /// The words with the most papers that begin with `text`.
  private func completions(of text: [UInt8]) throws -> [Candidate] {
    guard text.count > 1 else { return [] }
    let files = index.manifest.lexicon.files(beginning: text)
    var found: [Candidate] = []
    for file in files.prefix(weights.files) {
      let words = try index.words(file)
      for (index, word) in words.words.enumerated()
      where word.count > text.count && word.starts(with: text) && QueryExpansion.isWord(word) {
        var completion = candidate(words, index, weights.prefix)
        completion.isCompletion = true
        found.append(completion)
      }
    }
    found.sort { ($1.df, $0.text) < ($0.df, $1.text) }
    return QueryExpansion.distinct(found, limit: weights.completions)
  }

  /// Known words that are one or two slips of the finger away.
  private func corrections(of text: [UInt8]) throws -> [Candidate] {
    let letters = QueryExpansion.scalars(text)
    guard letters.count >= weights.typoLengths[0] else { return [] }
    let limit = letters.count >= weights.typoLengths[1] ? 2 : 1
    let half = max(2, (letters.count - 1) / 2)
    var found: [(distance: Int, candidate: Candidate)] = []
    func consider(_ words: LexiconShard, _ index: Int) {
      let other = QueryExpansion.scalars(words.words[index])
      let distance = EditDistance.between(letters, other, limit: limit)
      guard (1...limit).contains(distance) else { return }
      found.append((distance, candidate(words, index, weights.typo[distance - 1])))
    }
    let first = QueryExpansion.bytes(letters.prefix(half))
    let last = QueryExpansion.bytes(letters.reversed().prefix(half))
    for file in index.manifest.lexicon.files(
      beginning: first, near: text, limit: weights.files)
    {
      let words = try index.words(file)
      for (index, word) in words.words.enumerated() where QueryExpansion.isWord(word) {
        let isSmallEnd =
          self.index.manifest.small && QueryExpansion.reversed(word).starts(with: last)
        if word.starts(with: first) || isSmallEnd { consider(words, index) }
      }
    }
    for word in try endings(last, letters, limit) {
      let words = try index.words(index.manifest.lexicon.file(of: word))
      if let index = words.words.firstIndex(of: word) { consider(words, index) }
    }
    found.sort {
      ($0.distance, $1.candidate.df, $0.candidate.text)
        < ($1.distance, $0.candidate.df, $1.candidate.text)
    }
    return QueryExpansion.distinct(found.map(\.candidate), limit: weights.corrections)
  }

  /// The best words that end as the typed one does, from the words spelled backwards.
  private func endings(
    _ last: [UInt8], _ letters: [Unicode.Scalar], _ limit: Int
  ) throws -> [[UInt8]] {
    guard let directory = index.manifest.reversed else { return [] }
    let backwards = Array(letters.reversed())
    var found: [(distance: Int, df: Int, word: [UInt8])] = []
    for file in directory.files(
      beginning: last, near: QueryExpansion.bytes(backwards), limit: weights.files)
    {
      let words = try index.reversedWords(file)
      for (index, word) in words.words.enumerated() where word.starts(with: last) {
        let distance = EditDistance.between(
          backwards, QueryExpansion.scalars(word), limit: limit)
        if distance <= limit { found.append((distance, words.dfs[index], word)) }
      }
    }
    found.sort {
      $0.distance != $1.distance
        ? $0.distance < $1.distance
        : $0.df != $1.df ? $0.df > $1.df : $0.word.lexicographicallyPrecedes($1.word)
    }
    return found.prefix(weights.endings).map { QueryExpansion.reversed($0.word) }
  }

  /// The longest known word with which an unknown one begins.
  private func longestBeginning(of text: [UInt8]) throws -> [Candidate] {
    let words = try index.words(index.manifest.lexicon.file(of: text))
    let index = words.words.indices.last { index in
      let word = words.words[index]
      return text.starts(with: word) && QueryExpansion.isWord(word)
        && QueryExpansion.scalars(word).count >= QueryExpansion.beginningLength
    }
    return index.map { [candidate(words, $0, weights.beginning)] } ?? []
  }
}

extension QueryExpansion {
  /// The first of those that share a list.
  private static func distinct(_ candidates: [Candidate], limit: Int) -> [Candidate] {
    var kept: [Candidate] = []
    for candidate in candidates where kept.count < limit {
      if !kept.contains(where: { $0.list == candidate.list }) { kept.append(candidate) }
    }
    return kept
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
