import DigestCore
import DigestFiles
import DigestKit
import DigestModel

/// A site that follows its author's files and is at every moment what a clean build would make.
///
/// While files have errors, the last good site stays.
struct LiveBuild: Sendable {
  private let folder: SourceFolder
  private let templates: @Sendable () -> [SourceFolder]
  private let options: Build.Options
  private var content: LiveContent
  private var theme: Theme?
  private var themeProblems: [Diagnostic] = []
  /// The last good site; `nil` before there was one.
  private(set) var site: PreviewSite?
  /// Grows with each change that reached ``site`` or ``problems``.
  private(set) var generation = 0
  /// What is wrong now: errors keep ``site`` from following.
  private(set) var problems: [Diagnostic] = []
  private(set) var failure: SystemError?
  /// What ``site`` does not show yet.
  private var waiting = SourceChanges.everything
  private var difference = LiveContent.Difference(isStructural: true)
  private var isThemeNew = true

  /// `templates` is asked again at each change, as a site may gain a theme of its own.
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

  /// Reads what has changed and brings the site up to date with it.
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

  /// What has been read is not waited for again, even if what follows fails.
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

  /// A reload that failed half way is done again from the start.
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
    // Modelled as a whole even if only papers changed, for errors between files to be found.
    if !difference.papers.isEmpty { difference.isStructural = true }
    let (assembled, found) = content.assembled(baseURL: options.baseURL)
    problems = (found + themeProblems).sorted()
    guard let theme else { return }
    model(assembled, theme)
  }

  /// The site's own warnings; `nil` if it has to be modelled again.
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
      // As in a build, warnings wait for the errors.
      problems = problems.filter { $0.severity == .error }
      return
    }
    if let site { new.takeOver(site.search, isSameContent: !difference.isStructural) }
    site = new
    (difference, isThemeNew) = (LiveContent.Difference(), false)
  }

  /// The bytes of a file of the last good site.
  ///
  /// First see whether it ``waitsForIndex(_:)``.
  mutating func bytes(at path: SitePath) throws(SystemError) -> [UInt8]? {
    try site?.bytes(at: path)
  }

  func waitsForIndex(_ path: SitePath) -> Bool { site?.waitsForIndex(path) ?? false }

  /// What has to be made for an index of the last good site; `nil` if it has one.
  ///
  /// `papers` is a copy of the site's.
  mutating func indexJob(_ papers: [Paper], withFiles: Bool) -> IndexJob? {
    site?.indexJob(papers, withFiles: withFiles)
  }

  /// Whether pages are different now.
  mutating func adopt(_ index: MadeIndex) -> Bool {
    let isDifferent = site?.adopt(index) ?? false
    if isDifferent { generation += 1 }
    return isDifferent
  }
}
