import DigestCore

/// The tags in `Content/tags.yml`, each with the phrases that it is assigned for.
///
/// A phrase matches whole words; hyphens match spaces, and a plural `s` is ignored. Case is
/// ignored, too, unless the phrase has capitals after a word's first letter, like `CLIP`.
struct TagRules: Sendable {
  static let path = "Content/tags.yml"
  static let maxTags = 6
  /// The number of occurrences in the abstract that an occurrence in the title is worth.
  static let titleWeight = 5
  /// The maximum number of occurrences in the abstract that count, so that repetition is worth no
  /// more than the title.
  static let mostOfAbstract = 5
  /// The score below which a tag is only assigned if no other tag has a higher one.
  static let enough = 2

  let names: [String]
  private let phrases: PhraseTable

  /// Creates rules from tags with their phrases, in the order of the file.
  init(_ rules: [(tag: String, phrases: [String])]) {
    names = rules.map(\.tag)
    var table = PhraseTable()
    for (index, rule) in rules.enumerated() {
      for phrase in rule.phrases { table.insert(phrase, for: index) }
    }
    phrases = table
  }

  /// Returns at most ``maxTags`` tags with the highest scores; ties are in the file's order.
  func tags(title: String, abstract: String) -> [String] {
    var scores = [Int](repeating: 0, count: names.count)
    phrases.count(in: Array(abstract.utf8)) {
      scores[$0] = min(scores[$0] + 1, TagRules.mostOfAbstract)
    }
    phrases.count(in: Array(title.utf8)) { scores[$0] += TagRules.titleWeight }
    let ranked = scores.indices.filter { scores[$0] > 0 }
      .sorted { (scores[$1], $0) < (scores[$0], $1) }
    guard let best = ranked.first.map({ scores[$0] }) else { return [] }
    let least = max(min(best, TagRules.enough), best / 4)
    return ranked.filter { scores[$0] >= least }.prefix(TagRules.maxTags).map { names[$0] }
  }
}

/// A table of phrases by their first word, so that a text is read once, however many there are.
struct PhraseTable: Sendable {
  private struct Phrase: Sendable {
    let words: [UInt64]
    let tag: Int

    func stands(in text: PhraseWords, at index: Int, before end: Int) -> Bool {
      index + words.count <= end
        && words.indices.allSatisfy { offset in
          let word = words[offset]
          return text.folded[index + offset] == word || text.exact[index + offset] == word
        }
    }
  }

  /// Maps the first words of phrases to the phrases.
  private var byFirstWord: [UInt64: [Phrase]] = [:]

  mutating func insert(_ phrase: String, for tag: Int) {
    let words = PhraseWords(Array(phrase.utf8))
    let hashes = words.exact.indices.map { index in
      words.hasInnerCapital[index] ? words.exact[index] : words.folded[index]
    }
    guard let first = hashes.first else { return }
    byFirstWord[first, default: []].append(Phrase(words: hashes, tag: tag))
  }

  /// Calls `found` with the tag of each occurrence of a phrase.
  ///
  /// A phrase that begins inside an earlier one and extends beyond it is ignored: `vision-language
  /// model` does not contain `language model`.
  func count(in text: [UInt8], found: (Int) -> Void) {
    let words = PhraseWords(text)
    var furthest = 0
    for index in words.folded.indices {
      let limit = index < furthest ? furthest : words.folded.count
      let (folded, exact) = (words.folded[index], words.exact[index])
      var phrases = byFirstWord[folded] ?? []
      if exact != folded { phrases += byFirstWord[exact] ?? [] }
      for phrase in phrases where phrase.stands(in: words, at: index, before: limit) {
        furthest = max(furthest, index + phrase.words.count)
        found(phrase.tag)
      }
    }
  }
}

/// The words of a text as 64-bit FNV-1a hashes, without a plural `s`.
///
/// A hash collision would only assign a wrong tag.
struct PhraseWords {
  private(set) var folded: [UInt64] = []
  private(set) var exact: [UInt64] = []
  private(set) var hasInnerCapital: [Bool] = []

  init(_ text: [UInt8]) {
    var index = 0
    while index < text.count {
      let end = text[index...].firstIndex { !PhraseWords.isPart($0) } ?? text.count
      if end > index { append(text[index..<end]) }
      index = end + 1
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool { ASCII.isAlphanumeric(byte) || byte >= 0x80 }

  private mutating func append(_ word: ArraySlice<UInt8>) {
    let s = UInt8(ascii: "s")
    let isPlural = word.count > 2 && word.last == s && word.dropLast().last != s
    let stem = isPlural ? word.dropLast() : word
    folded.append(StableHash(stem.lazy.map(ASCII.lowercased)).value)
    exact.append(StableHash(stem).value)
    hasInnerCapital.append(stem.dropFirst().contains(where: ASCII.isCapital))
  }
}
