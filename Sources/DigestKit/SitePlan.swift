package import DigestCore
package import DigestFiles
package import DigestModel
package import DigestSearch

/// The list of everything that a build writes: pages and other files.
package struct SitePlan: Sendable {
  package let site: Site
  package let pages: [Page]
  package let diagnostics: [Diagnostic]
  private let theme: Theme
  private let citations: Citations

  /// Plans the site; `folder` is the name of the content folder in messages.
  package init(_ site: Site, _ theme: Theme, _ citations: Citations, folder: String) {
    self.site = site
    self.citations = citations
    pages = site.allPages
    self.theme = theme
    let exports = CitationFile.besidePages(site) + CitationFile.whole(site, citations)
    let others =
      theme.assets.map(\.path) + PaperFeed.all(site).map(\.path) + exports.map(\.path)
    diagnostics =
      Collisions.find(
        in: site, pages: pages, outputs: SitePlan.fixedPaths(site) + others, folder: folder)
      + SitePlan.missingBaseURL(site, folder)
  }

  private static func fixedPaths(_ site: Site) -> [SitePath] {
    var own = [Robots.path, SearchRecords.path]
    if site.hasSearch { own.append(SearchFiles.manifestPath) }
    own += IssueFeed.all(site).map(\.path)
    return site.configuration.baseURL == nil ? own : own + [SitePath(made: "sitemap.xml")]
  }

  private static func missingBaseURL(_ site: Site, _ folder: String) -> [Diagnostic] {
    guard site.configuration.baseURL == nil else { return [] }
    return [
      Diagnostic(
        path: "\(folder)/site.yml", severity: .warning,
        message: "'base_url' is missing, so no feeds and no sitemap are built",
        hint: "add 'base_url: https://…/', the address of the site")
    ]
  }

  /// One or more files other than pages, made on demand.
  package struct Output: Sendable {
    /// The common prefix of the files' paths; the preview makes only requested files.
    package let prefix: String
    package let make: @Sendable (Bodies) throws -> [OutputFile]
  }

  /// The outputs for feeds, sitemap, search data, citations and assets.
  package func outputs(_ search: SearchData?) -> [Output] {
    SitePlan.outputs(site, theme, citations, search: { search }, pages: { [pages] in pages })
  }

  /// Returns the outputs of a site.
  ///
  /// `pages` is called by outputs that list all pages, `search` by the search files.
  package static func outputs(
    _ site: Site, _ theme: Theme, _ citations: Citations,
    search: @escaping @Sendable () throws -> SearchData?, pages: @escaping @Sendable () -> [Page]
  ) -> [Output] {
    let base = site.configuration.baseURL
    let always = [
      Output(prefix: "search/papers") { _ in SearchRecords.render(site) },
      Output(prefix: "search/") { _ in try search()?.files?.files ?? [] },
      Output(prefix: Robots.path.text) { _ in
        [OutputFile(Robots.path, phase: .feeds, bytes: Robots.render(base: base))]
      },
      Output(prefix: "assets/") { _ in
        theme.assets.map { OutputFile($0.path, phase: .assets, bytes: $0.bytes) }
      },
    ]
    let exports = exportOutputs(site, citations)
    guard let base else { return always + exports }
    let sitemap = Output(prefix: "sitemap") { _ in Sitemap(site: site, base: base).render(pages()) }
    return always + [sitemap] + feedOutputs(site, base, theme) + exports
  }

  private static func feedOutputs(_ site: Site, _ base: BaseURL, _ theme: Theme) -> [Output] {
    let papers = PaperFeed.all(site).map { feed in
      Output(prefix: feed.path.text) { bodies in
        [try feed.render(site, base) { try bodies.feedAbstract(of: $0) }]
      }
    }
    let issues = IssueFeed.all(site).map { feed in
      Output(prefix: feed.path.text) { _ in [feed.render(site, base, template: theme.mailIssue)] }
    }
    return papers + issues
  }

  private static func exportOutputs(_ site: Site, _ citations: Citations) -> [Output] {
    // Citation files are moved into place before the pages that link to them.
    @Sendable func file(_ export: CitationFile) -> OutputFile {
      OutputFile(export.path, phase: .assets, bytes: export.render(citations, of: site))
    }
    let beside = CitationFile.besidePages(site).map { export in
      Output(prefix: export.path.text) { _ in [file(export)] }
    }
    return beside + [
      Output(prefix: "papers.") { _ in
        CitationFile.whole(site, citations).filter(\.isFirstPart).map(file)
      },
      Output(prefix: "papers-") { _ in
        CitationFile.whole(site, citations).filter { !$0.isFirstPart }.map(file)
      },
    ]
  }
}
