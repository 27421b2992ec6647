import DigestCore
import DigestFiles
import DigestKit
import DigestModel

/// A site in memory that follows its source files and always equals a clean build.
///
/// While files have errors, the last good site is kept.
struct LiveBuild: Sendable {
  private let folder: SourceFolder
  private let templates: @Sendable () -> [SourceFolder]
  private let options: Build.Options
  private var content: LiveContent
  private var theme: Theme?
  private var themeProblems: [Diagnostic] = []
  /// The last good site; `nil` if there was none yet.
  private(set) var site: PreviewSite?
  /// Increases with each change of ``site`` or ``problems``.
  private(set) var generation = 0
  /// The current errors and warnings; with errors, ``site`` is not updated.
  private(set) var problems: [Diagnostic] = []
  /// The I/O error that stopped the last update, if any.
  private(set) var failure: SystemError?
  /// Changes that ``site`` does not include yet.
  private var waiting = SourceChanges.everything
  private var difference = LiveContent.Difference(isStructural: true)
  private var isThemeNew = true

  /// Loads and models the site.
  ///
  /// `templates` is called again after each change to them, because the site may have got its own
  /// theme.
  init(
    content folder: SourceFolder, templates: @escaping @Sendable () -> [SourceFolder],
    options: Build.Options
  ) {
    (self.folder, self.templates, self.options) = (folder, templates, options)
    content = LiveContent(folder, parallel: options.parallel)
    update(.everything)
  }

  var hasErrors: Bool {
    failure != nil || problems.contains { $0.severity == .error }
  }

  /// Reads changed files and updates the site.
  mutating func update(_ changes: SourceChanges) {
    waiting.formUnion(changes)
    generation += 1
    do {
      try reload()
      failure = nil
    } catch {
      failure = error
      return
    }
    adopt()
  }

  /// Reads changed files; those that have been read are not pending any more, even if a later step
  /// fails.
  private mutating func reload() throws(SystemError) {
    if waiting.templates {
      try reloadTheme()
      waiting.templates = false
      isThemeNew = true
    }
    let new = try reloadContent()
    difference.papers.formUnion(new.papers)
    difference.isStructural = difference.isStructural || new.isStructural
    waiting = SourceChanges()
  }

  /// Reads changed content; after a failure, the next reload starts from scratch.
  private mutating func reloadContent() throws(SystemError) -> LiveContent.Difference {
    do {
      return try content.reload(waiting)
    } catch {
      content.forget()
      waiting.isListingStale = true
      throw error
    }
  }

  private mutating func reloadTheme() throws(SystemError) {
    themeProblems = []
    theme = nil
    do {
      theme = try Theme(templates(), diagnostics: &themeProblems)
    } catch let error as DiagnosticsError {
      themeProblems += error.diagnostics
    } catch let error as SystemError {
      throw error
    } catch {
      throw SystemError("read", path: "the theme", reason: "\(error)")
    }
  }

  private mutating func adopt() {
    let within = content.problems
    if !isThemeNew, !difference.isStructural, !within.contains(where: { $0.severity == .error }),
      let warnings = replacePapers()
    {
      difference = LiveContent.Difference()
      problems = (within + themeProblems + warnings).sorted()
      return
    }
    // The whole site is modelled again even if only papers changed, to find errors between files.
    if !difference.papers.isEmpty { difference.isStructural = true }
    let (assembled, found) = content.assembled(baseURL: options.baseURL)
    problems = (found + themeProblems).sorted()
    guard let theme else { return }
    model(assembled, theme)
  }

  /// Replaces only the changed papers and returns the site's warnings.
  ///
  /// Returns `nil` if the site has to be modelled again.
  private mutating func replacePapers() -> [Diagnostic]? {
    let papers = difference.papers.sorted().compactMap(content.paper)
    guard papers.count == difference.papers.count else { return nil }
    let isReplaced = site?.replace(papers, texts: content.texts) ?? false
    return isReplaced ? site?.diagnostics : nil
  }

  private mutating func model(_ content: Content, _ theme: Theme) {
    let selection = Site.Selection(
      includesDrafts: options.includesDrafts, includesFuture: options.includesFuture,
      now: options.now)
    var new = PreviewSite(content, theme, selection, folder: folder, texts: self.content.texts)
    problems = (problems + new.diagnostics).sorted()
    if hasErrors {
      // As in a build, warnings are reported only when there are no errors.
      problems = problems.filter { $0.severity == .error }
      return
    }
    if let site { new.takeOver(site.search, isSameContent: !difference.isStructural) }
    site = new
    (difference, isThemeNew) = (LiveContent.Difference(), false)
  }

  /// Renders a file of the last good site.
  ///
  /// Check ``waitsForIndex(_:)`` first.
  mutating func bytes(at path: SitePath) throws(SystemError) -> [UInt8]? {
    try site?.bytes(at: path)
  }

  func waitsForIndex(_ path: SitePath) -> Bool { site?.waitsForIndex(path) ?? false }

  /// Returns the job for the search index of the last good site, or `nil` if the index is current.
  ///
  /// `papers` is a copy of the site's papers; see ``LivePreview``.
  mutating func indexJob(_ papers: [Paper], withFiles: Bool) -> IndexJob? {
    site?.indexJob(papers, withFiles: withFiles)
  }

  /// Takes over a finished index; returns whether any page has changed.
  mutating func adopt(_ index: MadeIndex) -> Bool {
    let isDifferent = site?.adopt(index) ?? false
    if isDifferent { generation += 1 }
    return isDifferent
  }
}
