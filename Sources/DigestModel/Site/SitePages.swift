import DigestCore

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
    for kind in Taxonomy.Kind.allCases where has(kind) {
      pages += indexPagers(kind).map { .terms(kind, $0) } + termPages(kind)
    }
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
