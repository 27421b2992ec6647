package import DigestCore
package import DigestFiles
package import DigestModel
package import DigestSearch

/// One or more files other than pages, with their paths and the function that makes them.
package struct Output: Sendable {
  package enum Paths: Sendable {
    case exactly(@Sendable () -> [SitePath])
    /// The names depend on the content, so that they are known only once the files are made.
    case matching(@Sendable (SitePath) -> Bool)
  }

  private let paths: Paths
  package let make: @Sendable (Bodies) throws -> [OutputFile]

  private init(_ paths: Paths, _ make: @escaping @Sendable (Bodies) throws -> [OutputFile]) {
    self.paths = paths
    self.make = make
  }

  private init(_ path: SitePath, _ make: @escaping @Sendable (Bodies) throws -> OutputFile) {
    self.init(.exactly { [path] }) { [try make($0)] }
  }

  /// Whether a file of the output has or may have this path.
  package func owns(_ path: SitePath) -> Bool {
    switch paths {
    case .exactly(let all): all().contains(path)
    case .matching(let mayOwn): mayOwn(path)
    }
  }

  /// Whether all paths are known before the files are made.
  var isListed: Bool {
    if case .exactly = paths { true } else { false }
  }

  /// The paths that are known before the files are made.
  var knownPaths: [SitePath] {
    if case .exactly(let all) = paths { all() } else { [] }
  }
}

extension Output {
  /// Returns all outputs of a site.
  ///
  /// `pages` is called by outputs that list all pages, `search` by the search files.
  package static func all(
    _ site: Site, _ theme: Theme, _ citations: Citations,
    search: @escaping @Sendable () throws -> SearchData?, pages: @escaping @Sendable () -> [Page]
  ) -> [Output] {
    let own =
      [robots(site), assets(theme), records(site)] + (site.hasSearch ? [index(search)] : [])
    return own + feeds(site, theme) + sitemap(site, pages) + exports(site, citations)
  }

  private static func robots(_ site: Site) -> Output {
    Output(.robots) { _ in
      let bytes = Robots.render(base: site.configuration.baseURL)
      return OutputFile(.robots, phase: .feeds, bytes: bytes)
    }
  }

  private static func assets(_ theme: Theme) -> Output {
    Output(.exactly { theme.assets.map(\.path) }) { _ in
      theme.assets.map { OutputFile($0.path, phase: .assets, bytes: $0.bytes) }
    }
  }

  private static func records(_ site: Site) -> Output {
    Output(.exactly { SearchRecords.paths(site) }) { _ in SearchRecords.render(site) }
  }

  private static func index(_ search: @escaping @Sendable () throws -> SearchData?) -> Output {
    Output(.matching(SearchFiles.mayOwn)) { _ in try search()?.files?.files ?? [] }
  }

  private static func sitemap(_ site: Site, _ pages: @escaping @Sendable () -> [Page]) -> [Output] {
    guard let base = site.configuration.baseURL else { return [] }
    let sitemap = Sitemap(site: site, base: base)
    return [Output(.exactly { sitemap.paths(pages()) }) { _ in sitemap.render(pages()) }]
  }

  private static func feeds(_ site: Site, _ theme: Theme) -> [Output] {
    guard let base = site.configuration.baseURL else { return [] }
    let papers = PaperFeed.all(site).map { feed in
      Output(feed.path) { bodies in
        try feed.render(site, base) { try bodies.feedAbstract(of: $0) }
      }
    }
    let issues = IssueFeed.all(site).map { feed in
      Output(feed.path) { _ in feed.render(site, base, template: theme[.mailIssue]) }
    }
    return papers + issues
  }

  private static func exports(_ site: Site, _ citations: Citations) -> [Output] {
    // Citation files are moved into place before the pages that link to them.
    @Sendable func file(_ export: CitationFile) -> OutputFile {
      OutputFile(export.path, phase: .assets, bytes: export.render(citations, of: site))
    }
    let beside = CitationFile.besidePages(site).map { export in
      Output(export.path) { _ in file(export) }
    }
    let whole = Output(.exactly { CitationFile.whole(site, citations).map(\.path) }) { _ in
      CitationFile.whole(site, citations).map(file)
    }
    return beside + [whole]
  }
}
