import DigestCore
import DigestFiles
import DigestModel
import DigestTemplate
import DigestMarkup

/// A feed whose entries are whole issues, for services that mail the entries of a feed.
///
/// Identifiers and dates depend on the issue and never on the build, so nothing is mailed twice.
struct IssueFeed: Sendable {
  /// The number of entries; services only look at the newest ones.
  static let issueLimit = 10

  let period: Period.Kind

  /// The feed's file: `issues.xml`, `issues-weekly.xml` or `issues-monthly.xml`.
  var path: SitePath { .issueFeed(period) }

  /// The link's text, such as `Atom feed of whole days`.
  var label: String { "Atom feed of whole \(period.rawValue)s" }

  /// Returns the issue feeds that the site has; none without a base URL.
  static func all(_ site: Site) -> [IssueFeed] {
    let kinds = site.configuration.feeds
    guard site.configuration.baseURL != nil else { return [] }
    return [(Period.Kind.day, kinds[.issues]), (.week, kinds[.weekly]), (.month, kinds[.monthly])]
      .filter { period, isWanted in isWanted && site.hasPages(of: period) }
      .map { IssueFeed(period: $0.0) }
  }

  /// Returns the feed's title.
  func title(_ site: Site) -> String {
    switch period {
    case .day: site.configuration.title
    case .week: "\(site.configuration.title), weekly"
    case .month: "\(site.configuration.title), monthly"
    }
  }

  /// Renders the entries of the newest issues, with the same HTML as mails.
  func render(_ site: Site, _ base: BaseURL, template: Template) -> OutputFile {
    var xml = XMLWriter()
    let issues = site.periods(period)
    let entries = issues.indices.lazy.filter { date(of: issues[$0], site) != nil }
      .prefix(IssueFeed.issueLimit)
    AtomFeed.open(
      &xml, site, base, path: path, title: title(site), page: site.path(of: .home(Pager.first)),
      updated: entries.first.flatMap { date(of: issues[$0], site) }
    ) { xml in
      for index in entries { entry(index, site, base, template, &xml) }
    }
    return OutputFile(path, phase: .feeds, bytes: xml.bytes)
  }

  /// The date of an issue's entry: the day itself, or the day after a week or month.
  ///
  /// Returns `nil` for a week or month that may still grow, because services mail an entry as soon
  /// as they see it, and only once.
  private func date(of issue: Period, _ site: Site) -> Day? {
    let day = site.papers[issue.papers[0]].date
    let end: Day? =
      switch period {
      case .day: day
      case .week: Day(ordinal: Week(day).last.ordinal + 1)
      case .month: Month(day).end
      }
    guard let end, let now = site.now else { return nil }
    return end <= now || period == .day ? end : nil
  }

  private func entry(
    _ index: Int, _ site: Site, _ base: BaseURL, _ template: Template, _ xml: inout XMLWriter
  ) {
    let issue = MailIssue(period, index, of: site)
    let permalink = base.permalink(site.path(of: issue.page))
    let moment = PaperFeed.moment(date(of: site.periods(period)[index], site))
    let maker = MailIssueMaker(site: site, base: base, issue: issue)
    xml.element("entry") { xml in
      xml.element("title", text: issue.title)
      xml.element("id", text: permalink)
      xml.element("link", ["rel": "alternate", "type": "text/html", "href": permalink])
      xml.element("published", text: moment)
      xml.element("updated", text: moment)
      xml.element(
        "content", ["type": "html", "xml:base": permalink],
        text: String(decoding: IssueHTML(maker, template: template).html.bytes, as: UTF8.self))
    }
  }
}
