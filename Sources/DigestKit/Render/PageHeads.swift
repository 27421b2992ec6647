extension SiteRenderer {
  /// The parts of the main menu.
  enum Section: Equatable {
    case home
    case archive
    case tags
    case authors
    case page(Int)
  }

  func links(from path: SitePath) -> Links {
    Links(site: site, root: String(repeating: "../", count: path.depth))
  }

  /// What a page's head needs; `section` is its entry of the menu.
  func head(
    _ path: SitePath, _ links: Links, title: String?, description: String? = nil,
    section: Section? = nil
  ) -> PageView {
    let base = site.configuration.baseURL
    let name = site.configuration.title
    return PageView(
      title: title.map { "\($0) · \(name)" } ?? name,
      description: description ?? site.configuration.description,
      root: SafeURL(path: links.root), home: SafeURL(path: links.root + "index.html"),
      canonical: base.map { SafeURL(path: $0.permalink(path)) },
      stylesheet: stylesheet.map(links.to), script: script.map(links.to),
      schemeScript: schemeScript.map(links.to),
      feed: base.map { _ in SafeURL(path: links.root + "feed.xml") },
      navigation: navigation(links, section))
  }

  func navigation(_ links: Links, _ current: Section?) -> [NavigationView] {
    let fixed: [(String, String, Section)] = [
      ("Papers", "index.html", .home), ("Archive", "archive.html", .archive),
      ("Tags", "tags/index.html", .tags), ("Authors", "authors/index.html", .authors),
    ]
    let shown = fixed.filter { $0.2 != .authors || !site.authors.terms.isEmpty }
    return shown.map { name, path, section in
      NavigationView(
        name: name, href: SafeURL(path: links.root + path), isCurrent: section == current)
    }
      + site.pages.enumerated().map { index, page in
        NavigationView(
          name: page.title, href: links.to(.page(index)), isCurrent: current == .page(index))
      }
  }
}
