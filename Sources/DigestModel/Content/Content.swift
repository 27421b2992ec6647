public import DigestCore
public import DigestFiles
package import DigestMarkup
import Synchronization

/// Everything that was loaded from `Content/`, typed and validated.
public struct Content: Sendable {
  public var site = SiteConfiguration()
  public var authors = AuthorDirectory.none
  /// The papers, sorted by the paths of their files.
  public var papers: [Paper] = []
  public var pages: [StaticPage] = []
  /// Files to copy, as paths below `Content/`.
  public var files: [String] = []

  package init() {}
}

/// Limits the memory for bodies that are kept until their pages are rendered.
///
/// Up to the limit, each body is rendered once. Bodies beyond it are dropped and read again later,
/// so that a million papers need no more memory than their metadata.
final class KeptBodies: Sendable {
  /// The default limit in bytes.
  static let limit = 128 << 20

  private let limit: Int
  private let bytes = Atomic(0)

  init(limit: Int) {
    self.limit = limit
  }

  /// Returns the body if the limit allows keeping it.
  func keep(_ body: RenderedBody) -> RenderedBody? {
    let total = bytes.add(body.byteCount, ordering: .relaxed).newValue
    return total <= limit ? body : nil
  }
}

/// Loads `Content/` and reports the errors of all files at once.
public struct ContentLoader: Sendable {
  /// The maximum size in bytes of a content file; longer files are rejected unread.
  package static let fileLimit = 2 << 20

  package let folder: SourceFolder
  package let parallel: Parallel
  private let kept: KeptBodies
  /// The site's macros in formulas, once `site.yml` has been read.
  package var macros = MathMacros()

  /// Creates a loader for a folder, which is not read until something is loaded.
  public init(_ folder: SourceFolder, parallel: Parallel = Parallel()) {
    self.init(folder, parallel: parallel, bodyLimit: KeptBodies.limit)
  }

  /// Creates a loader that keeps up to `bodyLimit` bytes of bodies in memory.
  package init(_ folder: SourceFolder, parallel: Parallel, bodyLimit: Int) {
    self.folder = folder
    self.parallel = parallel
    kept = KeptBodies(limit: bodyLimit)
  }

  /// Loads everything and adds errors and warnings to `diagnostics`, unsorted.
  ///
  /// - Throws: ``SystemError`` if a file cannot be read.
  public func load(diagnostics: inout [Diagnostic]) throws(SystemError) -> Content {
    let paths = try folder.list(diagnostics: &diagnostics)
    var content = Content()
    content.site = try site(in: paths, &diagnostics)
    content.authors = try authors(in: paths, &diagnostics)
    var loader = self
    loader.macros = content.site.macros
    let papers = try loader.papers(at: paths.filter(ContentLoader.isPaper))
    let pages = try loader.pages(at: paths.filter(ContentLoader.isPage))
    diagnostics += papers.flatMap(\.diagnostics) + pages.flatMap(\.diagnostics)
    content.papers = papers.compactMap(\.value)
    content.pages = pages.compactMap(\.value)
    content.files = ContentLoader.files(in: paths)
    diagnostics += problems(of: content, paths: paths)
    return content
  }

  /// Returns the errors that concern several files rather than one.
  package func problems(of content: Content, paths: [String]) -> [Diagnostic] {
    paths.filter(ContentLoader.isStray).map(strayFile)
      + paths.filter { ContentLoader.isCopied($0) && SitePath($0) == nil }.map(badName)
      + missingImages(content.papers, files: Set(content.files))
  }

  /// Returns the files to copy.
  package static func files(in paths: [String]) -> [String] {
    paths.filter { isCopied($0) && SitePath($0) != nil }
  }

  /// Loads the papers in the given files, in the same order.
  package func papers(at paths: [String]) throws(SystemError) -> [Loaded<Paper>] {
    try loadAll(paths, paper)
  }

  /// Loads the pages in the given files, in the same order.
  package func pages(at paths: [String]) throws(SystemError) -> [Loaded<StaticPage>] {
    try loadAll(paths, page)
  }

  /// Reads the body of a paper or page again and returns it with the number of its first line.
  ///
  /// - Throws: ``SystemError`` if the file cannot be read, or has changed so that it is invalid.
  package func body(
    of source: String
  ) throws(SystemError) -> (text: [UInt8], body: Range<Int>, line: Int) {
    var diagnostics: [Diagnostic] = []
    guard case .bytes(let bytes) = try folder.read(source, limit: ContentLoader.fileLimit),
      let parts = FrontMatter.split(bytes, path: source, diagnostics: &diagnostics),
      MarkdownLimits.problem(in: parts.text[parts.body]) == nil
    else {
      throw changed(source)
    }
    return (parts.text, parts.body, parts.bodyLine)
  }

  /// Returns the error for a file that was valid when it was loaded, but no longer is.
  package func changed(_ source: String) -> SystemError {
    SystemError(
      "read", path: "\(folder.name)/\(source)", reason: "it changed during the build")
  }

  /// Whether a path is that of a paper: a Markdown file in `papers/` or below.
  package static func isPaper(_ path: String) -> Bool {
    path.hasPrefix("papers/") && path.hasSuffix(".md")
  }

  /// Whether a path is that of a page: a Markdown file in `pages/` or below.
  package static func isPage(_ path: String) -> Bool {
    path.hasPrefix("pages/") && path.hasSuffix(".md")
  }

  /// Whether a Markdown file is neither a paper nor a page, which is an error.
  private static func isStray(_ path: String) -> Bool {
    path.hasSuffix(".md") && !isPaper(path) && !isPage(path)
  }

  package static let settings = ["site.yml", "authors.yml", "tags.yml"]

  /// Whether a file is copied to the site.
  private static func isCopied(_ path: String) -> Bool {
    !path.hasSuffix(".md") && !settings.contains(path)
  }

  private func strayFile(_ path: String) -> Diagnostic {
    Diagnostic(
      path: "\(folder.name)/\(path)", message: "a Markdown file outside 'papers' and 'pages'",
      hint: "move it to \(folder.name)/papers or \(folder.name)/pages")
  }

  private func badName(_ path: String) -> Diagnostic {
    Diagnostic(
      path: "\(folder.name)/\(path)",
      message: "the file name contains '\\' or a control character", hint: "rename it")
  }

  /// Loads `site.yml`; a missing file is an error in `diagnostics`.
  package func site(
    in paths: [String], _ diagnostics: inout [Diagnostic]
  ) throws(SystemError) -> SiteConfiguration {
    let path = "\(folder.name)/site.yml"
    guard paths.contains("site.yml") else {
      diagnostics.append(
        Diagnostic(path: path, message: "no such file", hint: "'digest init' makes one"))
      return SiteConfiguration()
    }
    guard let bytes = try settings("site.yml", &diagnostics) else { return SiteConfiguration() }
    return SiteConfiguration.parse(bytes, path: path, diagnostics: &diagnostics)
  }

  /// Loads `authors.yml`, if it is among `paths`.
  package func authors(
    in paths: [String], _ diagnostics: inout [Diagnostic]
  ) throws(SystemError) -> AuthorDirectory {
    guard paths.contains("authors.yml"),
      let bytes = try settings("authors.yml", &diagnostics)
    else { return .none }
    return AuthorDirectory.parse(
      bytes, path: "\(folder.name)/authors.yml", diagnostics: &diagnostics)
  }

  /// Reads a settings file; a file that is too large is an error in `diagnostics`.
  private func settings(
    _ name: String, _ diagnostics: inout [Diagnostic]
  ) throws(SystemError) -> [UInt8]? {
    if case .bytes(let bytes) = try folder.read(name, limit: ContentLoader.fileLimit) {
      return bytes
    }
    diagnostics.append(
      Diagnostic(
        path: "\(folder.name)/\(name)", message: "the file is larger than 2 MB",
        hint: "settings take a few lines"))
    return nil
  }

  /// The value of a file, or `nil` if the file has errors.
  package struct Loaded<T: Sendable>: Sendable {
    package let value: T?
    package let diagnostics: [Diagnostic]
  }

  /// Loads files in parallel; throws the error of the first file, by path, that cannot be read.
  private func loadAll<T: Sendable>(
    _ paths: [String], _ make: @Sendable (FrontMatter, String, inout FieldReader) -> T?
  ) throws(SystemError) -> [Loaded<T>] {
    let results = parallel.map(paths.count) { index in
      Result { () throws(SystemError) in try load(paths[index], make) }
    }
    var loaded: [Loaded<T>] = []
    for result in results { loaded.append(try result.get()) }
    return loaded
  }

  private func load<T: Sendable>(
    _ path: String, _ make: (FrontMatter, String, inout FieldReader) -> T?
  ) throws(SystemError) -> Loaded<T> {
    let shown = "\(folder.name)/\(path)"
    switch try folder.read(path, limit: ContentLoader.fileLimit) {
    case .tooLarge(let size):
      return Loaded(value: nil, diagnostics: [ContentLoader.tooLarge(shown, size)])
    case .bytes(let bytes):
      var reader = FieldReader(path: shown)
      guard
        let parts = FrontMatter.split(bytes, path: shown, diagnostics: &reader.diagnostics)
      else { return Loaded(value: nil, diagnostics: reader.diagnostics) }
      (reader.macros, reader.file) = (macros, parts.text)
      let value = make(parts, path, &reader)
      return Loaded(value: value, diagnostics: reader.diagnostics)
    }
  }

  private static func tooLarge(_ path: String, _ size: Int) -> Diagnostic {
    Diagnostic(
      path: path, message: "the file has \(size) bytes; the limit is \(fileLimit)",
      hint: "a digest holds abstracts and notes; link to longer texts")
  }
}

extension ContentLoader {
  /// Parses the front matter, or returns `nil` if it has errors.
  private func entries(
    _ parts: FrontMatter, _ reader: inout FieldReader
  ) -> [YAMLNode.Entry]? {
    let before = reader.diagnostics.count
    let root = YAML.parse(
      parts.text[parts.yaml], path: reader.path, firstLine: 2, diagnostics: &reader.diagnostics)
    guard reader.diagnostics.count == before else { return nil }
    reader.key = "front matter"
    guard let root else { return [] }
    return reader.map(root, of: "a map of fields", hint: "write lines 'name: value'")
  }

  /// Makes a paper of a file, or returns `nil` if it has errors.
  @Sendable private func paper(
    _ parts: FrontMatter, _ path: String, _ reader: inout FieldReader
  ) -> Paper? {
    checkBody(parts, &reader)
    guard let entries = entries(parts, &reader), let day = Day("0001-01-01") else { return nil }
    var paper = Paper(source: path, slug: Slug.ofFile(named: fileName(path)) ?? "", date: day)
    let keys = Schema<Paper>.paper.read(entries, into: &paper, with: &reader)
    requireKeys(PaperField.required, in: keys, &reader)
    requireSlug(paper.slug, keys, path, &reader)
    requireImageText(paper, &reader)
    guard !reader.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    let reading = Markdown.read(
      parts.text[parts.body], firstLine: parts.bodyLine, macros: reader.macros)
    if let problem = reading.problem {
      report(problem, parts, &reader)
      return nil
    }
    paper.excerpt = reading.excerpt
    paper.body = reading.body.flatMap { kept.keep($0) }
    return paper
  }

  /// Makes a page of a file, or returns `nil` if it has errors.
  @Sendable private func page(
    _ parts: FrontMatter, _ path: String, _ reader: inout FieldReader
  ) -> StaticPage? {
    checkBody(parts, &reader)
    guard let entries = entries(parts, &reader) else { return nil }
    var page = StaticPage(source: path, slug: Slug.ofFile(named: fileName(path)) ?? "")
    let keys = Schema<StaticPage>.page.read(entries, into: &page, with: &reader)
    requireKeys([("title", "…")], in: keys, &reader)
    requireSlug(page.slug, keys, path, &reader)
    guard !reader.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    let reading = Markdown.read(
      parts.text[parts.body], firstLine: parts.bodyLine, macros: reader.macros)
    if let problem = reading.problem {
      report(problem, parts, &reader)
      return nil
    }
    return page
  }

  private func fileName(_ path: String) -> String {
    String(path.split(separator: "/").last?.dropLast(3) ?? "")
  }

  /// Reports a body that exceeds the limits of Markdown.
  private func checkBody(_ parts: FrontMatter, _ reader: inout FieldReader) {
    if let problem = MarkdownLimits.problem(in: parts.text[parts.body]) {
      report(problem, parts, &reader)
    }
  }

  private func report(
    _ problem: MarkdownLimits.Problem, _ parts: FrontMatter, _ reader: inout FieldReader
  ) {
    let mark = YAMLMark(line: parts.bodyLine + problem.line - 1, column: 1)
    reader.error(mark, problem.message, hint: problem.hint)
  }

  private func requireKeys(
    _ required: [(name: String, example: String)], in keys: Set<String>,
    _ reader: inout FieldReader
  ) {
    for (key, example) in required where !keys.contains(key) {
      reader.error(
        YAMLMark(line: 1, column: 1), "'\(key)' is missing", hint: "add '\(key): \(example)'")
    }
  }

  private func requireSlug(
    _ slug: String, _ keys: Set<String>, _ path: String, _ reader: inout FieldReader
  ) {
    guard slug.isEmpty, !keys.contains("slug") else { return }
    reader.error(
      YAMLMark(line: 1, column: 1), "no slug can be made from the file name '\(fileName(path))'",
      hint: "rename the file in lower-case letters and digits, or add 'slug: …'")
  }

  private func requireImageText(_ paper: Paper, _ reader: inout FieldReader) {
    guard let image = paper.image else { return }
    if image.path.isEmpty {
      reader.error(YAMLMark(line: 1, column: 1), "'image_alt' without 'image'", hint: "remove it")
    } else if image.alt.isEmpty, let mark = paper.lines.image {
      reader.error(
        mark, "'image' without 'image_alt'",
        hint: "add 'image_alt: …' and describe the image for readers who can't see it")
    }
  }

  /// Returns an error for each image that does not exist.
  private func missingImages(_ papers: [Paper], files: Set<String>) -> [Diagnostic] {
    papers.compactMap { paper in
      guard let image = paper.image, let mark = paper.lines.image else { return nil }
      if let file = RelativePath.resolve(image.path, from: paper.source), files.contains(file) {
        return nil
      }
      return Diagnostic(
        path: "\(folder.name)/\(paper.source)", line: mark.line, column: mark.column,
        message: "there is no image '\(image.path)' next to the file",
        hint: "put it in the same folder")
    }
  }
}

extension Schema where Target == StaticPage {
  static let page = Schema<StaticPage>(
    hint: "the keys of a page are title, description, slug, draft, aliases",
    [
      "title": { page, node, reader in
        let title = reader.requiredText(node, limit: FieldLimits.title) ?? ""
        page.titleFormulas = reader.formulas(in: title, node)
        page.title = page.titleFormulas?.text ?? title
      },
      "description": { page, node, reader in page.description = reader.plainText(node) },
      "slug": { page, node, reader in page.slug = reader.slug(node) ?? page.slug },
      "draft": { page, node, reader in page.isDraft = reader.flag(node) },
      "aliases": { page, node, reader in
        let aliases = reader.aliases(node)
        page.aliases = aliases.map(\.path)
        page.aliasMarks = aliases.map(\.mark)
      },
    ])
}
