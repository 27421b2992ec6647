import DigestModel
import DigestSearch

/// The state of search in a preview, while the site keeps changing.
///
/// Building an index takes too long to wait for it after each edit, so it is built in the
/// background. Until it is ready, papers' pages show the similar papers of the previous index.
struct PreviewSearchState: Sendable {
  /// The index of the current site; `nil` after a change.
  private(set) var current: SearchData?
  private var last: LastSimilar?
  /// The words of all papers, so that only those of changed papers are collected again.
  private var words = KnownSegments.none
  /// Increases with each change.
  private(set) var revision = 0
  /// The revision in which papers got their current positions.
  private var firstRevision = 0
  /// Positions of papers that changed since the last job was created.
  private var changed: [Int] = []
  /// The positions of papers whose pages were rendered without a current index, with the similar
  /// papers that they show.
  private var drawn: [Int: [Int]] = [:]

  /// Whether a rendered page might change once the index is current.
  var isLookedAt: Bool { !drawn.isEmpty }

  /// Notes that papers were replaced without changing positions.
  mutating func change(_ papers: [Int]) {
    revision += 1
    words.forget(papers)
    changed += papers
    (current, drawn) = (nil, [:])
  }

  /// Notes that papers may have been added, removed or moved.
  mutating func changeAll() {
    revision += 1
    firstRevision = revision
    (words, changed) = (.none, [])
    (current, drawn) = (nil, [:])
  }

  /// Returns the positions of similar papers without waiting, and remembers that they were shown.
  mutating func similar(to paper: Int, of site: Site, at positions: [String: Int]) -> [Int] {
    if let current { return current.similar(to: paper) }
    guard site.configuration.search[.similar] else { return [] }
    let similar = last?.papers(like: site.papers[paper].source, at: positions) ?? []
    drawn[paper] = similar
    return similar
  }

  /// Returns the job for the next index, or `nil` if the index is current.
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

  /// Takes over the result of a job; returns whether rendered pages would change.
  ///
  /// Even an index of an older site is newer than the previous one.
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

/// The similar papers from the previous index, possibly of an older site.
struct LastSimilar: Sendable {
  private let similar: SimilarPositions
  /// The source file of the paper at each position when the index was built.
  private let sources: [String]
  private let positions: [String: Int]

  init(_ search: SearchData, _ site: Site, _ positions: [String: Int]) {
    similar = search.similar
    sources = site.papers.map(\.source)
    self.positions = positions
  }

  /// Returns the current positions of the papers similar to a file's, without deleted papers.
  func papers(like source: String, at now: [String: Int]) -> [Int] {
    guard let paper = positions[source] else { return [] }
    return similar.papers(like: paper).compactMap { now[sources[$0]] }
  }
}
