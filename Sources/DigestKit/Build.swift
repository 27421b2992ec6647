public import DigestCore
public import DigestFiles
public import DigestModel
import DigestSearch
import Synchronization

/// The pipeline: read everything, make an immutable site, render it to bytes, hand the files over.
public struct Build: Sendable {
  public struct Options: Sendable {
    /// Takes the place of `base_url` in `site.yml`.
    public var baseURL: BaseURL?
    public var includesDrafts = false
    public var includesFuture = false
    /// Papers dated later wait; `nil` takes the newest paper's day.
    public var now: Day?
    public var parallel = Parallel()

    public init() {}
  }

  package let content: SourceFolder
  /// An earlier folder's files hide the same files of a later one.
  package let templates: [SourceFolder]
  package let options: Options

  public init(content: SourceFolder, templates: [SourceFolder], options: Options = Options()) {
    self.content = content
    self.templates = templates
    self.options = options
  }

  /// Renders the whole site into `sink`.
  ///
  /// All that an author can mend is found first: ``DiagnosticsError`` means that `sink` saw nothing.
  public func run(into sink: some OutputSink, progress: some BuildProgress) throws -> BuildReport {
    var clock = StepClock()
    let (plan, theme, citations, warnings) = try model(&clock, progress)
    let site = plan.site
    let bodies = Bodies(
      site: site, loader: ContentLoader(content, parallel: options.parallel))
    let search = try SearchData(
      site, bodies, options.parallel, reading: parallel(.search, progress)
    ) { progress.report(.index, done: 0, of: 0) }
    clock.lap("search")
    let renderer = SiteRenderer(
      site: site, theme: theme, citations: citations, search: search,
      parallel: parallel(.cards, progress))
    clock.lap("cards")
    let counter = FileCounter()
    try render(plan, renderer, bodies, CountingSink(sink, counter), parallel(.render, progress))
    clock.lap("render")
    let found = bodies.warnings + counter.warnings(site.configuration, folder: content.name)
    return BuildReport(
      papers: site.papers.count, pages: plan.pages.count, files: counter.total,
      leftOut: site.leftOut, warnings: (warnings + found).sorted(), timings: clock.laps)
  }

  /// All that comes before the first byte of output; throws every error of content and templates.
  package func model(
    _ clock: inout StepClock, _ progress: some BuildProgress
  ) throws -> (plan: SitePlan, theme: Theme, citations: Citations, warnings: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let content = try load(&diagnostics, progress)
    clock.lap("load")
    progress.report(.model, done: 0, of: 0)
    let theme = try loadTheme(&diagnostics)
    clock.lap("templates")
    let site = Site(content, selection: selection)
    let citations = Citations(site, parallel: options.parallel)
    let plan = SitePlan(site, theme, citations, folder: self.content.name)
    diagnostics += plan.diagnostics
    // Warnings wait for the errors to be mended: settings that were half read give false ones.
    let errors = diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty { throw DiagnosticsError(errors) }
    clock.lap("model")
    return (plan, theme, citations, diagnostics)
  }

  private var selection: Site.Selection {
    Site.Selection(
      includesDrafts: options.includesDrafts, includesFuture: options.includesFuture,
      now: options.now)
  }

  /// Threads that tell `progress` how far they are.
  private func parallel(_ step: BuildStep, _ progress: some BuildProgress) -> Parallel {
    options.parallel.reporting { progress.report(step, done: $0, of: $1) }
  }

  private func load(
    _ diagnostics: inout [Diagnostic], _ progress: some BuildProgress
  ) throws -> Content {
    progress.report(.load, done: 0, of: 0)
    let loader = ContentLoader(content, parallel: parallel(.load, progress))
    var content = try loader.load(diagnostics: &diagnostics)
    if let baseURL = options.baseURL { content.site.baseURL = baseURL }
    return content
  }

  /// A theme with errors must not hide the errors of the content.
  private func loadTheme(_ diagnostics: inout [Diagnostic]) throws -> Theme {
    do {
      return try Theme(templates, diagnostics: &diagnostics)
    } catch let error as DiagnosticsError {
      throw DiagnosticsError(diagnostics + error.diagnostics)
    }
  }

  private func render(
    _ plan: SitePlan, _ renderer: SiteRenderer, _ bodies: Bodies, _ sink: some OutputSink,
    _ parallel: Parallel
  ) throws {
    let (outputs, pages) = (plan.outputs(renderer.search), plan.pages)
    try parallel.forEach(outputs.count + pages.count) { index in
      if index < outputs.count {
        for file in try outputs[index].make(bodies) { try sink.accept(file) }
        return
      }
      let page = pages[index - outputs.count]
      let path = plan.site.path(of: page)
      let bytes = try renderer.render(page) { try bodies.rendered(page) }
      try sink.accept(OutputFile(path, phase: page.phase, bytes: bytes))
    }
    for file in plan.site.files {
      try sink.accept(copyOf: file, in: content, to: SitePath(made: file))
    }
  }
}

/// The steps of a build that may take long enough to be shown.
public enum BuildStep: String, Sendable, CaseIterable {
  case load, model, search, index, cards, render, publish
}

/// Hears how far a build has come; called from several threads.
public protocol BuildProgress: Sendable {
  /// `total` is 0 for a step that cannot say how long it is.
  func report(_ step: BuildStep, done: Int, of total: Int)
}

/// What a build made.
public struct BuildReport: Sendable {
  public let papers: Int
  public let pages: Int
  /// Pages, feeds, citations, assets and copied files, all told.
  public let files: Int
  public let leftOut: LeftOut
  public let warnings: [Diagnostic]
  /// The steps in order, with the seconds that each took.
  public let timings: [(step: String, seconds: Double)]
}

/// Times the steps of a build.
package struct StepClock {
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant
  private(set) var laps: [(step: String, seconds: Double)] = []

  init() {
    last = clock.now
  }

  mutating func lap(_ step: String) {
    let now = clock.now
    laps.append((step, (now - last) / .seconds(1)))
    last = now
  }
}

extension Page {
  var phase: OutputFile.Phase {
    switch self {
    case .paper, .page: .papers
    default: .listings
    }
  }
}
