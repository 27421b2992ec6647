/// The words of some papers: how often each stands in which field of which paper.
package struct IndexSegment: Sendable {
  private(set) var words = StringInterner(capacity: 1 << 14)
  /// Of all papers, one after the other: each of the paper's words, by its number.
  private(set) var forms: [UInt32] = []
  /// For each of ``forms``.
  private(set) var counts: [FieldFrequencies] = []
  /// Where each paper's words end.
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
  /// For each word, where its entry of the current paper stands.
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
    let start = forms.count
    lengths.title = add(document.title, .title, from: start)
    for name in document.authors { lengths.names += add(name, .author, from: start) }
    for name in document.terms { lengths.names += add(name, .name, from: start) }
    lengths.text = add(document.text, .text, from: start)
    for identifier in document.identifiers {
      _ = add(identifier, .name, from: start)
      // One with a slash is looked for whole: `10.1000/182`.
      let isWhole = identifier.utf8.contains(UInt8(ascii: "/")) && !identifier.contains("=")
      if isWhole { count(identifier, .name, from: start) }
    }
    for filter in document.filters { count(filter, .none, from: start) }
    ends.append(forms.count)
    self.lengths.append(lengths)
  }

  /// Gives back what only counting needed: there are as many parts as a 128th of the papers.
  mutating func finish() {
    tokens = SearchTokens()
    places = []
    words.close()
    forms = forms.withUnsafeBufferPointer(Array.init)
    counts = counts.withUnsafeBufferPointer(Array.init)
  }

  private mutating func add(_ text: String, _ counts: FieldFrequencies, from start: Int) -> Int {
    var text = text
    return text.withUTF8 { add($0, counts, from: start) }
  }

  private mutating func add(_ text: [UInt8], _ counts: FieldFrequencies, from start: Int) -> Int {
    text.withUnsafeBufferPointer { add($0, counts, from: start) }
  }

  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, _ counts: FieldFrequencies, from start: Int
  ) -> Int {
    var total = 0
    // Taken out and put back, as the closure changes the rest of this part.
    var tokens = tokens
    self.tokens = SearchTokens()
    tokens.forEach(in: text) { word, _ in
      total += 1
      guard word.count <= IndexSegment.wordLimit else { return }
      // Words such as "the" tell something of titles alone.
      if counts == .text, word.count <= stopWords.longest, stopWords.contains(word) { return }
      count(words.id(of: word), counts, from: start)
    }
    self.tokens = tokens
    return total
  }

  private mutating func count(_ word: String, _ counts: FieldFrequencies, from start: Int) {
    guard word.utf8.count <= IndexSegment.wordLimit * 4 else { return }
    count(words.id(of: Array(word.utf8)[...]), counts, from: start)
  }

  private mutating func count(_ form: Int, _ added: FieldFrequencies, from start: Int) {
    if form == places.count { places.append(-1) }
    let place = places[form]
    if place >= start {
      counts[place].add(added)
    } else {
      places[form] = forms.count
      forms.append(UInt32(form))
      counts.append(added)
    }
  }
}

/// Words that were read before, less those of papers that changed since.
package struct KnownSegments: Sendable {
  private var parts: [IndexSegment] = []
  /// For each position in ``Site/papers``, the number.
  private var numbers: [Int] = []
  private var changed: Set<Int> = []

  private init() {}

  package init(_ parts: [IndexSegment], order: [Int]) {
    self.parts = parts
    numbers = Array(repeating: 0, count: order.count)
    for (number, position) in order.enumerated() { numbers[position] = number }
  }

  /// Forgets papers, by their positions in ``Site/papers``.
  package mutating func forget(_ papers: [Int]) {
    for paper in papers where numbers.indices.contains(paper) { changed.insert(numbers[paper]) }
  }

  package static let none = KnownSegments()

  package func part(_ index: Int, of papers: Range<Int>) -> IndexSegment? {
    guard parts.indices.contains(index), !papers.contains(where: changed.contains) else {
      return nil
    }
    return parts[index]
  }
}
