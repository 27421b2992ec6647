import DigestCore
import DigestFiles
import DigestModel

/// The state of the preview, which handles changes and requests one after the other.
actor LivePreview: PreviewFiles {
  /// The number of papers that are copied at a time, between two requests.
  private static let copiedAtOnce = 250

  nonisolated let events: EventStream
  private(set) var build: LiveBuild
  private let folders: @Sendable () -> [SourceFolder]
  private let session: String
  /// The pause in edits before the index is rebuilt.
  private let quiet: Duration
  private var lastChange: ContinuousClock.Instant?
  private var indexing: Task<Void, Never>?
  private var indexFailure: SystemError?
  /// Requests that wait for an index.
  private var waiting = 0

  init(
    _ build: LiveBuild, session: String, quiet: Duration = .milliseconds(300),
    folders: @escaping @Sendable () -> [SourceFolder]
  ) {
    (self.build, self.session, self.quiet, self.folders) = (build, session, quiet, folders)
    events = EventStream(first: LivePreview.state(of: build, session, folders).json)
  }

  /// The current errors and warnings.
  var state: (problems: [Diagnostic], failure: SystemError?) { (build.problems, build.failure) }

  /// Updates the site after changes of source files.
  func update(_ changes: SourceChanges) {
    build.update(changes)
    (lastChange, indexFailure) = (.now, nil)
    tell()
  }

  func answer(_ path: SitePath) async -> PreviewAnswer {
    while true {
      if let answer = answerNow(path) { return answer }
      if let indexFailure { return .unavailable(indexFailure.description) }
      waiting += 1
      index()
      await indexing?.value
      waiting -= 1
    }
  }

  /// Returns the answer, or `nil` if the index has to be built first.
  private func answerNow(_ path: SitePath) -> PreviewAnswer? {
    guard build.site != nil else {
      return .unavailable("The site has errors and will appear once they are fixed.")
    }
    var waits = false
    let answer = PreviewAnswer.find(path) { (path: SitePath) throws(SystemError) in
      waits = waits || build.waitsForIndex(path)
      return waits ? nil : try build.bytes(at: path)
    }
    index()
    return waits ? nil : answer
  }

  private func tell() {
    events.send(LivePreview.state(of: build, session, folders).json)
  }

  private static func state(
    of build: LiveBuild, _ session: String, _ folders: () -> [SourceFolder]
  ) -> PreviewState {
    let errors = build.problems.filter { $0.severity == .error }
    let places = errors.isEmpty ? [] : folders()
    return PreviewState(
      session: session, generation: build.generation,
      problems: errors.enumerated().map { index, error in
        let isShown = index < PreviewState.limit
        let source = isShown ? PreviewState.sourceLine(of: error, in: places) : nil
        return PreviewState.Problem(diagnostic: error, source: source)
      },
      failure: build.failure?.description)
  }
}

extension LivePreview {
  /// Returns once all rendered pages are what a build would write.
  func settle() async {
    while let indexing { await indexing.value }
  }

  /// Whether a request waits for an index, or a page was rendered without a current one.
  private var isIndexWanted: Bool {
    guard indexFailure == nil, let site = build.site else { return false }
    return waiting > 0 && site.lacksSearchFiles || site.search.isLookedAt
  }

  /// Starts building the index if it is wanted.
  private func index() {
    guard indexing == nil, isIndexWanted else { return }
    indexing = Task { await makeIndexes() }
  }

  /// Builds indexes until one belongs to the current site.
  private func makeIndexes() async {
    while isIndexWanted {
      await becomeQuiet()
      do {
        if let made = try await makeIndex(), build.adopt(made) { tell() }
      } catch {
        indexFailure = error
      }
    }
    indexing = nil
  }

  private func becomeQuiet() async {
    while let rest = lastChange.map({ quiet - (.now - $0) }), rest > .zero {
      try? await Task.sleep(for: rest)
    }
  }

  /// Builds an index; returns `nil` if the site changed before the job was started.
  ///
  /// This does not run on the actor, because freeing a hundred thousand papers takes too long.
  private nonisolated func makeIndex() async throws(SystemError) -> MadeIndex? {
    let revision = await revision
    guard let papers = await copyOfPapers(at: revision),
      let job = await job(of: papers, at: revision)
    else { return nil }
    return try await job.made(isUrgent: job.withFiles)
  }

  /// Copies the papers for a job, a few at a time; returns `nil` if the site changed meanwhile.
  ///
  /// If the papers were shared, the first edit would copy them all at once, which takes 60 ms for
  /// 100,000 papers.
  private nonisolated func copyOfPapers(at revision: Int?) async -> [Paper]? {
    var copy: [Paper] = []
    while let more = await papers(from: copy.count, at: revision) {
      if more.isEmpty { return copy }
      copy += more
    }
    return nil
  }

  private var revision: Int? { build.site?.search.revision }

  private func papers(from start: Int, at wanted: Int?) -> [Paper]? {
    guard revision == wanted, let papers = build.site?.site.papers else { return nil }
    return Array(papers.dropFirst(start).prefix(LivePreview.copiedAtOnce))
  }

  private func job(of papers: [Paper], at wanted: Int?) -> IndexJob? {
    revision == wanted ? build.indexJob(papers, withFiles: waiting > 0) : nil
  }
}
