import DigestCore
import DigestMarkup
import DigestModel

extension SiteRenderer {
  /// The maximum length of a description in characters; search engines truncate longer ones.
  private static let descriptionLimit = 160

  /// Returns links relative to a path.
  func links(from path: SitePath) -> Links {
    Links(site: site, root: String(repeating: "../", count: path.depth))
  }

  /// Makes the data for a page's head; `title` is `nil` for the first page.
  func head(
    of page: Page, _ links: Links, title: String?, description: String? = nil
  ) -> PageView {
    let known = site.description(of: page)
    let base = site.configuration.baseURL
    let name = site.configuration.title
    let hasFeed = base != nil && site.configuration.feeds[.atom]
    return PageView(
      title: title.map { "\($0) · \(name)" } ?? name,
      description: (description ?? site.configuration.description).map {
        OpenGraph.shortened($0, to: SiteRenderer.descriptionLimit)
      },
      root: SafeURL(path: links.root), home: links.to(.home),
      canonical: base.map { SafeURL(path: $0.permalink(site.path(of: page))) },
      stylesheet: stylesheet.map(links.to), script: script.map(links.to),
      icon: icon.map(links.to),
      feed: hasFeed ? links.to(.atomFeed) : nil,
      archive: site.hasArchive ? links.to(SitePath.archive) : nil,
      search: site.hasSearch ? links.to(SitePath.search) : nil,
      searchScript: searchScript.map(links.to),
      navigation: navigation(links, known.menuEntry), isIndexed: known.isIndexed)
  }

  /// Returns the main menu: the kinds of pages that the site has, then the owner's own pages.
  private func navigation(_ links: Links, _ current: Page?) -> [NavigationView] {
    let own = site.pages.enumerated().map { index, page in
      NavigationView(
        name: page.title, href: links.to(.page(index)), isCurrent: current == .page(index),
        nameHTML: page.titleFormulas?.html)
    }
    return site.menu.map { page in
      NavigationView(
        name: site.description(of: page).name, href: links.to(page), isCurrent: page == current)
    } + own
  }
}
