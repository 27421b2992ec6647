import DigestCore
import DigestModel

/// A key for each paper: ASCII, unique, and the same however the papers are ordered.
///
/// `vaswani2017attention`; of two papers that would share a key, the one that came first to the
/// digest keeps it, and the other's ends in letters made from its slug.
struct CitationKeys: Sendable {
  /// In the order of the papers.
  private(set) var keys: [String]
  /// What each key begins with: no stem has a hyphen, so only papers of one stem are rivals.
  private var stems: [String]

  init(_ papers: [Paper], parallel: Parallel) {
    stems = parallel.map(papers.count) { CitationKeys.stem(papers[$0]) }
    keys = stems
    assign(papers, among: Array(papers.indices))
  }

  /// Follows a paper whose date and slug are what they were.
  mutating func update(_ index: Int, of papers: [Paper]) {
    let (old, new) = (stems[index], CitationKeys.stem(papers[index]))
    if old == new { return }
    stems[index] = new
    assign(papers, among: stems.indices.filter { stems[$0] == old || stems[$0] == new })
  }

  private mutating func assign(_ papers: [Paper], among rivals: [Int]) {
    let order = rivals.sorted { a, b in
      (papers[a].date, papers[a].slug) < (papers[b].date, papers[b].slug)
    }
    var used: Set<String> = []
    for index in order {
      let stem = stems[index]
      keys[index] =
        used.insert(stem).inserted
        ? stem : CitationKeys.unused(stem, slug: papers[index].slug, &used)
    }
  }

  private static func unused(_ stem: String, slug: String, _ used: inout Set<String>) -> String {
    let letters = letters(of: slug)
    for length in 3...letters.utf8.count {
      let key = "\(stem)-\(letters.prefix(length))"
      if used.insert(key).inserted { return key }
    }
    // Two slugs with one 64-bit hash: the slug itself is unique.
    let key = "\(stem)-\(slug)"
    used.insert(key)
    return key
  }

  /// The slug's hash as 13 letters.
  private static func letters(of slug: String) -> String {
    var hash = StableHash(slug.utf8).value
    hash ^= hash >> 32
    let letters = (0..<13).map { _ in
      defer { hash /= 26 }
      return UInt8(ascii: "a") + UInt8(hash % 26)
    }
    return String(decoding: letters, as: UTF8.self)
  }

  private static func stem(_ paper: Paper) -> String {
    let words = significantWords(of: paper.title)
    guard let author = paper.authors.first else {
      return "\(words.first ?? "paper")\(paper.citedYear)\(words.dropFirst().first ?? "")"
    }
    let family = plain(PersonName(author.name).family)
    return "\(family)\(paper.citedYear)\(words.first ?? "")"
  }

  /// `van den Oord` → `vandenoord`; names in other scripts become a hash of theirs.
  private static func plain(_ name: String) -> String {
    let bytes = Slug.ofTerm(name).utf8.filter { ASCII.isAlphanumeric($0) }
    return String(decoding: bytes.prefix(40), as: UTF8.self)
  }

  /// The first two words that tell something, in lower-case ASCII.
  private static func significantWords(of title: String) -> [String] {
    var words: [String] = []
    let bytes = Array(Slug.ascii(title).utf8)
    for word in bytes.split(whereSeparator: { !ASCII.isAlphanumeric($0) && $0 != 0x27 }) {
      let letters = word.filter { ASCII.isAlphanumeric($0) }.map(ASCII.lowercased)
      let text = String(decoding: letters.prefix(24), as: UTF8.self)
      guard letters.count > 1, !stopWords.contains(text) else { continue }
      words.append(text)
      if words.count == 2 { break }
    }
    return words
  }

  private static let stopWords: Set<String> = [
    "a", "an", "the", "on", "of", "in", "for", "to", "with", "and", "or", "is", "are", "be", "how",
    "what", "why", "when", "do", "does", "can", "toward", "towards", "via", "from", "by", "at",
    "as", "using", "it", "its", "we", "you",
  ]
}
