import DigestCore
import DigestFiles
import DigestMarkup
import DigestModel
import DigestSearch

extension SiteRenderer {
  func paperPage(_ index: Int, _ body: RenderedBody) -> PaperPageView {
    let paper = site.papers[index]
    let path = site.path(of: .paper(index))
    let links = links(from: path)
    var page = head(
      path, links, title: paper.title, description: paper.summary ?? paper.excerpt)
    page.previous = neighbour(of: index, at: index - 1, links)
    page.next = neighbour(of: index, at: index + 1, links)
    page.metadata = metadata(ofPaper: index, page, links)
    return PaperPageView(
      site: siteView, page: page,
      paper: PaperView(
        paper: paper,
        authors: paper.authors.map { author in
          AuthorView(
            author: author, href: links.author(author.name).href, orcid: site.orcid(of: author))
        },
        day: links.day(paper.date), tags: paper.tags.map(links.tag),
        links: Links.externalLinks(paper), image: image(of: paper, links), abstract: body.abstract,
        notes: body.notes, venue: paper.venue.map(links.venue),
        bibtex: String(decoding: citations.entry(index, .bibtex, of: site), as: UTF8.self),
        downloads: downloads(citationFiles(.paper(index), links)),
        similar: similar(to: index, links)))
  }

  private func similar(to index: Int, _ links: Links) -> [LinkView] {
    guard site.configuration.search.similar else { return [] }
    return similar(index).map { link(toPaper: $0, links) }
  }

  private func link(toPaper index: Int, _ links: Links) -> LinkView {
    let paper = site.papers[index]
    return LinkView(
      name: paper.title, href: links.paper(index), nameHTML: paper.titleFormulas?.html)
  }

  /// Returns a link to the previous or next paper of the same day.
  private func neighbour(of index: Int, at other: Int, _ links: Links) -> LinkView? {
    guard site.papers.indices.contains(other), site.papers[other].date == site.papers[index].date
    else { return nil }
    return link(toPaper: other, links)
  }

  private func image(of paper: Paper, _ links: Links) -> ImageView? {
    guard let image = paper.image,
      let file = RelativePath.resolve(image.path, from: paper.source)
    else { return nil }
    return ImageView(src: SafeURL(path: links.root + RelativePath.encoded(file)), alt: image.alt)
  }

  func plainPage(_ index: Int, _ body: RenderedBody) -> PlainPageView {
    let page = site.pages[index]
    let path = site.path(of: .page(index))
    let links = links(from: path)
    var head = head(
      path, links, title: page.title, description: page.description, section: .page(index))
    head.metadata = metadata(of: .page(index), title: page.title, head, links)
    return PlainPageView(
      site: siteView, page: head, heading: page.title,
      headingHTML: page.titleFormulas?.html,
      body: SafeHTML(joining: [body.abstract, body.notes]))
  }

  func searchPage() -> SearchPageView {
    let path = site.path(of: .search)
    let links = links(from: path)
    var page = head(path, links, title: "Search", section: .search)
    page.isIndexed = false
    return SearchPageView(
      site: siteView, page: page, heading: "Search", papers: site.papers.count,
      manifest: search?.files?.manifest,
      browse: page.navigation.filter { !$0.isCurrent })
  }

  /// Makes the page of saved papers, which is the same for all readers: a script fills it from the
  /// browser's storage.
  func saved() -> PlainPageView {
    let path = site.path(of: .saved)
    var page = head(path, links(from: path), title: "Saved papers")
    page.isIndexed = false
    return PlainPageView(
      site: siteView, page: page, heading: "Saved papers", body: SafeHTML.empty)
  }

  /// Makes the 404 page; hosts show it for paths at any depth, so its links start at the host's
  /// root.
  package func notFound() -> PlainPageView {
    let links = Links(site: site, root: site.configuration.baseURL?.basePath ?? "/")
    var page = head(SitePath(made: "404.html"), links, title: "Page not found")
    page.canonical = nil
    page.isIndexed = false
    return PlainPageView(
      site: siteView, page: page, heading: "Page not found", body: SafeHTML.empty)
  }

  /// Makes the page at an old path; its canonical URL is the target.
  func redirect(from alias: SitePath, to target: SitePath) -> RedirectView {
    let links = links(from: alias)
    var page = head(target, links, title: "Moved")
    page.isIndexed = false
    return RedirectView(site: siteView, page: page, target: links.to(target))
  }
}
