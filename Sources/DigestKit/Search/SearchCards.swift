/// What a result shows of each paper, a few papers a file, by number.
///
/// A file is a list of `[title, first authors, number of authors, date, tags, slug, votes]`. Its
/// name is its number and a hash. ``block`` files in a row that are full share the hash of all of
/// them: so a hundred thousand papers need a hundred hashes, and new papers leave old files alone.
struct SearchCards: Sendable {
  /// Ten results are ten files in the worst case, so they are small; in a large site larger, as
  /// hosts limit how many files there may be.
  private static let sizes = (few: 8, many: 16)
  private static let fewLimit = 50_000
  static let block = 64
  private static let authorLimit = 4
  private static let tagLimit = 3

  /// Papers a file.
  let size: Int
  private(set) var hashes: [String]
  private(set) var files: [OutputFile]

  init(
    _ site: Site, _ index: SearchIndex, isSmall: Bool, _ form: SearchFileForm,
    _ parallel: Parallel
  ) {
    let count = index.paperCount
    let usual = count <= SearchCards.fewLimit ? SearchCards.sizes.few : SearchCards.sizes.many
    let size = isSmall ? max(1, count) : usual
    let contents = parallel.map((count + size - 1) / size) { shard in
      SearchCards.content(
        index.order[(shard * size)..<min(count, (shard + 1) * size)].map { site.papers[$0] })
    }
    let blocks = isSmall ? 0 : count / size / SearchCards.block
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
    var json: [UInt8] = [UInt8(ascii: "[")]
    for (index, paper) in papers.enumerated() {
      json += index == 0 ? "[".utf8 : ",\n[".utf8
      Escape.json(paper.title, to: &json)
      json += ",".utf8
      append(paper.authors.prefix(authorLimit).map(\.name), to: &json)
      json += ",\(paper.authors.count),\"\(paper.date)\",".utf8
      append(paper.tags.prefix(tagLimit), to: &json)
      json += ",\"\(paper.slug)\",\(paper.upvotes ?? 0)]".utf8
    }
    return json + Array("]".utf8)
  }

  private static func append(_ texts: some Collection<String>, to json: inout [UInt8]) {
    json.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      Escape.json(text, to: &json)
    }
    json.append(UInt8(ascii: "]"))
  }
}
