import DigestCore
import DigestModel
import DigestMarkup

/// Formats a paper as an entry of a BibTeX file.
struct BibTeX {
  private var bytes: [UInt8] = []

  /// Returns the entry; `permalink` is its URL if the paper has no other address.
  static func entry(_ paper: Paper, key: String, permalink: String?) -> [UInt8] {
    var entry = BibTeX()
    entry.open(paper, key)
    entry.add("title", BibTeXText.title(paper.titleParts))
    entry.addAuthors(of: paper)
    entry.addDate(of: paper)
    entry.addPlace(of: paper)
    entry.addIdentifiers(of: paper, permalink)
    if !paper.tags.isEmpty { entry.add("keywords", paper.tags.joined(separator: ", ")) }
    entry.addStanding(of: paper)
    entry.bytes += "\n}\n".utf8
    return entry.bytes
  }

  private mutating func open(_ paper: Paper, _ key: String) {
    let type =
      switch VenueKind(of: paper) {
      case _ where paper.type != nil: paper.type?.bibTeX ?? ""
      case .journal: "article"
      case .proceedings: "inproceedings"
      case .preprint: "misc"
      }
    bytes.reserveCapacity(800)
    bytes += "@\(type){\(key)".utf8
  }

  private mutating func add(_ name: String, _ value: [UInt8]) {
    begin(name)
    bytes.append(UInt8(ascii: "{"))
    bytes += value
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func add(_ name: String, _ value: String) {
    add(name, BibTeXText.escaped(value))
  }

  private mutating func begin(_ name: String) {
    bytes += ",\n  ".utf8
    bytes += name.utf8
    bytes += " = ".utf8
  }

  private mutating func addAuthors(of paper: Paper) {
    add("author", paper.authors, hasMore: paper.hasMoreAuthors)
    add("editor", paper.editors)
  }

  private mutating func add(_ field: String, _ people: [Author], hasMore: Bool = false) {
    guard !people.isEmpty else { return }
    begin(field)
    bytes.append(UInt8(ascii: "{"))
    for (index, person) in people.enumerated() {
      if index > 0 { bytes += " and ".utf8 }
      append(person.personName)
    }
    if hasMore { bytes += " and others".utf8 }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func addVolume(of paper: Paper) {
    let fields = [
      ("volume", paper.volume), ("number", paper.number), ("series", paper.series),
      ("publisher", paper.publisher), ("issn", paper.issn), ("isbn", paper.isbn),
    ]
    for case (let name, let value?) in fields { add(name, value) }
    for entry in paper.extra where BibTeX.extraFields.contains(entry.key.text) {
      if case .scalar(let value) = entry.value { add(entry.key.text, value.text) }
    }
  }

  /// Fields of BibTeX and BibLaTeX that no key of front matter has; imports keep them below `extra`.
  private static let extraFields: Set<String> = [
    "addendum", "address", "afterword", "annotation", "annotator", "annote", "bookauthor",
    "booksubtitle", "chapter", "commentator", "edition", "eid", "eventdate", "eventtitle",
    "foreword", "holder", "howpublished", "institution", "introduction", "issuetitle",
    "journalsubtitle", "library", "location", "maintitle", "mainsubtitle", "nameaddon", "note",
    "organization", "origdate", "origlanguage", "origlocation", "origpublisher", "origtitle",
    "pagetotal", "pagination", "part", "pubstate", "reprinttitle", "school", "shortauthor",
    "shorteditor", "shorthand", "shortjournal", "shortseries", "shorttitle", "titleaddon",
    "translator", "urldate", "version", "volumes",
  ]

  /// Braces keep BibTeX from splitting the name of a group.
  private mutating func append(_ name: PersonName) {
    if name.isWhole {
      bytes += [UInt8(ascii: "{")] + BibTeXText.escaped(name.family) + [UInt8(ascii: "}")]
    } else {
      let parts = [name.family, name.suffix, name.given].compactMap { $0 }
      bytes += BibTeXText.escaped(parts.joined(separator: ", "))
    }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private mutating func addDate(of paper: Paper) {
    add("year", String(paper.citedYear))
    guard let month = paper.published?.month else { return }
    begin("month")
    bytes += BibTeX.months[month - 1].utf8
  }

  private mutating func addPlace(of paper: Paper) {
    switch VenueKind(of: paper) {
    case _ where paper.type?.venueField != nil:
      if let venue = paper.venue { add(paper.type?.venueField ?? "", venue) }
    case .journal(let name): add("journal", name)
    case .proceedings(let name): add("booktitle", name)
    case .preprint: break
    }
    addVolume(of: paper)
    guard let pages = paper.pages else { return }
    let range = paper.pageRange
    add(
      "pages", range.map { [$0.first, $0.last].compactMap { $0 }.joined(separator: "--") } ?? pages)
  }

  private mutating func addIdentifiers(of paper: Paper, _ permalink: String?) {
    if let doi = paper.doi { add("doi", BibTeXText.verbatim(doi.id)) }
    if let arxiv = paper.arxiv {
      add("eprint", BibTeXText.verbatim(arxiv.id))
      add("archiveprefix", "arXiv")
    }
    if let url = paper.citedAddress ?? permalink { add("url", BibTeXText.verbatim(url)) }
    if let language = paper.language { add("language", language) }
  }

  private mutating func addStanding(of paper: Paper) {
    if let reason = paper.retracted {
      add("note", "Retracted: \(reason)")
    } else if let reason = paper.withdrawn {
      add("note", "Withdrawn: \(reason)")
    }
  }
}

extension Paper {
  /// The address where the paper is published, or else where it can be read.
  var citedAddress: String? {
    acl?.page ?? openReview?.page ?? doi?.page ?? arxiv?.page
      ?? links.first { $0.kind == .pdf || $0.kind == .project }?.url.text
  }
}
