/// What search makes of all papers together: its files, and which papers are alike.
struct SearchData: Sendable {
  /// Papers named on a paper's page.
  static let similarLimit = 5

  private let index: SearchIndex
  /// `nil` where the site has no search page, or where they were not asked for.
  let files: SearchFiles?

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
    let terms = FilterTerms(site.papers)
    var parts = try SearchIndex.parts(
      site.papers.count, language: site.configuration.language, parallel, reusing: known
    ) { number in
      let position = order[number]
      return SearchDocument(site.papers[position], try bodies.rendered(.paper(position)), terms)
    }
    if keepsParts { known = SearchParts(parts, order: order) }
    index = SearchIndex(site, order: order, parts: &parts, parallel: parallel)
    files = makesFiles && site.hasSearch ? SearchFiles(site, index, parallel: parallel) : nil
  }

  static func isWanted(_ site: Site) -> Bool {
    site.hasSearch || (site.configuration.search.similar && !site.papers.isEmpty)
  }

  /// Positions in ``Site/papers`` of papers like one of them.
  func similar(to paper: Int) -> [Int] {
    index.similar.papers(like: index.numbers[paper], limit: SearchData.similarLimit)
      .map { index.order[$0] }
  }
}
