/// What a build will write: the pages, and the files that are no pages.
struct SitePlan: Sendable {
  let site: Site
  let pages: [Page]
  let diagnostics: [Diagnostic]
  private let assets: [Asset]

  /// `folder` is the content folder as messages name it.
  init(_ site: Site, _ theme: Theme, folder: String) {
    self.site = site
    pages = site.allPages
    assets = theme.assets
    let fixed = SitePlan.fixedPaths(site) + theme.assets.map(\.path)
    diagnostics =
      Collisions.find(in: site, pages: pages, outputs: fixed, folder: folder)
      + SitePlan.missingBaseURL(site, folder)
  }

  private static func fixedPaths(_ site: Site) -> [SitePath] {
    let own = [Robots.path, SearchRecords.path]
    return site.configuration.baseURL == nil
      ? own : own + [Feed.path, SitePath(made: "sitemap.xml")]
  }

  private static func missingBaseURL(_ site: Site, _ folder: String) -> [Diagnostic] {
    guard site.configuration.baseURL == nil else { return [] }
    return [
      Diagnostic(
        path: "\(folder)/site.yml", severity: .warning,
        message: "no 'base_url', so there will be no feed and no sitemap",
        hint: "add 'base_url: https://…/', the address of the site")
    ]
  }

  /// One or several files that are no pages, made when they are called for.
  typealias Output = @Sendable (Bodies) throws -> [OutputFile]

  /// Feed, sitemap, search data and the theme's assets, each on its own.
  var outputs: [Output] {
    let (site, pages, assets) = (site, pages, assets)
    let base = site.configuration.baseURL
    let always: [Output] = [
      { _ in [OutputFile(SearchRecords.path, phase: .feeds, bytes: SearchRecords.render(site))] },
      { _ in [OutputFile(Robots.path, phase: .feeds, bytes: Robots.render(base: base))] },
      { _ in assets.map { OutputFile($0.path, phase: .assets, bytes: $0.bytes) } },
    ]
    guard let base else { return always }
    return always + [
      { bodies in [try SitePlan.feed(site, base, bodies)] },
      { _ in Sitemap(site: site, base: base).render(pages) },
    ]
  }

  private static func feed(_ site: Site, _ base: BaseURL, _ bodies: Bodies) throws -> OutputFile {
    let abstracts = try (0..<Feed.paperCount(in: site)).map { index in
      try bodies.feedAbstract(of: index)
    }
    let bytes = Feed(site: site, base: base).render(abstracts: abstracts)
    return OutputFile(Feed.path, phase: .feeds, bytes: bytes)
  }
}
