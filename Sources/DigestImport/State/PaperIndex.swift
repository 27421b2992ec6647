import DigestCore

/// Finds papers that may match a source's paper, by hashes; the caller compares the papers
/// themselves.
struct PaperIndex {
  /// The maximum number of papers returned for a title; some journals have hundreds of editorials.
  static let limit = 32

  /// Maps hashes of identifiers to the first paper with each.
  private var identifiers: [UInt64: UInt32] = [:]
  /// Maps hashes of titles to the first and last of its ``links``.
  private var titles: [UInt64: (first: UInt32, last: UInt32)] = [:]
  private var links: [Link] = []
  /// Hash of title, author and edition → the first paper that has them.
  private var editions: [UInt64: UInt32] = [:]

  private struct Link {
    let paper: UInt32
    /// The hash of the first author's family name; 0 if there is none.
    let author: UInt32
    var next: UInt32?
  }

  func withIdentifiers(of keys: PaperIdentity) -> [Int] {
    keys.identifiers.compactMap { identifiers[PaperIndex.hash($0)].map { Int($0) } }
  }

  func withEdition(of keys: PaperIdentity) -> [Int] {
    editions[PaperIndex.editionHash(keys)].map { [Int($0)] } ?? []
  }

  /// In the order in which they came, without those whose author is another.
  func withTitle(of keys: PaperIdentity) -> [Int] {
    let author = PaperIndex.authorHash(keys)
    var found: [Int] = []
    var next = titles[PaperIndex.hash(keys.title)]?.first
    var steps = 0
    while let index = next, steps < PaperIndex.limit * 8, found.count < PaperIndex.limit {
      let link = links[Int(index)]
      if author == 0 || link.author == 0 || link.author == author { found.append(Int(link.paper)) }
      next = link.next
      steps += 1
    }
    return found
  }

  mutating func insert(_ keys: PaperIdentity, _ number: Int) {
    addIdentifiers(of: keys, number)
    addEdition(of: keys, number)
    addTitle(of: keys, number)
  }

  /// Adds keys from another source, including the title if it is another one.
  mutating func add(_ keys: PaperIdentity, to number: Int, isOther: Bool) {
    addIdentifiers(of: keys, number)
    addEdition(of: keys, number)
    if isOther && !withTitle(of: keys).contains(number) { addTitle(of: keys, number) }
  }

  private mutating func addIdentifiers(of keys: PaperIdentity, _ number: Int) {
    for identifier in keys.identifiers {
      let hash = PaperIndex.hash(identifier)
      if identifiers[hash] == nil { identifiers[hash] = UInt32(number) }
    }
  }

  private mutating func addEdition(of keys: PaperIdentity, _ number: Int) {
    let hash = PaperIndex.editionHash(keys)
    if editions[hash] == nil { editions[hash] = UInt32(number) }
  }

  private static func editionHash(_ keys: PaperIdentity) -> UInt64 {
    hash([keys.title, keys.author ?? "", keys.edition.text ?? ""].joined(separator: "\n"))
  }

  private mutating func addTitle(of keys: PaperIdentity, _ number: Int) {
    let hash = PaperIndex.hash(keys.title)
    let new = UInt32(links.count)
    links.append(
      Link(paper: UInt32(number), author: PaperIndex.authorHash(keys), next: nil))
    if let known = titles[hash] {
      links[Int(known.last)].next = new
      titles[hash] = (known.first, new)
    } else {
      titles[hash] = (new, new)
    }
  }

  private static func hash(_ text: String) -> UInt64 { StableHash(text.utf8).value }

  private static func authorHash(_ keys: PaperIdentity) -> UInt32 {
    keys.author.map { UInt32(truncatingIfNeeded: hash($0)) | 1 } ?? 0
  }
}
