public import DigestCore
public import DigestFiles
public import DigestModel
import DigestSearch
import Synchronization

/// The pipeline: load the content, model an immutable site, render it to bytes, pass on the files.
public struct Build: Sendable {
  /// What to include, and how to build.
  public struct Options: Sendable {
    /// Overrides `base_url` in `site.yml`.
    public var baseURL: BaseURL?
    public var includesDrafts = false
    public var includesFuture = false
    /// Papers with a later date are left out; `nil` means the newest paper's date.
    public var now: Day?
    public var parallel = Parallel()

    public init() {}
  }

  package let content: SourceFolder
  /// The folders with templates; a file hides those with the same path in later folders.
  package let templates: [SourceFolder]
  package let options: Options

  public init(content: SourceFolder, templates: [SourceFolder], options: Options = Options()) {
    self.content = content
    self.templates = templates
    self.options = options
  }

  /// Renders the whole site and passes the files to `sink`.
  ///
  /// - Throws: ``DiagnosticsError`` with all errors in the source files, before `sink` gets any
  ///   file; ``SystemError`` if reading or writing fails.
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

  /// Loads and models the site without rendering anything.
  ///
  /// - Throws: ``DiagnosticsError`` with all errors in content and templates; ``SystemError`` if
  ///   reading fails.
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
    // Report warnings only when there are no errors, because incomplete settings cause false ones.
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

  /// Returns the build's threads, which report to `progress`.
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

  /// Loads the theme; its errors are added to those in the content instead of hiding them.
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

/// The steps of a build that can take long enough to show progress.
public enum BuildStep: String, Sendable, CaseIterable {
  case load, model, search, index, cards, render, publish
}

/// Receives the progress of a build; called from several threads.
public protocol BuildProgress: Sendable {
  /// Reports that `done` of `total` units are done; `total` is 0 for a step of unknown length.
  func report(_ step: BuildStep, done: Int, of total: Int)
}

/// The result of a build.
public struct BuildReport: Sendable {
  public let papers: Int
  public let pages: Int
  /// The number of all files: pages, feeds, citations, assets and copied files.
  public let files: Int
  public let leftOut: LeftOut
  public let warnings: [Diagnostic]
  /// The steps in order, with the duration of each in seconds.
  public let timings: [(step: String, seconds: Double)]
}

/// Measures the duration of the steps of a build.
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
