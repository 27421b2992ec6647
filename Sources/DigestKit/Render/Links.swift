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

  func paper(_ index: Int) -> SafeURL {
    SafeURL(path: "\(root)papers/\(site.papers[index].slug).html")
  }

  func tag(_ name: String) -> LinkView {
    LinkView(name: name, href: site.hasTags ? tagPage(name) : nil)
  }

  func author(_ name: String) -> LinkView {
    LinkView(name: name, href: site.hasAuthors ? authorPage(name) : nil)
  }

  func venue(_ name: String) -> LinkView {
    LinkView(name: name, href: site.hasVenues ? venuePage(name) : nil)
  }

  /// The page of a tag, an author or a venue; the name must be that of a paper of the site.
  func tagPage(_ name: String) -> SafeURL { term("tags", site.tagSlugs[name]) }

  func authorPage(_ name: String) -> SafeURL { term("authors", site.authorSlugs[name]) }

  func venuePage(_ name: String) -> SafeURL { term("venues", site.venueSlugs[name]) }

  func day(_ day: Day) -> LinkView {
    let hasPage = site.hasPages(of: .day)
    return LinkView(
      name: day.inWords, href: hasPage ? SafeURL(path: "\(root)days/\(day).html") : nil)
  }

  func period(_ period: Period) -> LinkView {
    let href = SafeURL(path: "\(root)\(period.slug).html")
    return LinkView(name: period.title, href: site.hasPages(of: period.kind) ? href : nil)
  }

  private func term(_ taxonomy: String, _ slug: String?) -> SafeURL {
    guard let slug else { preconditionFailure("a name without a slug in \(taxonomy)") }
    return SafeURL(path: "\(root)\(taxonomy)/\(slug).html")
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
