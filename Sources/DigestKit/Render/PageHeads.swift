import DigestCore
import DigestMarkup
import DigestModel

extension SiteRenderer {
  /// The entries of the main menu.
  enum Section: Equatable {
    case home
    case search
    case trending
    case archive
    case tags
    case authors
    case venues
    case page(Int)
  }

  /// The maximum length of a description in characters; search engines truncate longer ones.
  private static let descriptionLimit = 160

  /// Returns links relative to a path.
  func links(from path: SitePath) -> Links {
    Links(site: site, root: String(repeating: "../", count: path.depth))
  }

  /// Makes the data for a page's head; `section` is its menu entry.
  func head(
    _ path: SitePath, _ links: Links, title: String?, description: String? = nil,
    section: Section? = nil
  ) -> PageView {
    let base = site.configuration.baseURL
    let name = site.configuration.title
    let hasFeed = base != nil && site.configuration.feeds.atom
    return PageView(
      title: title.map { "\($0) · \(name)" } ?? name,
      description: (description ?? site.configuration.description).map {
        OpenGraph.shortened($0, to: SiteRenderer.descriptionLimit)
      },
      root: SafeURL(path: links.root), home: SafeURL(path: links.root + "index.html"),
      canonical: base.map { SafeURL(path: $0.permalink(path)) },
      stylesheet: stylesheet.map(links.to), script: script.map(links.to),
      icon: icon.map(links.to),
      feed: hasFeed ? links.to(PaperFeed.atomPath) : nil,
      archive: site.hasArchive ? links.to(.archive) : nil,
      search: site.hasSearch ? links.to(.search) : nil,
      searchScript: searchScript.map(links.to),
      navigation: navigation(links, section))
  }

  /// Returns the main menu: the kinds of pages that the site has, then the owner's own pages.
  func navigation(_ links: Links, _ current: Section?) -> [NavigationView] {
    let fixed: [(String, String, Section, isThere: Bool)] = [
      ("Papers", "index.html", .home, true),
      ("Search", "search.html", .search, site.hasSearch),
      ("Trending", "trending.html", .trending, site.hasTrending),
      ("Archive", "archive.html", .archive, site.hasArchive),
      ("Tags", "tags/index.html", .tags, site.hasTags),
      ("Authors", "authors/index.html", .authors, site.hasAuthors),
      ("Venues", "venues/index.html", .venues, site.hasVenues),
    ]
    return fixed.filter(\.isThere).map { name, path, section, _ in
      NavigationView(
        name: name, href: SafeURL(path: links.root + path), isCurrent: section == current)
    }
      + site.pages.enumerated().map { index, page in
        NavigationView(
          name: page.title, href: links.to(.page(index)), isCurrent: current == .page(index),
          nameHTML: page.titleFormulas?.html)
      }
  }
}
