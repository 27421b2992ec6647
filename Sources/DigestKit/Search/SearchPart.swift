/// The words of some papers: how often each stands in which field of which paper.
struct SearchPart: Sendable {
  private(set) var forms = FormTable()
  /// Of all papers, one after the other: the form's number and its ``SearchCounts``.
  private(set) var entries: [(form: UInt32, counts: SearchCounts)] = []
  /// Where each paper's entries end.
  private(set) var ends: [Int] = []
  /// Words in each paper's fields.
  private(set) var lengths: [FieldLengths] = []

  struct FieldLengths: Sendable {
    var title = 0
    var names = 0
    var text = 0
  }

  /// Papers of one part; a constant, so that the number of threads changes nothing.
  static let size = 128
  /// Longer words are no words.
  private static let wordLimit = 64

  private var tokens = SearchTokens()
  /// For each form, where its entry of the current paper stands.
  private var places: [Int] = []
  private let stopWords: StopWords

  init(stopWords: StopWords) {
    self.stopWords = stopWords
  }

  func entries(of paper: Int) -> Range<Int> {
    (paper == 0 ? 0 : ends[paper - 1])..<ends[paper]
  }

  mutating func add(_ document: SearchDocument) {
    var lengths = FieldLengths()
    let start = entries.count
    lengths.title = add(document.title.utf8, .title, from: start)
    for name in document.names { lengths.names += add(name.utf8, .name, from: start) }
    lengths.text = add(document.text, .text, from: start)
    for identifier in document.identifiers {
      _ = add(identifier.utf8, .name, from: start)
      // One with a slash is looked for whole: `10.1000/182`.
      let isWhole = identifier.utf8.contains(UInt8(ascii: "/")) && !identifier.contains("=")
      if isWhole { count(Array(identifier.utf8), .name, from: start) }
    }
    for facet in document.facets { count(Array(facet.utf8), .none, from: start) }
    ends.append(entries.count)
    self.lengths.append(lengths)
  }

  /// What the tokenizer needed is not needed any more.
  mutating func finish() {
    tokens = SearchTokens()
    places = []
  }

  private mutating func add(
    _ text: some Collection<UInt8>, _ counts: SearchCounts, from start: Int
  ) -> Int {
    tokens.read(text)
    for index in 0..<tokens.count {
      let range = tokens.range(index)
      guard range.count <= SearchPart.wordLimit else { continue }
      // Words such as "the" tell something of titles alone.
      if counts == .text, range.count <= stopWords.longest, stopWords.contains(tokens.bytes[range])
      {
        continue
      }
      count(forms.number(of: tokens.bytes, range), counts, from: start)
    }
    return tokens.count
  }

  private mutating func count(_ word: [UInt8], _ counts: SearchCounts, from start: Int) {
    guard word.count <= SearchPart.wordLimit * 4 else { return }
    count(forms.number(of: word, 0..<word.count), counts, from: start)
  }

  private mutating func count(_ form: Int, _ counts: SearchCounts, from start: Int) {
    if form == places.count { places.append(-1) }
    if places[form] >= start {
      entries[places[form]].counts.add(counts)
    } else {
      places[form] = entries.count
      entries.append((UInt32(form), counts))
    }
  }
}

/// Words that were read before, less those of papers that changed since.
struct SearchParts: Sendable {
  private var parts: [SearchPart] = []
  /// For each position in ``Site/papers``, the number.
  private var numbers: [Int] = []
  private var changed: Set<Int> = []

  private init() {}

  init(_ parts: [SearchPart], numbers: [Int]) {
    (self.parts, self.numbers) = (parts, numbers)
  }

  /// Forgets papers, by their positions in ``Site/papers``.
  mutating func forget(_ papers: [Int]) {
    for paper in papers where numbers.indices.contains(paper) { changed.insert(numbers[paper]) }
  }

  static let none = SearchParts()

  func part(_ index: Int, of papers: Range<Int>) -> SearchPart? {
    guard parts.indices.contains(index), !papers.contains(where: changed.contains) else {
      return nil
    }
    return parts[index]
  }
}

/// How often a word stands in each field of a paper, up to 255.
struct SearchCounts: Equatable, Sendable {
  private(set) var packed: UInt32

  static let title = SearchCounts(packed: 1 << 16)
  static let name = SearchCounts(packed: 1 << 8)
  static let text = SearchCounts(packed: 1)
  /// Of a facet, which is in no field.
  static let none = SearchCounts(packed: 0)

  var title: Int { Int(packed >> 16) }
  var name: Int { Int(packed >> 8 & 255) }
  var text: Int { Int(packed & 255) }

  mutating func add(_ other: SearchCounts) {
    packed =
      UInt32(min(255, title + other.title)) << 16 | UInt32(min(255, name + other.name)) << 8
      | UInt32(min(255, text + other.text))
  }
}

/// Words that say little; they are indexed in titles alone, and dropped from a query of others.
struct StopWords: Sendable {
  let words: [String]
  let longest: Int
  private let set: Set<ArraySlice<UInt8>>

  init(language: String) {
    words = language.lowercased().hasPrefix("en") ? StopWords.english : []
    set = Set(words.map { Array($0.utf8)[...] })
    longest = words.map(\.utf8.count).max() ?? 0
  }

  func contains(_ word: ArraySlice<UInt8>) -> Bool { set.contains(word) }

  private static let english = [
    "a", "about", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can",
    "do", "does", "for", "from", "has", "have", "how", "however", "i", "in", "into", "is", "it",
    "its", "may", "more", "most", "no", "not", "of", "on", "or", "our", "show", "such", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us",
    "was", "we", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with",
  ]
}
