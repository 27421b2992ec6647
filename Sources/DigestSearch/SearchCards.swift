import DigestCore
import DigestFiles
import DigestModel

/// What a result shows of each paper, a few papers a file, by number.
///
/// A file is a list of seven texts, a column each, with a line a paper: titles, first authors, numbers
/// of authors, dates, tags, slugs, votes. Names within a line are parted by tabs. A file's name is its
/// number and a hash; ``block`` files in a row that are full share the hash of all of them: so a
/// hundred thousand papers need a hundred hashes, and new papers leave old files alone.
struct SearchCards: Sendable {
  static let block = 64
  private static let authorLimit = 4
  private static let tagLimit = 3

  /// Papers a file.
  let size: Int
  private(set) var hashes: [String]
  private(set) var files: [OutputFile]

  init(
    _ site: Site, _ index: SearchIndex, _ sizes: SearchSizes, _ form: SearchFileForm,
    _ parallel: Parallel
  ) {
    let count = index.paperCount
    let size = sizes.cards
    let contents = parallel.map((count + size - 1) / size) { shard in
      SearchCards.content(
        index.order[(shard * size)..<min(count, (shard + 1) * size)].map { site.papers[$0] })
    }
    let blocks = count <= SearchFiles.smallLimit ? 0 : count / size / SearchCards.block
    var hashes = (0..<blocks).map { block in
      let range = (block * SearchCards.block)..<((block + 1) * SearchCards.block)
      return SearchCards.hash(Array(contents[range].joined()))
    }
    hashes += contents[(blocks * SearchCards.block)...].map(SearchCards.hash)
    (self.size, self.hashes) = (size, hashes)
    files = parallel.map(contents.count) { [hashes] shard in
      let isInBlock = shard < blocks * SearchCards.block
      let place =
        isInBlock ? shard / SearchCards.block : blocks + shard - blocks * SearchCards.block
      return form.files("c\(shard)-\(hashes[place])", contents[shard])
    }.flatMap(\.self)
  }

  private static func hash(_ content: [UInt8]) -> String {
    String(SearchFileForm.hash(content).prefix(8))
  }

  private static func content(_ papers: [Paper]) -> [UInt8] {
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

  /// Without what parts lines and names.
  private static func line(_ text: String, to column: inout [UInt8]) {
    let start = column.count
    column += text.utf8
    for index in start..<column.count
    where column[index] == UInt8(ascii: "\n") || column[index] == UInt8(ascii: "\t") {
      column[index] = UInt8(ascii: " ")
    }
  }
}
