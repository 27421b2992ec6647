import Synchronization

/// Reads the bodies of content files again when their pages are drawn.
///
/// What stays in memory of a paper is its metadata, so that a million of them fit.
final class Bodies: Sendable {
  private let site: Site
  private let files: Set<String>
  private let loader: ContentLoader
  private let found = Mutex<Set<Diagnostic>>([])

  init(site: Site, loader: ContentLoader) {
    self.site = site
    self.loader = loader
    files = Set(site.files)
  }

  /// Problems that stop no build, in no order.
  var warnings: [Diagnostic] { found.withLock { Array($0) } }

  /// The body of `source`, with its relative links made right for `page`.
  func rendered(_ source: String, for page: SitePath) throws(SystemError) -> RenderedBody {
    let (text, body, line) = try loader.body(of: source)
    let root = String(repeating: "../", count: page.depth)
    let rendered = Markdown.render(text[body]) { url in
      self.resolve(url, in: source).map { root + $0 } ?? url
    }
    report(rendered.refusedLinks, in: source, bodyLine: line)
    return rendered
  }

  /// Where a link to another content file leads on the site.
  private func resolve(_ url: String, in source: String) -> String? {
    let end = url.utf8.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }
    let path = url[..<(end ?? url.endIndex)]
    guard let target = RelativePath.resolve(String(path), from: source) else { return nil }
    let rest = url[(end ?? url.endIndex)...]
    if let page = site.pageOfSource[target] { return page + rest }
    return files.contains(target) ? RelativePath.encoded(target) + rest : nil
  }

  private func report(_ links: [(url: String, line: Int)], in source: String, bodyLine: Int) {
    for (url, line) in links {
      let warning = Diagnostic(
        path: "\(loader.folder.name)/\(source)", line: bodyLine + line - 1, severity: .warning,
        message: "the link to '\(url)' was left out",
        hint: "links may be http, https, mailto or relative")
      found.withLock { _ = $0.insert(warning) }
    }
  }
}
