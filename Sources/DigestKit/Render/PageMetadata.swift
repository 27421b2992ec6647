import DigestFiles
import DigestModel
import DigestMarkup

/// The metadata of each kind of page.
extension SiteRenderer {
  func metadata(ofPaper index: Int, _ page: PageView, _ links: Links) -> MetadataView {
    let paper = site.papers[index]
    let base = site.configuration.baseURL
    let image = base.flatMap { imageAddress(of: paper, $0) }
    var graph = OpenGraph(
      type: "article", title: paper.title, page: page, site: site.configuration)
    graph.add(paper, image: image)
    let citation = CitationTags(
      paper, permalink: page.canonical?.text, language: site.configuration.language)
    return MetadataView(
      named: citation.tags + [graph.card], properties: graph.properties,
      alternates: siteFeeds(links).prefix(1) + citationFiles(.paper(index), links),
      structuredData: base.map {
        StructuredData(site: site, base: $0)
          .paper(index, image: image, trail: trail(toPaper: index))
      })
  }

  func metadata(ofList page: Page, _ view: ListPageView, _ links: Links) -> MetadataView {
    let known = site.description(of: page)
    var metadata = plainMetadata(title: view.heading, view.page)
    metadata.alternates = alternates(of: page, links)
    metadata.structuredData = site.configuration.baseURL.map { base in
      let data = StructuredData(site: site, base: base)
      if case .home(let pager) = page, pager.number == 1 { return data.home(papers: known.papers) }
      let up = known.parent.map { [(name: site.description(of: $0).name, page: $0)] } ?? []
      let trail = up + [(view.heading, page)]
      return data.list(page, title: view.heading, papers: known.papers, trail: trail)
    }
    return metadata
  }

  /// Returns the metadata of an index or of a page written by the owner.
  func metadata(of page: Page, title: String, _ view: PageView, _ links: Links) -> MetadataView {
    var metadata = plainMetadata(title: title, view)
    metadata.alternates = siteFeeds(links) + (page == .archive ? wholeCitationFiles(links) : [])
    metadata.structuredData = site.configuration.baseURL.map { base in
      StructuredData(site: site, base: base).page(trail: [(title, page)])
    }
    return metadata
  }

  private func plainMetadata(title: String, _ page: PageView) -> MetadataView {
    let graph = OpenGraph(type: "website", title: title, page: page, site: site.configuration)
    return MetadataView(named: [graph.card], properties: graph.properties)
  }

  private func imageAddress(of paper: Paper, _ base: BaseURL) -> String? {
    guard let image = paper.image else { return nil }
    return RelativePath.resolve(image.path, from: paper.source).map {
      base.description + RelativePath.encoded($0)
    }
  }

  /// Returns the breadcrumbs to a paper, through its day if days have pages.
  private func trail(toPaper index: Int) -> StructuredData.Trail {
    let paper = site.papers[index]
    let here = (name: paper.title, page: Page.paper(index))
    guard site.hasPages(of: .day), let day = site.dayPosition[paper.date] else { return [here] }
    return [(name: paper.date.inWords, page: .period(.day, day, Pager.first)), here]
  }
}
