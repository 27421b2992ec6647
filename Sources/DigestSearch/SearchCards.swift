import DigestCore
import DigestFiles
import DigestModel

/// What a result shows of a paper.
struct SearchCard: Equatable {
  let title: String
  /// The first of them.
  let authors: [String]
  /// Of all authors.
  let authorCount: Int
  /// As `2025-03-12`.
  let date: String
  let tags: [String]
  let slug: String
  let votes: Int
}

/// Which file holds a paper's card.
///
/// Files hold `size` papers each, by number. A file's name is its number and a hash; `block` full
/// files in a row share the hash of all of them: so a hundred thousand papers need a hundred hashes,
/// and new papers leave old files alone.
struct CardDirectory: Sendable {
  let size: Int
  let block: Int
  let hashes: [String]

  static let standardBlock = 64

  func add(to object: inout JSONObjectWriter) {
    object.add("size", size)
    object.add("block", block)
    object.add("hashes", hashes.joined(separator: " "))
  }

  /// How many blocks of full files there are.
  static func blocks(papers: Int, size: Int, block: Int, isSmall: Bool) -> Int {
    isSmall ? 0 : papers / size / block
  }

  /// The name of a file, without its ending.
  func name(_ file: Int, blocks: Int) -> String {
    let isInBlock = file < blocks * block
    return "c\(file)-\(hashes[isInBlock ? file / block : blocks + file - blocks * block])"
  }
}

extension CardDirectory: Decodable {
  private enum Key: String, CodingKey { case size, block, hashes }

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    size = try object.decode(Int.self, forKey: .size)
    block = try object.decode(Int.self, forKey: .block)
    hashes = try object.decode(String.self, forKey: .hashes).split(separator: " ").map(String.init)
  }

  func check(papers: Int, isSmall: Bool) throws(MalformedIndex) {
    try MalformedIndex.check("cards.size", size, in: 1...4096)
    try MalformedIndex.check("cards.block", block, in: 1...4096)
    for hash in hashes { try MalformedIndex.check(hash: hash, "cards.hashes") }
    let files = (papers + size - 1) / size
    let blocks = CardDirectory.blocks(papers: papers, size: size, block: block, isSmall: isSmall)
    guard hashes.count == files - blocks * (block - 1) else {
      throw MalformedIndex("'cards.hashes' does not fit \(papers) papers")
    }
  }
}

/// The files of all papers' cards.
struct CardFiles: Sendable {
  let directory: CardDirectory
  private(set) var files: [OutputFile]

  init(
    _ site: Site, _ index: SearchIndex, _ sizes: SearchSizes, _ format: IndexFileFormat,
    _ parallel: Parallel
  ) {
    let (count, size, block) = (index.paperCount, sizes.cards, CardDirectory.standardBlock)
    let contents = parallel.map((count + size - 1) / size) { file in
      SearchCard.rows(
        of: index.order[(file * size)..<min(count, (file + 1) * size)].map { site.papers[$0] })
    }
    let blocks = CardDirectory.blocks(
      papers: count, size: size, block: block, isSmall: sizes.isSmall)
    var hashes = (0..<blocks).map { number in
      CardFiles.hash(Array(contents[(number * block)..<((number + 1) * block)].joined()))
    }
    hashes += contents[(blocks * block)...].map(CardFiles.hash)
    let directory = CardDirectory(size: size, block: block, hashes: hashes)
    self.directory = directory
    files = parallel.map(contents.count) { file in
      format.files(directory.name(file, blocks: blocks), contents[file])
    }.flatMap(\.self)
  }

  private static func hash(_ content: [UInt8]) -> String {
    String(IndexFileFormat.hash(content).prefix(8))
  }
}

/// A file is a list of seven texts, a column each, with a line a paper: titles, first authors,
/// numbers of authors, dates, tags, slugs, votes. Names within a line are separated by tabs.
extension SearchCard {
  private static let authorLimit = 4
  private static let tagLimit = 3

  fileprivate static func rows(of papers: [Paper]) -> [UInt8] {
    var json: [UInt8] = []
    var column: [UInt8] = []
    func add(_ append: (Paper, inout [UInt8]) -> Void) {
      column.removeAll(keepingCapacity: true)
      for (row, paper) in papers.enumerated() {
        if row > 0 { column.append(UInt8(ascii: "\n")) }
        append(paper, &column)
      }
      json += json.isEmpty ? "[".utf8 : ",\n".utf8
      Escape.json(column, to: &json)
    }
    add { line($0.title, to: &$1) }
    add { names($0.authors.prefix(authorLimit).map(\.name), to: &$1) }
    add { $1 += "\($0.authors.count)".utf8 }
    add { $1 += $0.date.description.utf8 }
    add { names($0.tags.prefix(tagLimit), to: &$1) }
    add { line($0.slug, to: &$1) }
    add { $1 += "\($0.upvotes ?? 0)".utf8 }
    return json + Array("]".utf8)
  }

  private static func names(_ names: some Collection<String>, to column: inout [UInt8]) {
    for (index, name) in names.enumerated() {
      if index > 0 { column.append(UInt8(ascii: "\t")) }
      line(name, to: &column)
    }
  }

  /// Appends `text` without the characters that separate lines and names.
  private static func line(_ text: String, to column: inout [UInt8]) {
    let start = column.count
    column += text.utf8
    for index in start..<column.count
    where column[index] == UInt8(ascii: "\n") || column[index] == UInt8(ascii: "\t") {
      column[index] = UInt8(ascii: " ")
    }
  }

  /// The cards of a file that must hold `count` of them.
  static func cards(_ columns: [String], count: Int) throws(MalformedIndex) -> [SearchCard] {
    let lines = columns.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    guard lines.count == 7, lines.allSatisfy({ $0.count == count }) else {
      throw MalformedIndex("it should hold \(count) papers in seven columns")
    }
    var cards: [SearchCard] = []
    for row in 0..<count { cards.append(try SearchCard(lines.map { $0[row] })) }
    return cards
  }

  /// `fields` are a line of each column.
  private init(_ fields: [Substring]) throws(MalformedIndex) {
    func names(_ text: Substring) -> [String] { text.split(separator: "\t").map(String.init) }
    title = String(fields[0])
    authors = names(fields[1])
    authorCount = try SearchCard.count(fields[2])
    guard Day(String(fields[3])) != nil else {
      throw MalformedIndex("'\(fields[3].prefix(40))' is not a day")
    }
    date = String(fields[3])
    tags = names(fields[4])
    // It becomes a part of a path.
    guard Slug.isValid(String(fields[5])) else {
      throw MalformedIndex("'\(fields[5].prefix(40))' is not the slug of a paper")
    }
    slug = String(fields[5])
    votes = try SearchCard.count(fields[6])
  }

  private static func count(_ text: Substring) throws(MalformedIndex) -> Int {
    guard let number = Int(text), (0...1_000_000_000).contains(number) else {
      throw MalformedIndex("'\(text.prefix(40))' is not a number of authors or votes")
    }
    return number
  }
}
