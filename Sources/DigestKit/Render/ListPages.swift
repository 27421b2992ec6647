import DigestMarkup
package import DigestModel

extension SiteRenderer {
  func home(_ pager: Pager) -> ListPageView {
    let page = Page.home(pager)
    let links = links(from: site.path(of: page))
    let title = pager.number == 1 ? nil : "Page \(pager.number)"
    var view = ListPageView(
      site: siteView, page: head(of: page, links, title: title),
      heading: site.configuration.title, count: site.papers.count,
      groups: groupsByDay(Array(pager.range), links),
      pager: pagerView(pager, links) { .home($0) },
      periods: periods(of: pager.range.first, current: nil, links),
      tags: frequentTags(Array(pager.range), links), recentDays: recentDays(links))
    if pager.number == 1 { view.subscribe = subscribe(links) }
    view.page.metadata = metadata(ofList: page, view, links)
    return view
  }

  package func period(_ kind: Period.Kind, _ index: Int, _ pager: Pager) -> ListPageView {
    let siblings = site.periods(kind)
    let period = siblings[index]
    let page = Page.period(kind, index, pager)
    let links = links(from: site.path(of: page))
    var head = head(of: page, links, title: period.title)
    head.previous = index > 0 ? links.period(siblings[index - 1]) : nil
    head.next = index + 1 < siblings.count ? links.period(siblings[index + 1]) : nil
    let papers = Array(period.papers[pager.range])
    var view = ListPageView(
      site: siteView, page: head, heading: period.title, count: period.papers.count,
      groups: kind == .day
        ? [group(papers, day: nil, date: site.papers[period.papers[0]].date, links)]
        : groupsByDay(papers, links),
      pager: pagerView(pager, links) { .period(kind, index, $0) },
      up: site.hasArchive ? LinkView(name: "Archive", href: links.to(Page.archive)) : nil,
      periods: periods(of: papers.first, current: kind, links),
      tags: frequentTags(papers, links))
    view.downloads = downloads(citationFiles(page, links))
    view.page.metadata = metadata(ofList: page, view, links)
    return view
  }

  /// Makes a page of the papers of a tag, an author or a venue.
  package func term(_ kind: Taxonomy.Kind, _ index: Int, _ pager: Pager) -> ListPageView {
    let term = site[kind].terms[index]
    let page = Page.term(kind, index, pager)
    let links = links(from: site.path(of: page))
    let papers = Array(term.papers[pager.range])
    var view = ListPageView(
      site: siteView, page: head(of: page, links, title: term.name),
      heading: term.name, count: term.papers.count, groups: [group(papers, day: nil, links)],
      pager: pagerView(pager, links) { .term(kind, index, $0) },
      up: LinkView(
        name: "All \(kind.rawValue)", href: links.to(Page.terms(kind, Pager.first))),
      tags: kind == .tags ? frequentTags(papers, but: term.name, links) : [])
    view.person = kind == .authors ? person(of: term) : nil
    view.downloads = downloads(ownFeed(of: page, links) + citationFiles(page, links))
    view.page.metadata = metadata(ofList: page, view, links)
    return view
  }

  /// What `authors.yml` says about an author.
  private func person(of term: Taxonomy.Term) -> PersonView? {
    site.people.person(withSlug: term.slug).map { person in
      PersonView(
        orcid: person.orcid.map { SafeURL(path: $0.page) },
        aliases: person.aliases.filter { site.authorSlugs[$0] != nil })
    }
  }

  /// Makes the page of trending papers, which are sorted by score and so not grouped by day.
  package func trending() -> ListPageView {
    let links = links(from: .trending)
    let name = site.description(of: .trending).name
    var view = ListPageView(
      site: siteView,
      page: head(of: .trending, links, title: name),
      heading: name, count: site.trending.count,
      groups: [group(site.trending, day: nil, links)], pager: nil)
    view.page.metadata = metadata(ofList: .trending, view, links)
    return view
  }

  /// Groups papers by day, each day with a heading.
  private func groupsByDay(_ papers: [Int], _ links: Links) -> [GroupView] {
    papers.chunked { site.papers[$0].date == site.papers[$1].date }.map { chunk in
      let date = site.papers[chunk[0]].date
      return group(chunk, day: links.day(date), date: date, links)
    }
  }

  private func group(
    _ papers: [Int], day: LinkView?, date: Day? = nil, _ links: Links
  ) -> GroupView {
    GroupView(
      day: day, date: date, count: papers.count, cards: papers.map { card($0, root: links.root) })
  }

  /// Returns the pagination of a list, or `nil` if there is only one page.
  func pagerView(
    _ pager: Pager, _ links: Links, _ page: (Pager) -> Page
  ) -> PagerView? {
    guard pager.count > 1 else { return nil }
    func href(_ number: Int) -> SafeURL? {
      guard (1...pager.count).contains(number) else { return nil }
      return links.to(page(Pager(number: number, count: pager.count, range: 0..<0)))
    }
    return PagerView(
      number: pager.number, count: pager.count, previous: href(pager.number - 1),
      next: href(pager.number + 1))
  }
}
