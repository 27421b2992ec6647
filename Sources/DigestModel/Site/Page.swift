package import DigestCore

/// A page of the site: its kind, and the paper, term or period that it shows.
///
/// Numbers are positions in ``Site/papers`` and the other lists of the site.
package enum Page: Hashable, Sendable {
  case home(Pager)
  case paper(Int)
  case period(Period.Kind, Int, Pager)
  case archive
  case trending
  case terms(Taxonomy.Kind, Pager)
  case term(Taxonomy.Kind, Int, Pager)
  case page(Int)
  case search
  case saved
  case notFound
  case redirect(alias: SitePath, to: SitePath)
}

extension Site {
  /// Returns the path of a page.
  package func path(of page: Page) -> SitePath {
    switch page {
    case .home(let pager): .list(pager.number)
    case .paper(let index): .paper(papers[index].slug)
    case .period(let kind, let index, let pager):
      .period(kind, periods(kind)[index].name, page: pager.number)
    case .archive: .archive
    case .trending: .trending
    case .terms(let kind, let pager): .terms(kind, page: pager.number)
    case .term(let kind, let index, let pager):
      .term(kind, self[kind].terms[index].slug, page: pager.number)
    case .page(let index): .ownPage(pages[index].slug)
    case .search: .search
    case .saved: .saved
    case .notFound: .notFound
    case .redirect(let alias, _): alias
    }
  }

  /// Returns what sitemap, metadata, menu and publication need to know about a page.
  package func description(of page: Page) -> PageDescription {
    switch page {
    case .home(let pager):
      PageDescription(
        name: "Papers", papers: Array(pager.range), lastChange: newest,
        menuEntry: .home(Pager.first))
    case .paper(let index):
      PageDescription(lastChange: papers[index].lastChange, source: papers[index].source)
    case .period(let kind, let index, let pager):
      list(periods(kind)[index].papers, pager, parent: hasArchive ? .archive : nil)
    case .archive: PageDescription(name: "Archive", lastChange: newest, menuEntry: page)
    case .trending:
      PageDescription(
        name: "Trending", papers: trending, lastChange: newest, menuEntry: page)
    case .terms(let kind, _):
      PageDescription(name: kind.title, menuEntry: .terms(kind, Pager.first))
    case .term(let kind, let index, let pager):
      list(
        self[kind].terms[index].papers, pager, parent: .terms(kind, Pager.first),
        menuEntry: .terms(kind, Pager.first))
    case .page(let index): PageDescription(menuEntry: page, source: pages[index].source)
    case .search: PageDescription(name: "Search", isIndexed: false, menuEntry: page)
    case .saved: PageDescription(name: "Saved papers", isIndexed: false)
    case .notFound: PageDescription(name: "Page not found", isIndexed: false)
    case .redirect: PageDescription(name: "Moved", isIndexed: false)
    }
  }

  private func list(
    _ all: [Int], _ pager: Pager, parent: Page?, menuEntry: Page? = nil
  ) -> PageDescription {
    PageDescription(
      papers: Array(all[pager.range]), lastChange: all.first.map { papers[$0].date },
      parent: parent, menuEntry: menuEntry)
  }

  private var newest: Day? { papers.first?.date }
}

/// What is known about a page apart from how it looks.
package struct PageDescription: Sendable {
  /// Its heading, and its name in the menu and in breadcrumbs; empty if the content decides.
  package var name = ""
  /// The papers that it lists, as positions in ``Site/papers``.
  package var papers: [Int] = []
  package var lastChange: Day?
  /// Whether search engines should list it.
  package var isIndexed = true
  /// The index that it belongs to.
  package var parent: Page?
  /// The page whose entry in the menu is marked as current.
  package var menuEntry: Page?
  /// The content file that it shows.
  package var source: String?
}
