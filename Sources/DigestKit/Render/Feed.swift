/// The Atom feed of the newest papers (RFC 4287).
struct Feed {
  static let path = SitePath(made: "feed.xml")

  let site: Site
  let base: BaseURL

  /// How many papers the feed holds, the newest first.
  static func paperCount(in site: Site) -> Int {
    min(site.papers.count, site.configuration.feedSize)
  }

  /// `abstracts` are those of the newest papers, in the order of ``Site/papers``.
  func render(abstracts: [SafeHTML]) -> [UInt8] {
    var xml = XMLWriter()
    let configuration = site.configuration
    let attributes: KeyValuePairs = [
      "xmlns": "http://www.w3.org/2005/Atom", "xml:lang": configuration.language,
    ]
    xml.element("feed", attributes) { xml in
      xml.element("title", text: configuration.title)
      if let description = configuration.description {
        xml.element("subtitle", text: description)
      }
      xml.element("id", text: base.description)
      xml.element("link", ["rel": "self", "href": base.permalink(Feed.path)])
      xml.element("link", ["rel": "alternate", "type": "text/html", "href": base.description])
      xml.element("updated", text: Feed.moment(site.papers.map(Feed.lastChange).max()))
      xml.element("author") { $0.element("name", text: configuration.title) }
      xml.element("generator", text: "digest")
      for (index, abstract) in abstracts.enumerated() { entry(index, abstract, &xml) }
    }
    return xml.bytes
  }

  private func entry(_ index: Int, _ abstract: SafeHTML, _ xml: inout XMLWriter) {
    let paper = site.papers[index]
    let permalink = base.permalink(site.path(of: .paper(index)))
    xml.element("entry") { xml in
      title(of: paper, &xml)
      xml.element("id", text: permalink)
      xml.element("link", ["rel": "alternate", "type": "text/html", "href": permalink])
      xml.element("published", text: Feed.moment(paper.date))
      xml.element("updated", text: Feed.moment(Feed.lastChange(of: paper)))
      for author in paper.authors {
        xml.element("author") { $0.element("name", text: author.name) }
      }
      for tag in paper.tags { xml.element("category", ["term": tag]) }
      if let summary = paper.summary { xml.element("summary", text: summary) }
      let html = String(decoding: abstract.bytes, as: UTF8.self)
      xml.element("content", ["type": "html", "xml:base": permalink], text: html)
    }
  }

  private func title(of paper: Paper, _ xml: inout XMLWriter) {
    guard let formulas = paper.titleFormulas else {
      return xml.element("title", text: paper.title)
    }
    let html = String(decoding: formulas.feedHTML.bytes, as: UTF8.self)
    xml.element("title", ["type": "html"], text: html)
  }

  static func lastChange(of paper: Paper) -> Day { max(paper.date, paper.updated ?? paper.date) }

  /// Midnight UTC of a day (RFC 3339); an empty site has a fixed one.
  private static func moment(_ day: Day?) -> String {
    "\(day?.description ?? "1970-01-01")T00:00:00Z"
  }
}
