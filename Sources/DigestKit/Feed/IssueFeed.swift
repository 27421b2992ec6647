import DigestCore
import DigestModel
import DigestMarkup

/// `issues.xml`: an Atom feed whose entries are whole days, for services that mail what a feed has.
///
/// Identifiers and dates are those of the issue and never of the build, so nothing is sent twice.
struct IssueFeed {
  static let path = SitePath(made: "issues.xml")

  /// Services look at the newest entries only.
  static let issueLimit = 10

  let site: Site
  let base: BaseURL

  static func isWanted(_ site: Site) -> Bool {
    site.configuration.feeds.issues && site.configuration.baseURL != nil
      && site.hasPages(of: .day)
  }

  func render() -> [UInt8] {
    var xml = XMLWriter()
    let configuration = site.configuration
    AtomFeed.open(
      &xml, site, base, path: IssueFeed.path, title: configuration.title,
      page: site.path(of: .home(Pager.first)), updated: site.papers.first?.date
    ) { xml in
      for index in site.days.indices.prefix(IssueFeed.issueLimit) { entry(index, &xml) }
    }
    return xml.bytes
  }

  private func entry(_ index: Int, _ xml: inout XMLWriter) {
    let issue = site.days[index]
    let permalink = base.permalink(site.path(of: .issue(.day, index, Pager.first)))
    let moment = PaperFeed.moment(site.papers[issue.papers[0]].date)
    xml.element("entry") { xml in
      xml.element("title", text: issue.title)
      xml.element("id", text: permalink)
      xml.element("link", ["rel": "alternate", "type": "text/html", "href": permalink])
      xml.element("published", text: moment)
      xml.element("updated", text: moment)
      let html = IssueHTML(site: site, base: base).render(issue.papers, permalink: permalink)
      xml.element(
        "content", ["type": "html", "xml:base": permalink],
        text: String(decoding: html.bytes, as: UTF8.self))
    }
  }
}
