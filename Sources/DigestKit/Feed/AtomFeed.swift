import DigestCore
import DigestMarkup
import DigestModel

/// A feed of papers as Atom (RFC 4287).
struct AtomFeed {
  let site: Site
  let base: BaseURL
  let feed: PaperFeed

  /// Returns the feed's XML.
  ///
  /// `contents` are the papers' abstracts with absolute links, or `nil` for those that are left
  /// out.
  func render(_ contents: [SafeHTML?]) -> [UInt8] {
    var xml = XMLWriter()
    let papers = feed.papers.map { site.papers[$0] }
    AtomFeed.open(
      &xml, site, base, path: feed.path, title: feed.title, page: site.path(of: feed.page),
      updated: papers.map(\.lastChange).max()
    ) { xml in
      for (index, content) in zip(feed.papers, contents) { entry(index, content, &xml) }
    }
    return xml.bytes
  }

  /// Writes the elements that all feeds of a site begin with, then the entries.
  static func open(
    _ xml: inout XMLWriter, _ site: Site, _ base: BaseURL, path: SitePath, title: String,
    page: SitePath, updated: Day?, _ entries: (inout XMLWriter) -> Void
  ) {
    let configuration = site.configuration
    let attributes: KeyValuePairs = [
      "xmlns": "http://www.w3.org/2005/Atom", "xml:lang": configuration.language,
    ]
    xml.element("feed", attributes) { xml in
      xml.element("title", text: title)
      if let description = configuration.description {
        xml.element("subtitle", text: description)
      }
      xml.element("id", text: path == .atomFeed ? base.description : base.permalink(path))
      xml.element("link", ["rel": "self", "href": base.permalink(path)])
      xml.element(
        "link", ["rel": "alternate", "type": "text/html", "href": base.permalink(page)])
      xml.element("updated", text: PaperFeed.moment(updated))
      xml.element("author") { $0.element("name", text: configuration.title) }
      xml.element("generator", text: "digest")
      entries(&xml)
    }
  }

  private func entry(_ index: Int, _ content: SafeHTML?, _ xml: inout XMLWriter) {
    let paper = site.papers[index]
    let permalink = base.permalink(site.path(of: .paper(index)))
    xml.element("entry") { xml in
      xml.element("title", text: paper.title)
      xml.element("id", text: permalink)
      xml.element("link", ["rel": "alternate", "type": "text/html", "href": permalink])
      if let pdf = paper.pdf {
        xml.element("link", ["rel": "related", "type": "application/pdf", "href": pdf])
      }
      xml.element("published", text: PaperFeed.moment(paper.date))
      xml.element("updated", text: PaperFeed.moment(paper.lastChange))
      for author in feed.authors(of: paper, in: site) {
        xml.element("author") { $0.element("name", text: author.name) }
      }
      for tag in paper.tags { xml.element("category", ["term": tag]) }
      if let summary = paper.summary ?? (content == nil ? paper.excerpt : nil), !summary.isEmpty {
        xml.element("summary", text: summary)
      }
      guard let content else { return }
      let html = String(decoding: content.bytes, as: UTF8.self)
      xml.element("content", ["type": "html", "xml:base": permalink], text: html)
    }
  }
}
