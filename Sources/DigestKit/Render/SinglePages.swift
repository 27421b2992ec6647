import DigestCore
import DigestFiles
import DigestMarkup
import DigestModel
import DigestSearch

extension SiteRenderer {
  func paperPage(_ index: Int, _ body: RenderedBody) -> PaperPageView {
    let paper = site.papers[index]
    let links = links(from: site.path(of: .paper(index)))
    var page = head(
      of: .paper(index), links, title: paper.title, description: paper.summary ?? paper.excerpt)
    page.previous = neighbour(of: index, at: index - 1, links)
    page.next = neighbour(of: index, at: index + 1, links)
    page.metadata = metadata(ofPaper: index, page, links)
    return PaperPageView(
      site: siteView, page: page,
      paper: PaperView(
        paper: paper,
        authors: paper.authors.map { author in
          AuthorView(
            author: author, href: links.term(.authors, author.name).href,
            orcid: site.orcid(of: author))
        },
        day: links.day(paper.date), tags: paper.tags.map { links.term(.tags, $0) },
        links: Links.externalLinks(paper), image: image(of: paper, links), abstract: body.abstract,
        notes: body.notes, venue: paper.venue.map { links.term(.venues, $0) },
        bibtex: String(decoding: citations.entry(index, .bibtex, of: site), as: UTF8.self),
        downloads: downloads(citationFiles(.paper(index), links)),
        similar: similar(to: index, links)))
  }

  private func similar(to index: Int, _ links: Links) -> [LinkView] {
    guard site.configuration.search[.similar] else { return [] }
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
    let links = links(from: site.path(of: .page(index)))
    var head = head(of: .page(index), links, title: page.title, description: page.description)
    head.metadata = metadata(of: .page(index), title: page.title, head, links)
    return PlainPageView(
      site: siteView, page: head, heading: page.title,
      headingHTML: page.titleFormulas?.html,
      body: SafeHTML(joining: [body.abstract, body.notes]))
  }

  func searchPage() -> SearchPageView {
    let name = site.description(of: .search).name
    let page = head(of: .search, links(from: .search), title: name)
    return SearchPageView(
      site: siteView, page: page, heading: name, papers: site.papers.count,
      manifest: search?.files?.manifest,
      browse: page.navigation.filter { !$0.isCurrent })
  }

  /// Makes the page of saved papers, which is the same for all readers: a script fills it from the
  /// browser's storage.
  func saved() -> PlainPageView {
    let name = site.description(of: .saved).name
    return PlainPageView(
      site: siteView, page: head(of: .saved, links(from: .saved), title: name), heading: name,
      body: SafeHTML.empty)
  }

  /// Makes the 404 page; hosts show it for paths at any depth, so its links start at the host's
  /// root.
  package func notFound() -> PlainPageView {
    let links = Links(site: site, root: site.configuration.baseURL?.basePath ?? "/")
    let name = site.description(of: .notFound).name
    var page = head(of: .notFound, links, title: name)
    page.canonical = nil
    return PlainPageView(
      site: siteView, page: page, heading: name, body: SafeHTML.empty)
  }

  /// Makes the page at an old path; its canonical URL is the target.
  func redirect(from alias: SitePath, to target: SitePath) -> RedirectView {
    let links = links(from: alias)
    let redirect = Page.redirect(alias: alias, to: target)
    var page = head(of: redirect, links, title: site.description(of: redirect).name)
    page.canonical = site.configuration.baseURL.map { SafeURL(path: $0.permalink(target)) }
    return RedirectView(site: siteView, page: page, target: links.to(target))
  }
}
