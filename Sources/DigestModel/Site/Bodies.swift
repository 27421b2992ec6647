package import DigestCore
import DigestFiles
package import DigestMarkup
import Synchronization

/// Provides the bodies of content files when their pages are rendered.
///
/// Bodies that were not kept in memory are read again, so that a site can have a million papers.
package final class Bodies: Sendable {
  private let site: Site
  private let files: Set<String>
  private let loader: ContentLoader
  private let found = Mutex<Set<Diagnostic>>([])

  /// `files` are the site's files; pass them if they exist as a set.
  package init(site: Site, loader: ContentLoader, files: Set<String>? = nil) {
    self.site = site
    self.loader = loader
    self.files = files ?? Set(site.files)
  }

  /// The warnings found while rendering, unsorted.
  package var warnings: [Diagnostic] { found.withLock { Array($0) } }

  /// Returns the body of a paper or page, with relative links rewritten for its page.
  ///
  /// - Throws: ``SystemError`` if the file cannot be read again, or has become invalid.
  package func rendered(_ page: Page) throws(SystemError) -> RenderedBody {
    switch page {
    case .paper(let index):
      try rendered(site.papers[index].source, for: page, kept: site.papers[index].body)
    case .page(let index): try rendered(site.pages[index].source, for: page, kept: nil)
    default: preconditionFailure("a page without a body: \(page)")
    }
  }

  private func rendered(
    _ source: String, for page: Page, kept: RenderedBody?
  ) throws(SystemError) -> RenderedBody {
    let body = if let kept { kept } else { try readAgain(source, for: site.path(of: page)) }
    report(body.refusedLinks, in: source)
    report(body.formulaWarnings, in: source)
    return body
  }

  /// Returns a paper's abstract with formulas as plain HTML, because feed readers don't support
  /// MathML.
  package func feedAbstract(of index: Int) throws(SystemError) -> SafeHTML {
    let body = try rendered(.paper(index))
    guard body.holdsFormulas else { return body.abstract }
    let path = site.path(of: .paper(index))
    return try readAgain(site.papers[index].source, for: path, medium: .feed).abstract
  }

  private func readAgain(
    _ source: String, for page: SitePath, medium: MarkdownFormulas.Medium = .page
  ) throws(SystemError) -> RenderedBody {
    let (text, body, line) = try loader.body(of: source)
    let root = String(repeating: "../", count: page.depth)
    let macros = site.configuration.macros
    let rendered = Markdown.render(
      text[body], firstLine: line, macros: macros, medium: medium
    ) { url in self.resolve(url, in: source).map { root + $0 } ?? url }
    if rendered.problem != nil { throw loader.changed(source) }
    return rendered
  }

  /// Converts a link to another content file to a path on the site, or returns `nil` for other
  /// links.
  private func resolve(_ url: String, in source: String) -> String? {
    let end = url.utf8.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }
    let path = RelativePath.decoded(url[..<(end ?? url.endIndex)])
    guard let target = RelativePath.resolve(path, from: source) else { return nil }
    let rest = url[(end ?? url.endIndex)...]
    if let page = site.pageOfSource[target] { return page + rest }
    return files.contains(target) ? RelativePath.encoded(target) + rest : nil
  }

  private func report(_ links: [RenderedBody.RefusedLink], in source: String) {
    for link in links {
      let warning = Diagnostic(
        path: "\(loader.folder.name)/\(source)", line: link.line, severity: .warning,
        message: "the link to '\(link.url)' was removed",
        hint: "links must be http, https, mailto or relative")
      found.withLock { _ = $0.insert(warning) }
    }
  }

  private func report(_ warnings: [MarkdownFormulas.Warning], in source: String) {
    guard !warnings.isEmpty else { return }
    let diagnostics = warnings.map { warning in
      Diagnostic(
        path: "\(loader.folder.name)/\(source)", line: warning.line, column: warning.column,
        severity: .warning, message: warning.message, hint: warning.hint, topic: .formulas)
    }
    found.withLock { $0.formUnion(diagnostics) }
  }
}
