package import DigestCore
package import DigestModel

/// What search makes of all papers together: its files, and which papers are alike.
package struct SearchData: Sendable {
  /// Papers named on a paper's page.
  static let similarLimit = 5

  /// The rest of the index, the most of it, is freed once its files are made.
  package let similar: SimilarPositions
  /// `nil` where the site has no search page, or where they were not asked for.
  package let files: SearchFiles?

  package init(similar: SimilarPositions, files: SearchFiles? = nil) {
    self.similar = similar
    self.files = files
  }

  /// `nil` where the site wants neither search nor similar papers.
  ///
  /// Papers are read on the threads of `reading`; `hasRead` is called before the index is made.
  package init?(
    _ site: Site, _ bodies: Bodies, _ parallel: Parallel, reading: Parallel, hasRead: () -> Void
  ) throws {
    var parts = KnownSegments.none
    try self.init(
      site, bodies, parallel, reading: reading, makesFiles: true, &parts, keepsParts: false,
      hasRead: hasRead)
  }

  /// Takes over what `parts` has of papers that did not change, and leaves there what it read.
  package init?(
    _ site: Site, _ bodies: Bodies, _ parallel: Parallel, reading: Parallel? = nil,
    makesFiles: Bool, _ known: inout KnownSegments, keepsParts: Bool = true,
    hasRead: () -> Void = {}
  ) throws {
    guard SearchData.isWanted(site) else { return nil }
    let order = SearchIndex.order(site.papers)
    let terms = FilterTerms(site.papers, site.people)
    var parts = try SearchIndex.parts(
      site.papers.count, language: site.configuration.language, reading ?? parallel,
      reusing: known
    ) { number in
      let position = order[number]
      return SearchDocument(site.papers[position], try bodies.rendered(.paper(position)), terms)
    }
    hasRead()
    if keepsParts { known = KnownSegments(parts, order: order) }
    let index = SearchIndex(site, order: order, parts: &parts, parallel: parallel)
    similar = SimilarPositions(order: order, numbers: index.numbers, alike: index.similar)
    files = makesFiles && site.hasSearch ? SearchFiles(site, index, parallel: parallel) : nil
  }

  package static func isWanted(_ site: Site) -> Bool {
    site.hasSearch || (site.configuration.search[.similar] && !site.papers.isEmpty)
  }

  /// The positions in ``Site/papers`` of the papers similar to one.
  package func similar(to paper: Int) -> [Int] { similar.papers(like: paper) }
}

/// Papers like a paper, by their positions in ``Site/papers``.
package struct SimilarPositions: Sendable {
  /// Papers by date: see ``SearchIndex/order`` and ``SearchIndex/numbers``.
  fileprivate let order: [Int]
  fileprivate let numbers: [Int]
  fileprivate let alike: SimilarPapers

  package func papers(like paper: Int) -> [Int] {
    alike.papers(like: numbers[paper], limit: SearchData.similarLimit).map { order[$0] }
  }
}
