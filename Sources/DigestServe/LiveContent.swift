import DigestCore
import DigestFiles
import DigestModel

/// The loaded contents of `Content/` by file, so that only changed files are read again.
struct LiveContent: Sendable {
  private(set) var loader: ContentLoader
  private var paths: [String] = []
  private var listingProblems: [Diagnostic] = []
  private var site = SiteConfiguration()
  private var authors = AuthorDirectory.none
  private var siteProblems: [Diagnostic] = []
  private var papers: [String: Paper] = [:]
  private var pages: [String: StaticPage] = [:]
  /// The errors and warnings of each file.
  private var fileProblems: [String: [Diagnostic]] = [:]
  /// The contents of files whose bodies are rendered again for each request.
  private(set) var texts: [String: [UInt8]] = [:]

  /// The changes that a reload found.
  struct Difference {
    var papers: Set<String> = []
    /// Whether anything but the contents of papers changed.
    var isStructural = false
  }

  /// Keeps all bodies in memory, because a preview renders pages for as long as it runs.
  init(_ folder: SourceFolder, parallel: Parallel) {
    loader = ContentLoader(folder, parallel: parallel, bodyLimit: .max)
  }

  func paper(_ path: String) -> Paper? { papers[path] }

  /// Errors and warnings within files; for those between files, see ``assembled(baseURL:)``.
  var problems: [Diagnostic] {
    listingProblems + siteProblems + fileProblems.values.flatMap(\.self)
  }

  /// Makes the next reload read all files.
  mutating func forget() {
    self = LiveContent(loader.folder, parallel: loader.parallel)
  }

  /// Reads the changed files.
  mutating func reload(_ changes: SourceChanges) throws(SystemError) -> Difference {
    var difference = Difference()
    var stale = changes.content
    if changes.isListingStale {
      stale.formUnion(try relist())
      difference.isStructural = true
    }
    var known = stale.filter { contains($0) }
    if known.contains(where: ContentLoader.settings.contains) || changes.isListingStale {
      if try reloadSettings() { known = Set(paths) }
      difference.isStructural = true
    }
    difference.papers = known.filter(ContentLoader.isPaper)
    try reloadPapers(difference.papers.sorted())
    let stalePages = known.filter(ContentLoader.isPage)
    try reloadPages(stalePages.sorted())
    difference.isStructural = difference.isStructural || !stalePages.isEmpty
    return difference
  }

  /// Returns the content as a build would load it, with all errors and warnings.
  func assembled(baseURL: BaseURL?) -> (content: Content, problems: [Diagnostic]) {
    var content = Content()
    content.site = site
    content.authors = authors
    if let baseURL { content.site.baseURL = baseURL }
    content.papers = paths.compactMap { papers[$0] }
    content.pages = paths.compactMap { pages[$0] }
    content.files = ContentLoader.files(in: paths)
    return (content, problems + loader.problems(of: content, paths: paths))
  }

  private func contains(_ path: String) -> Bool {
    var range = paths[...]
    while let middle = range.indices.dropFirst(range.count / 2).first {
      if range[middle] == path { return true }
      range = range[middle] < path ? range[(middle + 1)...] : range[..<middle]
    }
    return false
  }

  /// Lists the folder, forgets removed files, and returns new ones.
  private mutating func relist() throws(SystemError) -> Set<String> {
    var problems: [Diagnostic] = []
    let listed = try loader.folder.list(diagnostics: &problems)
    let (before, now) = (Set(paths), Set(listed))
    for path in before.subtracting(now) {
      papers[path] = nil
      pages[path] = nil
      fileProblems[path] = nil
      texts[path] = nil
    }
    (paths, listingProblems) = (listed, problems)
    return now.subtracting(before)
  }

  /// Reads the settings; returns whether all files have to be parsed again because the macros for
  /// formulas have changed.
  private mutating func reloadSettings() throws(SystemError) -> Bool {
    var problems: [Diagnostic] = []
    site = try loader.site(in: paths, &problems)
    authors = try loader.authors(in: paths, &problems)
    siteProblems = problems
    defer { loader.macros = site.macros }
    return loader.macros != site.macros
  }

  private mutating func reloadPapers(_ paths: [String]) throws(SystemError) {
    for (path, loaded) in zip(paths, try loader.papers(at: paths)) {
      papers[path] = loaded.value
      fileProblems[path] = loaded.diagnostics.isEmpty ? nil : loaded.diagnostics
      let isKept = loaded.value.map { $0.body != nil } ?? true
      texts[path] = isKept ? nil : try text(path)
    }
  }

  private mutating func reloadPages(_ paths: [String]) throws(SystemError) {
    for (path, loaded) in zip(paths, try loader.pages(at: paths)) {
      pages[path] = loaded.value
      fileProblems[path] = loaded.diagnostics.isEmpty ? nil : loaded.diagnostics
      texts[path] = loaded.value == nil ? nil : try text(path)
    }
  }

  private func text(_ path: String) throws(SystemError) -> [UInt8]? {
    switch try loader.folder.read(path, limit: ContentLoader.fileLimit) {
    case .bytes(let bytes): bytes
    case .tooLarge: nil
    }
  }
}
