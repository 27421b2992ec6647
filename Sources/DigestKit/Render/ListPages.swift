import DigestMarkup
package import DigestModel

extension SiteRenderer {
  func home(_ pager: Pager) -> ListPageView {
    let page = Page.home(pager)
    let links = links(from: site.path(of: page))
    let title = pager.number == 1 ? nil : "Page \(pager.number)"
    var view = ListPageView(
      site: siteView, page: head(site.path(of: page), links, title: title, section: .home),
      heading: site.configuration.title, count: site.papers.count,
      groups: groupsByDay(Array(pager.range), links),
      pager: pagerView(pager, links) { .home($0) },
      periods: periods(of: pager.range.first, current: nil, links),
      tags: frequentTags(Array(pager.range), links), recentDays: recentDays(links))
    if pager.number == 1 { view.subscribe = subscribe(links) }
    view.page.metadata = metadata(ofList: page, view, links, up: nil)
    return view
  }

  package func period(_ kind: Period.Kind, _ index: Int, _ pager: Pager) -> ListPageView {
    let siblings = site.periods(kind)
    let period = siblings[index]
    let page = Page.period(kind, index, pager)
    let links = links(from: site.path(of: page))
    var head = head(site.path(of: page), links, title: period.title, section: nil)
    head.previous = index > 0 ? links.period(siblings[index - 1]) : nil
    head.next = index + 1 < siblings.count ? links.period(siblings[index + 1]) : nil
    let papers = Array(period.papers[pager.range])
    var view = ListPageView(
      site: siteView, page: head, heading: period.title, count: period.papers.count,
      groups: kind == .day
        ? [group(papers, day: nil, date: site.papers[period.papers[0]].date, links)]
        : groupsByDay(papers, links),
      pager: pagerView(pager, links) { .period(kind, index, $0) },
      up: site.hasArchive ? LinkView(name: "Archive", href: links.to(.archive)) : nil,
      periods: periods(of: papers.first, current: kind, links),
      tags: frequentTags(papers, links))
    view.downloads = downloads(citationFiles(page, links))
    view.page.metadata = metadata(
      ofList: page, view, links, up: site.hasArchive ? .archive : nil)
    return view
  }

  func tag(_ index: Int, _ pager: Pager) -> ListPageView {
    termPage(
      site.tags.terms[index], pager: pager, up: (.tags, "All tags"), section: .tags
    ) { .tag(index, $0) }
  }

  func author(_ index: Int, _ pager: Pager) -> ListPageView {
    let term = site.authors.terms[index]
    var view = termPage(
      term, pager: pager, up: (.authors(Pager.first), "All authors"), section: .authors
    ) { .author(index, $0) }
    view.person = site.people.person(withSlug: term.slug).map { person in
      PersonView(
        orcid: person.orcid.map { SafeURL(path: $0.page) },
        aliases: person.aliases.filter { site.authorSlugs[$0] != nil })
    }
    return view
  }

  package func venue(_ index: Int, _ pager: Pager) -> ListPageView {
    termPage(
      site.venues.terms[index], pager: pager, up: (.venues, "All venues"), section: .venues
    ) { .venue(index, $0) }
  }

  /// Makes the page of trending papers, which are sorted by score and so not grouped by day.
  package func trending() -> ListPageView {
    let links = links(from: site.path(of: .trending))
    var view = ListPageView(
      site: siteView,
      page: head(site.path(of: .trending), links, title: "Trending", section: .trending),
      heading: "Trending", count: site.trending.count,
      groups: [group(site.trending, day: nil, links)], pager: nil)
    view.page.metadata = metadata(ofList: .trending, view, links, up: nil)
    return view
  }

  private func termPage(
    _ term: Taxonomy.Term, pager: Pager, up: (page: Page, name: String), section: Section,
    _ make: (Pager) -> Page
  ) -> ListPageView {
    let page = make(pager)
    let links = links(from: site.path(of: page))
    let papers = Array(term.papers[pager.range])
    var view = ListPageView(
      site: siteView,
      page: head(site.path(of: page), links, title: term.name, section: section),
      heading: term.name, count: term.papers.count, groups: [group(papers, day: nil, links)],
      pager: pagerView(pager, links, make),
      up: LinkView(name: up.name, href: links.to(up.page)),
      tags: section == .tags ? frequentTags(papers, but: term.name, links) : [])
    view.downloads = downloads(ownFeed(of: page, links) + citationFiles(page, links))
    view.page.metadata = metadata(ofList: page, view, links, up: up.page)
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
