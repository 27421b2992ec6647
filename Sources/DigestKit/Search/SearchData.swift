/// What search makes of all papers together: its files, and which papers are alike.
struct SearchData: Sendable {
  /// Papers named on a paper's page.
  static let similarLimit = 5

  private let index: SearchIndex
  /// `nil` where the site has no search page, or where they were not asked for.
  private(set) var files: SearchFiles?

  /// `nil` where the site wants neither search nor similar papers.
  init?(_ site: Site, _ bodies: Bodies, _ parallel: Parallel) throws {
    var parts = SearchParts.none
    try self.init(site, bodies, parallel, makesFiles: true, &parts, keepsParts: false)
  }

  /// Takes over what `parts` has of papers that did not change, and leaves there what it read.
  init?(
    _ site: Site, _ bodies: Bodies, _ parallel: Parallel, makesFiles: Bool,
    _ known: inout SearchParts, keepsParts: Bool = true
  ) throws {
    guard SearchData.isWanted(site) else { return nil }
    let order = SearchIndex.order(site.papers)
    let parts = try SearchIndex.parts(
      site.papers.count, language: site.configuration.language, parallel, reusing: known
    ) { number in
      SearchDocument(site.papers[order[number]], try bodies.rendered(.paper(order[number])))
    }
    index = SearchIndex(site, order: order, parts: parts, parallel: parallel)
    if keepsParts { known = SearchParts(parts, numbers: index.numbers) }
    files = makesFiles && site.hasSearch ? SearchFiles(site, index, parallel: parallel) : nil
  }

  static func isWanted(_ site: Site) -> Bool {
    site.hasSearch || (site.configuration.search.similar && !site.papers.isEmpty)
  }

  /// Adds the files of the site that this is made of.
  mutating func makeFiles(_ site: Site, _ parallel: Parallel) {
    guard files == nil, site.hasSearch else { return }
    files = SearchFiles(site, index, parallel: parallel)
  }

  /// Positions in ``Site/papers`` of papers like one of them.
  func similar(to paper: Int) -> [Int] { similar.papers(like: paper) }

  /// Which papers are alike, without the rest of the index.
  var similar: SimilarPositions {
    SimilarPositions(similar: index.similar, order: index.order, numbers: index.numbers)
  }
}

/// Papers like a paper, by their positions in ``Site/papers``.
struct SimilarPositions: Sendable {
  fileprivate let similar: SimilarPapers
  fileprivate let order: [Int]
  fileprivate let numbers: [Int]

  func papers(like paper: Int) -> [Int] {
    similar.papers(like: numbers[paper], limit: SearchData.similarLimit).map { order[$0] }
  }
}
