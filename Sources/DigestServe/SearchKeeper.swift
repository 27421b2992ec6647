import DigestModel
import DigestSearch

/// What a preview knows of search, while the site that it is made of goes on.
///
/// An index of all papers takes too long to be waited for after each edit. So it is made apart, and
/// until then papers' pages show what the last one said.
struct SearchKeeper: Sendable {
  /// Of the site as it is; `nil` after a change.
  private(set) var current: SearchData?
  private var last: LastSimilar?
  /// The words of all papers, so that a change costs those of a few.
  private var words = SearchParts.none
  /// Grows with each change.
  private(set) var revision = 0
  /// When papers got the positions that they have.
  private var firstRevision = 0
  /// Positions of papers that changed since a job was given out.
  private var changed: [Int] = []
  /// Papers whose pages were drawn without a current index, with the similar papers they show.
  private var drawn: [Int: [Int]] = [:]

  /// Whether a page was drawn that a current index might change.
  var isLookedAt: Bool { !drawn.isEmpty }

  /// These papers are others now; all keep their positions.
  mutating func change(_ papers: [Int]) {
    revision += 1
    words.forget(papers)
    changed += papers
    (current, drawn) = (nil, [:])
  }

  /// Papers may have come, gone or changed their positions.
  mutating func changeAll() {
    revision += 1
    firstRevision = revision
    (words, changed) = (.none, [])
    (current, drawn) = (nil, [:])
  }

  /// Positions of papers like one of them, at once; remembers that somebody saw them.
  mutating func similar(to paper: Int, of site: Site, at positions: [String: Int]) -> [Int] {
    if let current { return current.similar(to: paper) }
    guard site.configuration.search.similar else { return [] }
    let similar = last?.papers(like: site.papers[paper].source, at: positions) ?? []
    drawn[paper] = similar
    return similar
  }

  /// `nil` if there is nothing to make.
  mutating func job(
    _ site: Site, _ bodies: Bodies, _ positions: [String: Int], withFiles: Bool
  ) -> IndexJob? {
    guard SearchData.isWanted(site) else { return nil }
    if let current, !withFiles || !site.hasSearch || current.files != nil { return nil }
    changed = []
    return IndexJob(
      site: site, bodies: bodies, positions: positions, withFiles: withFiles, revision: revision,
      words: words)
  }

  /// Takes over what a job made; whether pages that were drawn show other papers now.
  ///
  /// One of an older site is at least newer than the last.
  mutating func adopt(_ made: MadeIndex, of site: Site, at positions: [String: Int]) -> Bool {
    if made.revision >= firstRevision {
      words = made.words
      words.forget(changed)
    }
    last = made.last
    let isDifferent = drawn.contains { paper, similar in
      made.last.papers(like: site.papers[paper].source, at: positions) != similar
    }
    if made.revision == revision { (current, drawn) = (made.search, [:]) }
    return isDifferent
  }
}

/// Which papers were alike when the last index was made, perhaps of a site that changed since.
struct LastSimilar: Sendable {
  private let similar: SimilarPositions
  /// Of each position at that time, the paper's file.
  private let sources: [String]
  private let positions: [String: Int]

  init(_ search: SearchData, _ site: Site, _ positions: [String: Int]) {
    similar = search.similar
    sources = site.papers.map(\.source)
    self.positions = positions
  }

  /// Where the papers like that of a file are now; those that are gone are left out.
  func papers(like source: String, at now: [String: Int]) -> [Int] {
    guard let paper = positions[source] else { return [] }
    return similar.papers(like: paper).compactMap { now[sources[$0]] }
  }
}
