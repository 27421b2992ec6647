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

  /// Feed, sitemap, search data and the theme's assets.
  func otherFiles(_ bodies: Bodies) throws -> [OutputFile] {
    var files = assets.map { OutputFile($0.path, phase: .assets, bytes: $0.bytes) }
    let base = site.configuration.baseURL
    files.append(OutputFile(Robots.path, phase: .feeds, bytes: Robots.render(base: base)))
    files.append(
      OutputFile(SearchRecords.path, phase: .feeds, bytes: SearchRecords.render(site)))
    guard let base else { return files }
    let abstracts = try (0..<Feed.paperCount(in: site)).map { index in
      let path = site.path(of: .paper(index))
      return try bodies.rendered(site.papers[index].source, for: path).abstract
    }
    let feed = Feed(site: site, base: base).render(abstracts: abstracts)
    files.append(OutputFile(Feed.path, phase: .feeds, bytes: feed))
    return files + Sitemap(site: site, base: base).render(pages)
  }
}
