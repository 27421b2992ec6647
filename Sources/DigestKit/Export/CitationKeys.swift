import DigestCore
import DigestModel

/// Citation keys: ASCII, unique, and independent of the order of the papers.
///
/// An example is `vaswani2017attention`. If several papers would share a key, the earliest in the
/// digest keeps it, and the others' keys get a suffix of letters derived from the slug.
struct CitationKeys: Sendable {
  /// The keys, in the order of the papers.
  private(set) var keys: [String]
  /// The keys without suffixes; they contain no hyphen, so only papers with equal stems can
  /// collide.
  private var stems: [String]

  init(_ papers: [Paper], parallel: Parallel) {
    stems = parallel.map(papers.count) { CitationKeys.stem(papers[$0]) }
    keys = stems
    assign(papers, among: Array(papers.indices))
  }

  /// Updates the key of a changed paper, whose date and slug must be the same as before.
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
    // Two slugs have the same 64-bit hash, but the slug itself is unique.
    let key = "\(stem)-\(slug)"
    used.insert(key)
    return key
  }

  /// Returns the slug's hash as 13 letters.
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
    let family = plain(author.personName.family)
    return "\(family)\(paper.citedYear)\(words.first ?? "")"
  }

  /// Reduces a name to ASCII letters and digits: `van den Oord` → `vandenoord`.
  ///
  /// A name in another script becomes a hash.
  private static func plain(_ name: String) -> String {
    let bytes = Slug.ofTerm(name).utf8.filter { ASCII.isAlphanumeric($0) }
    return String(decoding: bytes.prefix(40), as: UTF8.self)
  }

  /// Returns the first two words that are not stop words, in lower-case ASCII.
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
