import DigestMarkup
import DigestModel

/// An issue as HTML that mail programs show: headings, paragraphs and absolute links, no style.
struct IssueHTML {
  /// Gmail cuts a message near 102 kB; this leaves room for what the sender puts around it.
  static let sizeLimit = 80_000

  let site: Site
  let base: BaseURL

  /// Excerpts are left out of an issue that would be too long, and then its last papers.
  func render(_ papers: [Int], permalink: String) -> SafeHTML {
    let whole = papers.map { entry($0, hasExcerpt: true) }
    if IssueHTML.size(of: whole) <= IssueHTML.sizeLimit { return SafeHTML(joining: whole) }
    let short = papers.map { entry($0, hasExcerpt: false) }
    let kept = IssueHTML.prefix(of: short)
    if kept == short.count { return SafeHTML(joining: short) }
    return SafeHTML(joining: short.prefix(kept) + [rest(short.count - kept, permalink)])
  }

  private static func size(of entries: [SafeHTML]) -> Int {
    entries.reduce(0) { $0 + $1.bytes.count }
  }

  private static func prefix(of entries: [SafeHTML]) -> Int {
    var size = 0
    return entries.prefix { entry in
      size += entry.bytes.count
      return size <= sizeLimit
    }.count
  }

  private func entry(_ index: Int, hasExcerpt: Bool) -> SafeHTML {
    let paper = site.papers[index]
    let permalink = SafeURL(path: base.permalink(site.path(of: .paper(index))))
    var html = MailHTML()
    html.element("h2") { $0.link(paper.titleFeedHTML, permalink) }
    let authors = authors(of: paper)
    if !authors.isEmpty { html.element("p") { $0.text(authors) } }
    let excerpt = paper.summaryFeedHTML ?? SafeHTML(escaping: paper.excerpt)
    if hasExcerpt, !excerpt.isEmpty { html.element("p") { $0.html(excerpt) } }
    let links = Links.elsewhere(paper)
    guard !links.isEmpty else { return html.finished }
    html.element("p") { html in
      for (position, link) in links.enumerated() {
        if position > 0 { html.text(" · ") }
        if let href = link.href { html.link(link.name, href) }
      }
    }
    return html.finished
  }

  private func authors(of paper: Paper) -> String {
    let limit = site.configuration.authorLimit
    let named = paper.authors.prefix(limit).map(\.name).joined(separator: ", ")
    let rest = paper.authors.count - limit
    return rest > 0 ? "\(named) and \(rest) more" : named
  }

  private func rest(_ count: Int, _ permalink: String) -> SafeHTML {
    var html = MailHTML()
    html.element("p") { html in
      let papers = count == 1 ? "1 more paper" : "\(count) more papers"
      html.link(papers, SafeURL(path: permalink))
    }
    return html.finished
  }
}
