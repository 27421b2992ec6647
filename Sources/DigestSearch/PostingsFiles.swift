import DigestCore
import DigestFiles

/// The postings of all stems: short lists among the words, longer ones in files of their own.
struct PostingsFiles: Sendable {
  /// Postings of one file; of a longer list the best come first, the rest when they are needed.
  static let tierLimit = 16_000

  /// For each stem, what the lexicon has: the list, or a ``PostingsReference`` to its files.
  private(set) var references: [[UInt8]]
  private(set) var files: [OutputFile] = []

  init(
    _ index: SearchIndex, _ sizes: SearchSizes, _ format: IndexFileFormat, _ parallel: Parallel
  ) {
    let lists = parallel.map(index.stemCount) { stem in
      PostingsFiles.tiers(
        PostingsCode.sorted(index.postings[index.range(stem)]),
        limit: sizes.inlineList == .max ? .max : PostingsFiles.tierLimit)
    }
    references = lists.map { $0[0] }
    let long = lists.indices.filter { lists[$0].count > 1 || lists[$0][0].count > sizes.inlineList }
    let hashed = parallel.map(long.count) { number in
      lists[long[number]].map { (hash: IndexFileFormat.hash(json($0)), list: $0) }
    }
    var names = ListNames()
    for (stem, tiers) in zip(long, hashed) {
      let own = tiers.map { names.name($0.list, hash: $0.hash) }
      references[stem] = PostingsReference.text(df: index.df(stem), files: own)
    }
    let distinct = names.lists
    files = parallel.map(distinct.count) { number in
      format.files("p" + distinct[number].name, json(distinct[number].list))
    }.flatMap(\.self)
  }

  /// The list in pieces of up to `limit` postings, the best first.
  private static func tiers(_ sorted: [UInt32], limit: Int) -> [[UInt8]] {
    var tiers: [[UInt8]] = []
    var start = 0
    repeat {
      let end = sorted.count - start > limit ? start + limit : sorted.count
      var text: [UInt8] = []
      PostingsCode.append(sorted[start..<end], to: &text)
      tiers.append(text)
      start = end
    } while start < sorted.count
    return tiers
  }
}

/// A list as a file holds it; its characters need no escape.
private func json(_ list: [UInt8]) -> [UInt8] {
  [UInt8(ascii: "\"")] + list + [UInt8(ascii: "\"")]
}

/// Names for lists by their hashes: equal lists share a name, as a tag and a venue of the same
/// papers do, and different ones never do.
struct ListNames {
  private(set) var lists: [(name: String, list: [UInt8])] = []
  private var positions: [String: Int] = [:]

  mutating func name(_ list: [UInt8], hash: String) -> String {
    var name = hash
    while let position = positions[name] {
      if lists[position].list == list { return name }
      name += "0"
    }
    positions[name] = lists.count
    lists.append((name, list))
    return name
  }
}

/// Where a reader finds the postings of a word.
enum PostingsReference: Equatable {
  case inline([Posting])
  /// In these files, the best first.
  case stored(df: Int, files: [String])

  /// Reads `=df,file,file…`, or a list itself.
  init(_ text: String, papers: Int) throws(MalformedIndex) {
    guard text.hasPrefix("=") else {
      self = .inline(try PostingsCode.decode(text.utf8, papers: papers))
      return
    }
    let parts = text.dropFirst().split(separator: ",").map(String.init)
    guard parts.count > 1, let df = Int(parts[0]), (0...papers).contains(df) else {
      throw MalformedIndex("'\(text.prefix(40))' does not tell where a list is")
    }
    for file in parts.dropFirst() { try MalformedIndex.check(hash: file, "l") }
    self = .stored(df: df, files: Array(parts.dropFirst()))
  }

  static func text(df: Int, files: [String]) -> [UInt8] {
    Array("=\(df),\(files.joined(separator: ","))".utf8)
  }

  /// How many papers the list has.
  var df: Int {
    switch self {
    case .inline(let postings): postings.count
    case .stored(let df, _): df
    }
  }
}
