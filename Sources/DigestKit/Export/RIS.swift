import DigestModel

/// Formats a paper as an entry of a RIS file, which EndNote and Zotero read.
struct RIS {
  private var bytes: [UInt8] = []

  /// Returns the entry with CR LF line endings; `permalink` is its URL if the paper has no other.
  static func entry(_ paper: Paper, permalink: String?) -> [UInt8] {
    var entry = RIS()
    let kind = VenueKind(of: paper)
    entry.add("TY", paper.type?.ris ?? type(of: kind))
    entry.add("TI", paper.title)
    for author in paper.authors { entry.add("AU", author.personName.inverted) }
    if paper.hasMoreAuthors { entry.add("AU", "et al.") }
    entry.add("PY", String(paper.citedYear))
    entry.add("DA", paper.published.map { $0.description.replacing("-", with: "/") })
    switch kind {
    case .journal(let name), .proceedings(let name): entry.add("T2", name)
    case .preprint where paper.publisher == nil:
      entry.add("PB", paper.type == nil && paper.arxiv != nil ? "arXiv" : paper.venue)
    case .preprint: break
    }
    entry.add("VL", paper.volume)
    entry.add("IS", paper.number)
    entry.add("T3", paper.series)
    for editor in paper.editors { entry.add("A2", editor.personName.inverted) }
    entry.add("PB", paper.publisher)
    entry.add("SN", paper.issn ?? paper.isbn)
    entry.add("SP", paper.pageRange?.first)
    entry.add("EP", paper.pageRange?.last)
    entry.add("DO", paper.doi?.id)
    entry.add("AN", paper.arxiv.map { "arXiv:\($0.id)" })
    entry.add("UR", paper.citedAddress ?? permalink)
    entry.add("L1", paper.pdf)
    for tag in paper.tags { entry.add("KW", tag) }
    entry.add("LA", paper.language)
    entry.bytes += "ER  - \r\n".utf8
    return entry.bytes
  }

  private static func type(of kind: VenueKind) -> String {
    switch kind {
    case .journal: "JOUR"
    case .proceedings: "CONF"
    case .preprint: "GEN"
    }
  }

  /// Adds a field on one line; values from front matter contain no line breaks.
  private mutating func add(_ tag: String, _ value: String?) {
    guard let value else { return }
    bytes += "\(tag)  - \(value)\r\n".utf8
  }
}
