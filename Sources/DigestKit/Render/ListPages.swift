extension SiteRenderer {
  func home(_ pager: Pager) -> ListPageView {
    let path = site.path(of: .home(pager))
    let links = links(from: path)
    let title = pager.number == 1 ? nil : "Page \(pager.number)"
    return ListPageView(
      site: siteView, page: head(path, links, title: title, section: .home),
      heading: site.configuration.title, count: site.papers.count,
      groups: groupsByDay(Array(pager.range), links),
      pager: pagerView(pager, links) { .home($0) },
      periods: periods(of: pager.range.first, current: nil, links),
      tags: frequentTags(Array(pager.range), links),
      recentDays: site.days.prefix(SiteRenderer.recentDayLimit).map { term($0, links) })
  }

  func issue(_ period: Issue.Period, _ index: Int, _ pager: Pager) -> ListPageView {
    let issues = site.issues(period)
    let issue = issues[index]
    let path = site.path(of: .issue(period, index, pager))
    let links = links(from: path)
    var page = head(path, links, title: issue.title, section: nil)
    page.previous = index > 0 ? link(to: issues[index - 1], links) : nil
    page.next = index + 1 < issues.count ? link(to: issues[index + 1], links) : nil
    let papers = Array(issue.papers[pager.range])
    let groups =
      period == .day
      ? [group(papers, day: nil, date: site.papers[issue.papers[0]].date, links)]
      : groupsByDay(papers, links)
    return ListPageView(
      site: siteView, page: page, heading: issue.title, count: issue.papers.count, groups: groups,
      pager: pagerView(pager, links) { .issue(period, index, $0) },
      up: LinkView(name: "Archive", href: links.to(.archive)),
      periods: periods(of: papers.first, current: period, links),
      tags: frequentTags(papers, links))
  }

  func tag(_ index: Int, _ pager: Pager) -> ListPageView {
    termPage(
      site.tags.terms[index], path: site.path(of: .tag(index, pager)), pager: pager, up: .tags,
      upName: "All tags", section: .tags
    ) { .tag(index, $0) }
  }

  func author(_ index: Int, _ pager: Pager) -> ListPageView {
    let first = Pager.all(total: site.authors.terms.count, pageSize: Site.authorsPageSize)[0]
    return termPage(
      site.authors.terms[index], path: site.path(of: .author(index, pager)), pager: pager,
      up: .authors(first), upName: "All authors", section: .authors
    ) { .author(index, $0) }
  }

  private func termPage(
    _ term: Taxonomy.Term, path: SitePath, pager: Pager, up: Page, upName: String,
    section: Section, page: (Pager) -> Page
  ) -> ListPageView {
    let links = links(from: path)
    let papers = Array(term.papers[pager.range])
    return ListPageView(
      site: siteView, page: head(path, links, title: term.name, section: section),
      heading: term.name, count: term.papers.count, groups: [group(papers, day: nil, links)],
      pager: pagerView(pager, links, page), up: LinkView(name: upName, href: links.to(up)),
      tags: section == .tags ? frequentTags(papers, but: term.name, links) : [])
  }

  private func link(to issue: Issue, _ links: Links) -> LinkView {
    LinkView(name: issue.title, href: SafeURL(path: "\(links.root)\(issue.slug).html"))
  }

  /// Consecutive papers of one day, each day under its heading.
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
