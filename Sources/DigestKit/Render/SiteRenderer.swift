package import DigestCore
package import DigestMarkup
package import DigestModel
package import DigestSearch
import DigestTemplate

/// Renders the pages of a site to bytes, without access to file system, clock or network.
package struct SiteRenderer: Sendable {
  package let site: Site
  package let theme: Theme
  package let citations: Citations
  let siteView: SiteView
  let stylesheet: SitePath?
  let script: SitePath?
  let searchScript: SitePath?
  /// The search index and similar papers; `nil` if both are switched off.
  package let search: SearchData?
  /// Returns the positions in ``Site/papers`` of the papers similar to one.
  package let similar: @Sendable (Int) -> [Int]
  let icon: SitePath?
  /// The cards of all papers for pages one folder deep, rendered once for about seven lists.
  ///
  /// Empty if only a few pages are rendered, each with its own cards.
  package let cards: [SafeHTML]

  /// Creates a renderer for a build, which renders all cards in advance.
  package init(
    site: Site, theme: Theme, citations: Citations, search: SearchData?, parallel: Parallel
  ) {
    self.init(
      site: site, theme: theme, citations: citations, search: search,
      cards: parallel.map(site.papers.count) { index in
        SiteRenderer.card(index, site, theme, root: "../")
      })
  }

  /// Creates a renderer for single pages; `similar` provides similar papers while there is no
  /// index.
  package init(
    site: Site, theme: Theme, citations: Citations, search: SearchData?, cards: [SafeHTML] = [],
    similar: (@Sendable (Int) -> [Int])? = nil
  ) {
    self.search = search
    self.similar = similar ?? { search?.similar(to: $0) ?? [] }
    self.site = site
    self.theme = theme
    self.citations = citations
    let configuration = site.configuration
    siteView = SiteView(
      title: configuration.title, description: configuration.description,
      language: configuration.language, formOrigin: configuration.subscribe?.origin)
    stylesheet = theme.assets.first { $0.name == "style.css" }?.path
    script = theme.assets.first { $0.name == "script.js" }?.path
    searchScript = theme.assets.first { $0.name == "search.js" }?.path
    icon = theme.assets.first { $0.name == "icon.svg" }?.path
    self.cards = cards
  }

  /// Renders a page; `body` returns the body of its content file.
  package func render(_ page: Page, body: () throws -> RenderedBody) rethrows -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(8 << 10)
    let (template, view) = try drawing(of: page, body: body)
    theme[template].render(view, into: &output)
    return output
  }

  private static func card(_ index: Int, _ site: Site, _ theme: Theme, root: String) -> SafeHTML {
    let paper = site.papers[index]
    let links = Links(site: site, root: root)
    let limit = site.configuration.authorLimit
    let rest = paper.authors.count - limit
    return theme[.card].render(
      CardView(
        title: paper.title, titleHTML: paper.titleHTML, href: links.paper(index),
        authors: paper.authors.prefix(limit).map { links.term(.authors, $0.name) },
        moreAuthors: rest > 0 ? rest : nil,
        hasMoreAuthors: rest <= 0 && paper.hasMoreAuthors, date: paper.date,
        tags: paper.tags.map { links.term(.tags, $0) },
        excerpt: paper.summary ?? paper.excerpt,
        excerptHTML: paper.summaryHTML ?? SafeHTML(escaping: paper.excerpt),
        links: Links.externalLinks(paper),
        upvotes: paper.upvotes, award: paper.award, retracted: paper.retracted,
        withdrawn: paper.withdrawn, isPinned: paper.isPinned,
        isNew: site.marksNew && paper.date == site.papers[0].date))
  }

  /// Returns a paper's card for a page whose links begin with `root`.
  func card(_ index: Int, root: String) -> SafeHTML {
    root == "../" && !cards.isEmpty
      ? cards[index] : SiteRenderer.card(index, site, theme, root: root)
  }
}
