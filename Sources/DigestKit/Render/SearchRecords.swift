/// `search/papers.json`: one record a paper, for search and for people's own programs.
///
/// The schema is documented in `docs/search.md`; a change of it raises ``version``.
enum SearchRecords {
  static let path = SitePath(made: "search/papers.json")
  static let version = 1

  static func render(_ site: Site) -> [UInt8] {
    var json = Array("{\"version\":\(version),\"papers\":[".utf8)
    json.reserveCapacity(site.papers.count * 768)
    for index in site.papers.indices {
      json += (index == 0 ? "\n" : ",\n").utf8
      append(site.papers[index], url: site.path(of: .paper(index)), to: &json)
    }
    json += "\n]}\n".utf8
    return json
  }

  private static func append(_ paper: Paper, url: SitePath, to json: inout [UInt8]) {
    var object = JSONObjectWriter()
    object.add("id", paper.slug)
    object.add("url", url.text)
    object.add("title", paper.title)
    object.add("authors", paper.authors.map(\.name))
    object.add("date", paper.date.description)
    object.add("tags", paper.tags)
    object.add("summary", paper.summary ?? paper.excerpt)
    if let venue = paper.venue { object.add("venue", venue) }
    json += object.finished
  }
}
