import DigestCore
import DigestFiles
import Foundation

/// The files of a built index, read when they are needed and kept.
package final class SearchShards {
  private let read: (SitePath) throws -> [UInt8]?
  let manifest: Manifest
  private let stopWords: Set<String>
  private var lexicons: [Int: Words] = [:]
  private var reversed: [Int: ReversedWords] = [:]
  private var lists: [String: String] = [:]
  private var cards: [Int: [Card]] = [:]

  struct Manifest: Decodable {
    struct Directory: Decodable {
      let begins: String
      let hash: String
    }
    struct Cards: Decodable {
      let size: Int
      let block: Int
      let hashes: String
    }
    struct Months: Decodable {
      let begin: Int
      let firsts: [Int]
    }
    let version: Int
    let papers: Int
    let small: Bool
    let suffix: String
    let levels: Int
    let weights: RankingWeights
    let stop: String
    let lexicon: Directory
    let reversed: Directory?
    let cards: Cards
    let months: Months?
  }

  /// Words of one file.
  struct Words {
    let words: [[UInt8]]
    /// For each word, the position of its list.
    let groups: [Int]
    let lists: [ListReference]
  }

  struct ReversedWords {
    let words: [[UInt8]]
    let dfs: [Int]
  }

  package struct Card: Equatable {
    let title: String
    let authors: [String]
    let authorCount: Int
    let date: String
    let tags: [String]
    let slug: String
    let votes: Int
  }

  private struct WordsFile: Decodable {
    let w: String
    let l: [String]?
    let d: [Int]?
  }

  /// `read` gives a file of the site, or `nil` if there is none.
  init(read: @escaping (SitePath) throws -> [UInt8]?) throws {
    self.read = read
    guard let bytes = try read(SearchFiles.manifestPath) else {
      throw SystemError(
        "read", path: SearchFiles.manifestPath.text,
        reason: "there is no search index; 'digest build' makes one")
    }
    manifest = try SearchShards.decode(bytes, SearchFiles.manifestPath)
    guard manifest.version == SearchManifest.version else {
      throw SystemError(
        "read", path: SearchFiles.manifestPath.text,
        reason: "it has version \(manifest.version), this program reads \(SearchManifest.version)")
    }
    stopWords = Set(manifest.stop.split(separator: " ").map(String.init))
    lexicon = Shelf(manifest.lexicon)
    reversedLexicon = manifest.reversed.map(Shelf.init)
    cardHashes = manifest.cards.hashes.split(separator: " ").map(String.init)
  }

  /// Files of words in order: where each begins, and its hash.
  struct Shelf {
    let begins: [[UInt8]]
    let hash: String

    init(_ directory: Manifest.Directory) {
      begins = directory.begins.split(separator: " ", omittingEmptySubsequences: false)
        .map { Array($0.utf8) }
      hash = directory.hash
    }

    /// The file in which a word stands, if it stands anywhere.
    func file(of word: [UInt8]) -> Int {
      max(0, (begins.firstIndex { word.lexicographicallyPrecedes($0) } ?? begins.count) - 1)
    }

    /// The files of all words with a beginning.
    func files(beginning word: [UInt8]) -> ClosedRange<Int> {
      let first = file(of: word)
      let end = begins.firstIndex {
        word.lexicographicallyPrecedes($0) && !$0.starts(with: word)
      }
      return first...max(first, (end ?? begins.count) - 1)
    }
  }

  let lexicon: Shelf
  let reversedLexicon: Shelf?
  private let cardHashes: [String]

  func isStopWord(_ word: String) -> Bool { stopWords.contains(word) }

  func words(_ file: Int) throws -> Words {
    if let words = lexicons[file] { return words }
    let content: WordsFile = try json("l\(file)-\(lexicon.hash)")
    let (words, backs) = FrontCode.decode(content.w[...].utf8)
    var groups: [Int] = []
    var last = -1
    for back in backs {
      if back == nil { last += 1 }
      groups.append(last - (back ?? 0))
    }
    let made = Words(
      words: words, groups: groups, lists: (content.l ?? []).map(ListReference.init))
    lexicons[file] = made
    return made
  }

  func reversedWords(_ file: Int) throws -> ReversedWords {
    if let words = reversed[file] { return words }
    let content: WordsFile = try json("r\(file)-\(reversedLexicon?.hash ?? "")")
    let made = ReversedWords(
      words: FrontCode.decode(content.w[...].utf8).words, dfs: content.d ?? [])
    reversed[file] = made
    return made
  }

  /// The best postings of a list: all of a short one, and the first tier of a long one, or `tiers`.
  func postings(_ list: ListReference, tiers: Int = 1) throws -> [Posting] {
    switch list {
    case .inline(let text): return PostingsCode.decode(text.utf8)
    case .stored(_, let files):
      return try files.prefix(tiers).flatMap { PostingsCode.decode(try text($0).utf8) }
    }
  }

  private func text(_ hash: String) throws -> String {
    if let text = lists[hash] { return text }
    let text: String = try json("p" + hash)
    lists[hash] = text
    return text
  }

  func card(_ paper: Int) throws -> Card? {
    let shard = paper / manifest.cards.size
    if cards[shard] == nil { cards[shard] = try loadCards(shard) }
    return cards[shard]?.dropFirst(paper % manifest.cards.size).first
  }

  private func loadCards(_ shard: Int) throws -> [Card] {
    let block = manifest.cards.block
    let blocks = manifest.small ? 0 : manifest.papers / manifest.cards.size / block
    let place = shard < blocks * block ? shard / block : blocks + shard - blocks * block
    guard cardHashes.indices.contains(place) else { return [] }
    return Card.rows(try json("c\(shard)-\(cardHashes[place])"))
  }

  private func json<T: Decodable>(_ name: String) throws -> T {
    let path = SitePath(made: SearchFiles.folder + name + manifest.suffix)
    guard let bytes = try read(path) else {
      throw SystemError(
        "read", path: path.text, reason: "the index lacks it; 'digest build' makes it whole")
    }
    return try SearchShards.decode(bytes, path)
  }

  private static func decode<T: Decodable>(_ bytes: [UInt8], _ path: SitePath) throws -> T {
    guard let text = Gzip.isCompressed(bytes) ? Gzip.decompress(bytes) : bytes,
      let value = try? JSONDecoder().decode(T.self, from: Data(text))
    else {
      throw SystemError("read", path: path.text, reason: "it is no file of a search index")
    }
    return value
  }
}
