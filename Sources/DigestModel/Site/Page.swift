package import DigestCore

/// A page of the site: its kind, and the paper, term or period that it shows.
///
/// Numbers are positions in ``Site/papers`` and the other lists of the site.
package enum Page: Hashable, Sendable {
  case home(Pager)
  case paper(Int)
  case period(Period.Kind, Int, Pager)
  case archive
  case tags
  case tag(Int, Pager)
  case authors(Pager)
  case author(Int, Pager)
  case venues
  case venue(Int, Pager)
  case trending
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
    let size = configuration.pageSize
    var plan: [Page] = papers.indices.map { .paper($0) }
    plan += homePagers.map { .home($0) }
    for (kind, periods) in allPeriods where hasPages(of: kind) {
      for (index, period) in periods.enumerated() {
        plan += Pager.all(total: period.papers.count, pageSize: size)
          .map { .period(kind, index, $0) }
      }
    }
    if hasArchive { plan.append(.archive) }
    if hasTrending { plan.append(.trending) }
    plan += hasSearch ? [.search, .saved, .notFound] : [.saved, .notFound]
    if hasTags { plan += [.tags] + tagPages }
    if hasAuthors {
      plan += Pager.all(total: authors.terms.count, pageSize: Site.authorsPageSize)
        .map { .authors($0) }
      plan += termPages(authors, size) { .author($0, $1) }
    }
    if hasVenues { plan += [.venues] + termPages(venues, size) { .venue($0, $1) } }
    plan += pages.indices.map { .page($0) }
    return plan + redirects.map { .redirect(alias: $0.alias, to: $0.target) }
  }

  package var tagPages: [Page] {
    hasTags ? termPages(tags, configuration.pageSize) { .tag($0, $1) } : []
  }

  /// The pages of the home list; without the kind `lists`, only the first one is built.
  var homePagers: [Pager] {
    let pagers = Pager.all(total: papers.count, pageSize: configuration.pageSize)
    guard !configuration.pages.lists else { return pagers }
    return [Pager(number: 1, count: 1, range: pagers[0].range)]
  }

  /// All kinds of periods, with their periods.
  var allPeriods: [(Period.Kind, [Period])] { [(.day, days), (.week, weeks), (.month, months)] }

  /// Returns the periods of a kind, newest first.
  package func periods(_ kind: Period.Kind) -> [Period] {
    switch kind {
    case .day: days
    case .week: weeks
    case .month: months
    }
  }

  private func termPages(
    _ taxonomy: Taxonomy, _ size: Int, _ make: (Int, Pager) -> Page
  ) -> [Page] {
    taxonomy.terms.enumerated().flatMap { index, term in
      Pager.all(total: term.papers.count, pageSize: size).map { make(index, $0) }
    }
  }

  private var redirects: [(alias: SitePath, target: SitePath)] {
    let ofPapers = papers.indices.flatMap { index in
      papers[index].aliases.map { ($0, path(of: .paper(index))) }
    }
    let ofPages = pages.indices.flatMap { index in
      pages[index].aliases.map { ($0, path(of: .page(index))) }
    }
    return ofPapers + ofPages
  }

  /// Returns the path of a page.
  package func path(of page: Page) -> SitePath {
    switch page {
    case .home(let pager):
      SitePath(made: pager.number == 1 ? "index.html" : "pages/\(pager.number).html")
    case .paper(let index): SitePath(made: "papers/\(papers[index].slug).html")
    case .period(let kind, let index, let pager):
      SitePath(made: periods(kind)[index].slug + Site.suffix(pager))
    case .archive: SitePath(made: "archive.html")
    case .tags: SitePath(made: "tags/index.html")
    case .tag(let index, let pager):
      SitePath(made: "tags/\(tags.terms[index].slug)" + Site.suffix(pager))
    case .authors(let pager): SitePath(made: "authors/index" + Site.suffix(pager))
    case .author(let index, let pager):
      SitePath(made: "authors/\(authors.terms[index].slug)" + Site.suffix(pager))
    case .venues: SitePath(made: "venues/index.html")
    case .venue(let index, let pager):
      SitePath(made: "venues/\(venues.terms[index].slug)" + Site.suffix(pager))
    case .trending: SitePath(made: "trending.html")
    case .page(let index): SitePath(made: "\(pages[index].slug).html")
    case .search: SitePath(made: "search.html")
    case .saved: SitePath(made: "saved.html")
    case .notFound: SitePath(made: "404.html")
    case .redirect(let alias, _): alias
    }
  }

  /// Returns the end of a paginated page's path.
  ///
  /// Slugs of terms contain no underscore, so page 2 of `gpt` can't collide with the tag `gpt-2`.
  private static func suffix(_ pager: Pager) -> String {
    pager.number == 1 ? ".html" : "_\(pager.number).html"
  }
}
