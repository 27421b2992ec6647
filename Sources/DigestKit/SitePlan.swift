package import DigestCore
import DigestFiles
package import DigestModel
package import DigestSearch

/// The list of everything that a build writes: pages and other files.
package struct SitePlan: Sendable {
  package let site: Site
  package let pages: [Page]
  package let diagnostics: [Diagnostic]
  private let theme: Theme
  private let citations: Citations

  /// `folder` is the name of the content folder in messages.
  package init(_ site: Site, _ theme: Theme, _ citations: Citations, folder: String) {
    self.site = site
    self.citations = citations
    self.theme = theme
    pages = site.allPages
    let outputs = Output.all(site, theme, citations, search: { nil }, pages: { [pages] in pages })
    let unlisted = outputs.filter { !$0.isListed }
    diagnostics =
      Collisions.find(
        in: site, pages: pages, outputs: outputs.flatMap(\.knownPaths),
        mayOwn: { path in unlisted.contains { $0.owns(path) } }, folder: folder)
      + SitePlan.missingBaseURL(site, folder)
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

  /// Returns the outputs for feeds, sitemap, search data, citations and assets.
  package func outputs(_ search: SearchData?) -> [Output] {
    Output.all(site, theme, citations, search: { search }, pages: { [pages] in pages })
  }
}
