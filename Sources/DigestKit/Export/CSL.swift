import DigestCore
import DigestModel

/// Formats a paper as an object of CSL-JSON, which citation processors such as pandoc read.
enum CSL {
  /// Returns the object on one line; `permalink` is its URL if the paper has no other.
  static func entry(_ paper: Paper, key: String, permalink: String?) -> [UInt8] {
    var json = JSONObjectWriter()
    json.add("id", key)
    let kind = VenueKind(of: paper)
    json.add("type", paper.type?.csl ?? type(of: kind))
    json.add("title", paper.title)
    let others = paper.hasMoreAuthors ? [Author(name: "others")] : []
    json.add("author", each: paper.authors + others) { author, name in add(author, to: &name) }
    json.add("issued") { $0.add("date-parts", numbers: date(of: paper)) }
    switch kind {
    case .journal(let name), .proceedings(let name): json.add("container-title", name)
    case .preprint: break
    }
    json.add("volume", paper.volume)
    json.add("issue", paper.number)
    json.add("collection-title", paper.series)
    if !paper.editors.isEmpty {
      json.add("editor", each: paper.editors) { editor, name in add(editor, to: &name) }
    }
    json.add("publisher", publisher(of: paper, kind))
    json.add("ISSN", paper.issn)
    json.add("ISBN", paper.isbn)
    json.add("page", paper.pages)
    json.add("DOI", paper.doi?.id)
    json.add("number", paper.arxiv.map { "arXiv:\($0.id)" })
    json.add("URL", paper.citedAddress ?? permalink)
    if !paper.tags.isEmpty { json.add("keyword", paper.tags.joined(separator: ", ")) }
    json.add("language", paper.language)
    return json.finished
  }

  private static func publisher(of paper: Paper, _ kind: VenueKind) -> String? {
    let isArxiv = kind == .preprint && paper.arxiv != nil && paper.type == nil
    return paper.publisher ?? (isArxiv ? "arXiv" : kind == .preprint ? paper.venue : nil)
  }

  private static func type(of kind: VenueKind) -> String {
    switch kind {
    case .journal: "article-journal"
    case .proceedings: "paper-conference"
    case .preprint: "article"
    }
  }

  private static func add(_ author: Author, to json: inout JSONObjectWriter) {
    let name = author.personName
    if name.isWhole {
      json.add("literal", name.family)
    } else {
      json.add("family", name.family)
      json.add("given", name.given)
      json.add("suffix", name.suffix)
    }
  }

  private static func date(of paper: Paper) -> [Int] {
    guard let date = paper.published else { return [paper.citedYear] }
    return [date.year, date.month, date.day].compactMap { $0 }
  }
}
