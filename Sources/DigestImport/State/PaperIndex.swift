import DigestCore

/// Finds the papers that a source may mean among those that are there, by hashes: whoever asks
/// looks at the papers themselves.
struct PaperIndex {
  /// Of papers with one title so many are looked at; there are journals with hundreds of editorials.
  static let limit = 32

  /// Hash of an identifier → the first paper that has it.
  private var identifiers: [UInt64: UInt32] = [:]
  /// Hash of a title → the first and the last of its ``links``.
  private var titles: [UInt64: (first: UInt32, last: UInt32)] = [:]
  private var links: [Link] = []

  private struct Link {
    let paper: UInt32
    /// Of the author's family name; 0 for none.
    let author: UInt32
    var next: UInt32?
  }

  func withIdentifiers(of keys: PaperKeys) -> [Int] {
    keys.identifiers.compactMap { identifiers[PaperIndex.hash($0)].map { Int($0) } }
  }

  /// In the order in which they came, without those whose author is another.
  func withTitle(of keys: PaperKeys) -> [Int] {
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

  mutating func insert(_ keys: PaperKeys, _ number: Int) {
    addIdentifiers(of: keys, number)
    addTitle(of: keys, number)
  }

  /// Adds what a further source told of a paper, and its title if that is another.
  mutating func add(_ keys: PaperKeys, to number: Int, isOther: Bool) {
    addIdentifiers(of: keys, number)
    if isOther && !withTitle(of: keys).contains(number) { addTitle(of: keys, number) }
  }

  private mutating func addIdentifiers(of keys: PaperKeys, _ number: Int) {
    for identifier in keys.identifiers {
      let hash = PaperIndex.hash(identifier)
      if identifiers[hash] == nil { identifiers[hash] = UInt32(number) }
    }
  }

  private mutating func addTitle(of keys: PaperKeys, _ number: Int) {
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

  private static func authorHash(_ keys: PaperKeys) -> UInt32 {
    keys.author.map { UInt32(truncatingIfNeeded: hash($0)) | 1 } ?? 0
  }
}
