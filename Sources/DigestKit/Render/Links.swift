import DigestCore
import DigestMarkup
import DigestModel

/// Links to the site's pages, relative to one page.
package struct Links {
  let site: Site
  /// The prefix of all links: empty for pages at the root, else `../` for each folder, and absolute
  /// on the 404 page.
  let root: String

  func to(_ page: Page) -> SafeURL { to(site.path(of: page)) }

  func to(_ path: SitePath) -> SafeURL {
    SafeURL(path: root + path.text)
  }

  func paper(_ index: Int) -> SafeURL { to(.paper(site.papers[index].slug)) }

  /// A term by one of its names; linked if it has a page.
  func term(_ kind: Taxonomy.Kind, _ name: String) -> LinkView {
    LinkView(name: name, href: site.has(kind) ? termPage(kind, name) : nil)
  }

  func termPage(_ kind: Taxonomy.Kind, _ name: String) -> SafeURL {
    guard let slug = site.slug(of: name, in: kind) else {
      preconditionFailure("a name without a slug in \(kind)")
    }
    return to(.term(kind, slug))
  }

  func day(_ day: Day) -> LinkView { period(.day, day.description, title: day.inWords) }

  func period(_ period: Period) -> LinkView {
    self.period(period.kind, period.name, title: period.title)
  }

  private func period(_ kind: Period.Kind, _ name: String, title: String) -> LinkView {
    LinkView(name: title, href: site.hasPages(of: kind) ? to(.period(kind, name)) : nil)
  }

  /// Returns links to a paper and its material on other sites.
  static func externalLinks(_ paper: Paper) -> [LinkView] {
    var links: [LinkView] = []
    func add(_ name: String, _ url: SafeURL?) {
      if let url { links.append(LinkView(name: name, href: url)) }
    }
    let pdf = paper.links.first { $0.kind == .pdf }?.url
    add("arXiv", paper.arxiv.map { SafeURL(path: $0.page) })
    add("PDF", pdf ?? paper.arxiv.map { SafeURL(path: $0.pdf) })
    add("DOI", paper.doi.map { SafeURL(path: $0.page) })
    add("ACL Anthology", paper.acl.map { SafeURL(path: $0.page) })
    add("OpenReview", paper.openReview.map { SafeURL(path: $0.page) })
    for kind in PaperLink.Kind.allCases where kind != .pdf {
      add(label(kind), paper.links.first { $0.kind == kind }?.url)
    }
    return links
  }

  private static func label(_ kind: PaperLink.Kind) -> String {
    switch kind {
    case .pdf: "PDF"
    case .url: "Page"
    case .code: "Code"
    case .project: "Project"
    case .data: "Data"
    case .model: "Model"
    case .video: "Video"
    case .slides: "Slides"
    }
  }
}
