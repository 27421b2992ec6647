import DigestCore
import DigestModel
import Foundation

/// The files of a built index; each is read and checked when it is first needed, and kept.
final class IndexFiles {
  let manifest: SearchManifest
  private let read: (SitePath) throws -> [UInt8]?
  private let stopWords: Set<String>
  private let fillers: Set<String>
  private var lexicons: [Int: LexiconShard] = [:]
  private var reversed: [Int: ReversedShard] = [:]
  private var lists: [String: [Posting]] = [:]
  private var cards: [Int: [SearchCard]] = [:]
  private let cardBlocks: Int

  /// `read` returns a file of the site, or `nil` if there is none.
  ///
  /// Throws a ``SystemError`` if there is no index, or one that this program cannot read.
  init(read: @escaping (SitePath) throws -> [UInt8]?) throws {
    self.read = read
    let path = SitePath.searchManifest
    guard let bytes = try read(path) else {
      throw SystemError(
        "read", path: path.text, reason: "there is no search index; 'digest build' makes one")
    }
    let manifest = try IndexFiles.checked(path) { try SearchManifest(reading: bytes) }
    self.manifest = manifest
    stopWords = Set(manifest.stop.split(separator: " ").map(String.init))
    fillers = Set(manifest.fillers.split(separator: " ").map(String.init))
    cardBlocks = CardDirectory.blocks(
      papers: manifest.papers, size: manifest.cards.size, block: manifest.cards.block,
      isSmall: manifest.small)
  }

  func isStopWord(_ word: String) -> Bool { stopWords.contains(word) }

  /// See ``StopWords/fillers``.
  func isFiller(_ word: String) -> Bool { fillers.contains(word) }

  /// A file of ``SearchManifest/lexicon``.
  func words(_ file: Int) throws -> LexiconShard {
    if let words = lexicons[file] { return words }
    let made = try load("l\(file)-\(manifest.lexicon.hash)") {
      try LexiconShard($0, papers: manifest.papers)
    }
    lexicons[file] = made
    return made
  }

  /// A file of ``SearchManifest/reversed``.
  func reversedWords(_ file: Int) throws -> ReversedShard {
    if let words = reversed[file] { return words }
    let made = try load("r\(file)-\(manifest.reversed?.hash ?? "")", ReversedShard.init)
    reversed[file] = made
    return made
  }

  /// All postings of a short list, and those of the first `tiers` files of a long one.
  func postings(_ list: PostingsReference, tiers: Int = 1) throws -> [Posting] {
    switch list {
    case .inline(let postings): return postings
    case .stored(_, let files): return try files.prefix(tiers).flatMap(postings)
    }
  }

  private func postings(ofFile name: String) throws -> [Posting] {
    if let postings = lists[name] { return postings }
    let made = try load("p" + name) { (text: String) in
      try PostingsCode.decode(text.utf8, papers: manifest.papers)
    }
    lists[name] = made
    return made
  }

  /// The card of a paper by its number, which must be below ``SearchManifest/papers``.
  func card(_ paper: Int) throws -> SearchCard {
    let size = manifest.cards.size
    let file = paper / size
    if let cards = cards[file] { return cards[paper % size] }
    let count = min(size, manifest.papers - file * size)
    let made = try load(manifest.cards.name(file, blocks: cardBlocks)) {
      try SearchCard.cards($0, count: count)
    }
    cards[file] = made
    return made[paper % size]
  }

  /// Reads a file below `search/`; `name` is without its ending.
  private func load<Content: Decodable, Value>(
    _ name: String, _ make: (Content) throws -> Value
  ) throws -> Value {
    let path = SitePath.search(file: name + manifest.suffix)
    guard let bytes = try read(path) else {
      throw SystemError(
        "read", path: path.text, reason: "the index lacks it; 'digest build' makes it whole")
    }
    return try IndexFiles.checked(path) {
      guard let json = Gzip.isCompressed(bytes) ? Gzip.decompress(bytes) : bytes else {
        throw MalformedIndex("it is not a whole gzip file")
      }
      return try make(IndexFiles.decode(Content.self, Data(json)))
    }
  }

  private static func checked<Value>(_ path: SitePath, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let problem as MalformedIndex {
      throw SystemError(
        "read", path: path.text, reason: "\(problem.reason); 'digest build' makes it anew")
    }
  }

  /// Reads JSON; an error names the key that is missing or has another type.
  static func decode<Value: Decodable>(_ type: Value.Type, _ json: Data) throws(MalformedIndex)
    -> Value
  {
    do {
      return try JSONDecoder().decode(type, from: json)
    } catch DecodingError.keyNotFound(let key, let context) {
      throw MalformedIndex("'\(name(context.codingPath + [key]))' is missing")
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context)
    {
      let name = name(context.codingPath)
      throw MalformedIndex(
        name.isEmpty ? "it is not a file of a search index" : "'\(name)' has the wrong type")
    } catch {
      throw MalformedIndex("it is not a file of a search index")
    }
  }

  private static func name(_ path: [any CodingKey]) -> String {
    path.filter { $0.intValue == nil }.map(\.stringValue).joined(separator: ".")
  }
}
