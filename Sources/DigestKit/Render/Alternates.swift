import DigestMarkup
import DigestModel
import DigestCore

/// Alternate formats of a page: feeds and citation files.
extension SiteRenderer {
  /// Returns the feeds of the whole site, with the feed of all papers first.
  func siteFeeds(_ links: Links) -> [AlternateView] {
    guard site.configuration.baseURL != nil else { return [] }
    let title = site.configuration.title
    let kinds = site.configuration.feeds
    var feeds: [AlternateView] = []
    if kinds[.atom] { feeds.append(atom(title, links.to(.atomFeed))) }
    if kinds[.json] {
      feeds.append(
        AlternateView(
          type: "application/feed+json", title: title, label: "JSON Feed", href: links.to(.jsonFeed)
        ))
    }
    return feeds + issueFeeds(links)
  }

  private func issueFeeds(_ links: Links) -> [AlternateView] {
    IssueFeed.all(site).map { feed in
      atom("\(site.configuration.title): whole \(feed.period.rawValue)s", links.to(feed.path))
    }
  }

  /// Returns the alternate formats for the head of a list page.
  func alternates(of page: Page, _ links: Links) -> [AlternateView] {
    switch page {
    case .home: siteFeeds(links) + wholeCitationFiles(links)
    case .period, .trending: siteFeeds(links) + citationFiles(page, links)
    default: siteFeeds(links).prefix(1) + ownFeed(of: page, links) + citationFiles(page, links)
    }
  }

  /// Returns the feed of a tag or an author; other pages have none.
  func ownFeed(of page: Page, _ links: Links) -> [AlternateView] {
    guard case .term(let kind, let index, _) = page, site.hasFeeds(of: kind) else { return [] }
    let term = site[kind].terms[index]
    return [atom(term.name, links.to(SitePath.term(kind, term.slug).beside(".xml")))]
  }

  /// Returns the citation files of a paper, day or tag; other pages have none.
  func citationFiles(_ page: Page, _ links: Links) -> [AlternateView] {
    let kinds = site.configuration.exports
    let first: Page? =
      switch page {
      case .paper where kinds[.papers]: page
      case .period(.day, let index, _) where site.exportsDays: .period(.day, index, Pager.first)
      case .term(.tags, let index, _) where site.exportsTags:
        .term(.tags, index, Pager.first)
      default: nil
      }
    guard let first else { return [] }
    return citations.formats.map { format in
      AlternateView(
        type: format.mediaType, title: format.label, label: format.label,
        href: links.to(site.path(of: first).beside(format.ending)))
    }
  }

  /// Returns the first part of the citations of all papers, in each format.
  func wholeCitationFiles(_ links: Links) -> [AlternateView] {
    guard site.configuration.exports[.all], !site.papers.isEmpty else { return [] }
    return citations.formats.map { format in
      AlternateView(
        type: format.mediaType, title: format.label, label: format.label,
        href: links.to(.citations(part: 1, format)))
    }
  }

  private func atom(_ title: String, _ href: SafeURL) -> AlternateView {
    AlternateView(
      type: "application/atom+xml", title: title, label: "Atom feed", href: href)
  }

  /// Returns the alternate formats as visible links; feeds are named by their format.
  func downloads(_ alternates: [AlternateView]) -> [LinkView] {
    alternates.map { LinkView(name: $0.label, href: $0.href) }
  }

  /// Returns the subscription box of the first page: a form, if configured, and the feeds.
  ///
  /// Returns `nil` if there are neither.
  package func subscribe(_ links: Links) -> SubscribeView? {
    let form = site.configuration.subscribe.map { SubscribeFormView(form: $0) }
    let papers = siteFeeds(links).dropLast(IssueFeed.all(site).count)
    let issues = IssueFeed.all(site).map { LinkView(name: $0.label, href: links.to($0.path)) }
    let feeds = downloads(Array(papers)) + issues
    return form == nil && feeds.isEmpty ? nil : SubscribeView(form: form, feeds: feeds)
  }
}
