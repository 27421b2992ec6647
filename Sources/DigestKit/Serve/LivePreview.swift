/// A live site with the pages that show it: takes changes and requests in turn.
actor LivePreview: PreviewFiles {
  nonisolated let events: EventStream
  private var build: LiveBuild
  private let folders: @Sendable () -> [SourceFolder]
  private let session: String

  init(_ build: LiveBuild, session: String, folders: @escaping @Sendable () -> [SourceFolder]) {
    (self.build, self.session, self.folders) = (build, session, folders)
    events = EventStream(first: LivePreview.state(of: build, session, folders).json)
  }

  /// Follows the author's files; what is wrong after that.
  func update(_ changes: SourceChanges) -> (problems: [Diagnostic], failure: SystemError?) {
    build.update(changes)
    events.send(LivePreview.state(of: build, session, folders).json)
    return (build.problems, build.failure)
  }

  func answer(_ path: SitePath) -> PreviewAnswer {
    guard build.site != nil else {
      return .unavailable("The site has errors; it appears when they are mended.")
    }
    return PreviewAnswer.find(path) { (path: SitePath) throws(SystemError) in
      try build.bytes(at: path)
    }
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
