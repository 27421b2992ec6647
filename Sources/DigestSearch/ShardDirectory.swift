import DigestCore

/// Which of several files holds a word: with what each file begins, and the hash in their names.
struct ShardDirectory: Sendable {
  /// For each file the shortest text that sorts behind all words of the file before; the first is
  /// empty.
  let begins: [[UInt8]]
  /// One for all files, as nearly all change when a few papers come: a manifest with a hash of each
  /// would be twice as large.
  let hash: String

  /// The file that holds `word` if the index has it.
  func file(of word: [UInt8]) -> Int {
    max(0, (begins.firstIndex { word.lexicographicallyPrecedes($0) } ?? begins.count) - 1)
  }

  /// The files of all words that begin with `beginning`.
  func files(beginning: [UInt8]) -> ClosedRange<Int> {
    let first = file(of: beginning)
    let end = begins.firstIndex {
      beginning.lexicographicallyPrecedes($0) && !$0.starts(with: beginning)
    }
    return first...max(first, (end ?? begins.count) - 1)
  }

  /// Up to `limit` files of a beginning, those nearest to where `word` would be.
  func files(beginning: [UInt8], near word: [UInt8], limit: Int) -> ClosedRange<Int> {
    let files = files(beginning: beginning)
    let own = file(of: word)
    var (first, last) = (own, own)
    while last - first + 1 < limit, first > files.lowerBound || last < files.upperBound {
      if last < files.upperBound { last += 1 }
      if last - first + 1 < limit, first > files.lowerBound { first -= 1 }
    }
    return first...last
  }

  func add(to object: inout JSONObjectWriter) {
    let texts = begins.map { String(decoding: $0, as: UTF8.self) }
    object.add("begins", texts.joined(separator: " "))
    object.add("hash", hash)
  }
}

extension ShardDirectory: Decodable {
  private enum Key: String, CodingKey { case begins, hash }

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    hash = try object.decode(String.self, forKey: .hash)
    begins = try object.decode(String.self, forKey: .begins)
      .split(separator: " ", omittingEmptySubsequences: false).map { Array($0.utf8) }
  }

  func check(_ name: String) throws(MalformedIndex) {
    try MalformedIndex.check(hash: hash, "\(name).hash")
    let isSorted = zip(begins, begins.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }
    guard begins.first == [], isSorted else {
      throw MalformedIndex("'\(name).begins' is not in order")
    }
  }
}
