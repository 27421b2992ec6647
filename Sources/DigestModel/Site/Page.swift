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
  /// The number of names per page of the authors' index.
  package static let authorsPageSize = 2000

  /// All pages, in the order in which they are rendered.
  package var allPages: [Page] {
    var pages: [Page] = papers.indices.map { .paper($0) }
    pages += homePagers.map { .home($0) }
    for kind in Period.Kind.allCases where hasPages(of: kind) {
      pages += listPages(periods(kind).map(\.papers.count)) { .period(kind, $0, $1) }
    }
    if hasArchive { pages.append(.archive) }
    if hasTrending { pages.append(.trending) }
    if hasSearch { pages.append(.search) }
    pages += [.saved, .notFound]
    for kind in Taxonomy.Kind.allCases { pages += self.pages(of: kind) }
    pages += self.pages.indices.map { .page($0) }
    return pages + redirects
  }

  /// The pages in the main menu, before those that the owner wrote.
  package var menu: [Page] {
    var menu = [Page.home(Pager.first)]
    if hasSearch { menu.append(.search) }
    if hasTrending { menu.append(.trending) }
    if hasArchive { menu.append(.archive) }
    return menu + Taxonomy.Kind.allCases.filter(has).map { .terms($0, Pager.first) }
  }

  /// Returns the periods of a kind, newest first.
  package func periods(_ kind: Period.Kind) -> [Period] {
    switch kind {
    case .day: days
    case .week: weeks
    case .month: months
    }
  }

  /// The index of a taxonomy, and the pages of its terms.
  package func pages(of kind: Taxonomy.Kind) -> [Page] {
    has(kind) ? indexPagers(kind).map { .terms(kind, $0) } + termPages(kind) : []
  }

  /// The pages of all terms of a taxonomy.
  package func termPages(_ kind: Taxonomy.Kind) -> [Page] {
    has(kind) ? listPages(self[kind].terms.map(\.papers.count)) { .term(kind, $0, $1) } : []
  }

  /// The pages of several lists, each with its number of papers.
  private func listPages(_ counts: [Int], _ make: (Int, Pager) -> Page) -> [Page] {
    counts.enumerated().flatMap { index, count in
      Pager.all(total: count, pageSize: configuration.pageSize).map { make(index, $0) }
    }
  }

  /// The pages of the home list; without the kind `lists`, only the first one is built.
  private var homePagers: [Pager] {
    let pagers = Pager.all(total: papers.count, pageSize: configuration.pageSize)
    guard !configuration.pages[.lists] else { return pagers }
    return [Pager(number: 1, count: 1, range: pagers[0].range)]
  }

  private func indexPagers(_ kind: Taxonomy.Kind) -> [Pager] {
    let total = self[kind].terms.count
    return kind == .authors
      ? Pager.all(total: total, pageSize: Site.authorsPageSize) : [Pager.whole(total)]
  }

  private var redirects: [Page] {
    let ofPapers = papers.indices.flatMap { redirects(papers[$0].aliases, to: .paper($0)) }
    return ofPapers + pages.indices.flatMap { redirects(pages[$0].aliases, to: .page($0)) }
  }

  private func redirects(_ aliases: [SitePath], to page: Page) -> [Page] {
    aliases.map { .redirect(alias: $0, to: path(of: page)) }
  }
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

/// The kinds of pages to build, from `pages:` in `site.yml`.
///
/// Free hosts may allow only 20,000 files, so a site can consist of paper pages and nothing else.
public enum PageKind: String, SwitchName {
  /// The pages of the newest papers after the first one: `pages/2.html` and so on.
  case lists
  case days
  case weeks
  case months
  case archive
  case tags
  case authors
  case venues
  case trending

  public static var hint: String { "the kinds are \(list)" }
}
