import DigestModel

/// Keys that identify a paper across sources, independent of spelling.
struct PaperIdentity: Hashable, Sendable {
  /// Identifiers such as `doi:10.1/x`, `arxiv:2310.18660` and `acl:P18-1001`, in this order, at
  /// most one of each kind.
  var identifiers: [String]
  /// The title in the form of ``PaperName/identity(ofTitle:)``.
  var title: String
  /// The first author's family name, as folded words.
  var author: String?
  /// Where and when it came out, as far as a source tells.
  var edition = PaperEdition()

  init(identifiers: [String], title: String, author: String?) {
    self.identifiers = identifiers
    self.title = title
    self.author = author
  }

  init(_ record: PaperRecord, title: String) {
    identifiers = PaperIdentity.identifiers(doi: record.doi, arxiv: record.arxiv, acl: record.acl)
    edition = PaperEdition(record)
    self.title = PaperName.identity(ofTitle: title)
    author = record.authors.first.flatMap { PaperIdentity.folded($0.personName.family) }
  }

  /// Creates the keys of an existing file; returns `nil` if it has no title.
  init?(_ fields: [String: FieldValue]) {
    guard let title = fields["title"]?.text, !title.isEmpty else { return nil }
    var record = PaperRecord(title: "", abstract: "")
    record.arxiv = fields["arxiv"]?.text.flatMap { ArxivID($0) }
    record.acl = fields["acl"]?.text.flatMap { ACLID($0) }
    record.setDOI(fields["doi"]?.text)
    record.published = fields["published"]?.text.flatMap { PartialDate($0) }
    (record.venue, record.pages) = (fields["venue"]?.text, fields["pages"]?.text)
    if case .list(let authors) = fields["authors"] {
      record.authors = authors.prefix(1).compactMap(PaperIdentity.author)
    }
    self.init(record, title: title)
  }

  private static func author(_ value: FieldValue) -> Author? {
    guard case .map(let entries) = value else { return value.text.map { Author(name: $0) } }
    let part = { (key: String) in entries.first { $0.key == key }?.value.text }
    if let family = part("family") {
      return Author(given: part("given") ?? "", family: family, suffix: part("suffix"))
    }
    return part("name").map { Author(name: $0) }
  }

  private static func identifiers(doi: DOI?, arxiv: ArxivID?, acl: ACLID?) -> [String] {
    [
      doi.map { "doi:\($0.id.lowercased())" }, arxiv.map { "arxiv:\($0.id)" },
      acl.map { "acl:\($0.id)" },
    ]
    .compactMap { $0 }
  }

  private static func folded(_ family: String) -> String? {
    let family = FieldReader.tidied(family)
    return family.isEmpty ? nil : PaperName.identity(ofTitle: family)
  }

  /// The basis for a file name's suffix if another paper has the same name; depends on the paper
  /// alone.
  var strongest: String { identifiers.first ?? [title, author ?? ""].joined(separator: " ") }

  /// Whether two identifiers of the same kind differ, so that papers with the same title are
  /// different.
  func isApart(from other: PaperIdentity) -> Bool {
    identifiers.contains { mine in
      let kind = mine.prefix { $0 != ":" }
      return other.identifiers.contains { $0 != mine && $0.prefix { $0 != ":" } == kind }
    }
  }

  /// Whether a paper that has the same title is this one: of the same author, without identifiers
  /// that speak against it, and not another edition.
  func isPaper(ofTitleOf other: PaperIdentity) -> Bool {
    if isApart(from: other) { return false }
    if author == nil || other.author == nil {
      // A title without an author is that of one paper only where no other is likely to have it.
      let isSameEdition = edition == other.edition && author == other.author
      if !isTelling && !isSameEdition { return false }
    } else if author != other.author || edition.isOfAnotherPerson(than: other.edition) {
      return false
    }
    return !edition.isOther(than: other.edition, isTelling: isTelling)
  }

  /// Whether a paper that has an identifier of this one is this one: volumes share an identifier of
  /// their proceedings, and some are given to the wrong paper.
  func isPaper(ofIdentifierOf other: PaperIdentity) -> Bool {
    if author == nil || other.author == nil || author == other.author { return true }
    return title == other.title || isTitleAlike(other)
  }

  /// Half of the words are the same.
  private func isTitleAlike(_ other: PaperIdentity) -> Bool {
    let mine = Set(title.split(separator: " "))
    let others = Set(other.title.split(separator: " "))
    return 2 * mine.intersection(others).count >= mine.union(others).count
  }

  /// A title that is that of one paper, unlike `Editorial` and `Preface to the special issue`.
  private var isTelling: Bool {
    let words = title.split(separator: " ")
    return words.count > 3 && title.utf8.count > 20
      && !PaperIdentity.commonBeginnings.contains { title.hasPrefix($0) }
  }

  private static let commonBeginnings = [
    "editorial", "guest editor", "preface", "foreword", "introduction to the", "erratum",
    "corrigendum", "correction to", "obituary", "in memoriam", "letter to the editor",
    "book review", "table of contents", "message from the", "welcome to", "proceedings of",
    "report on the", "front matter", "call for papers", "news and", "comment on", "reply to",
  ]

  /// What both tell; identifiers that are here already stay.
  mutating func add(_ other: PaperIdentity) {
    for identifier in other.identifiers {
      let kind = identifier.prefix { $0 != ":" }
      if !identifiers.contains(where: { $0.prefix { $0 != ":" } == kind }) {
        identifiers.append(identifier)
      }
    }
    author = author ?? other.author
    edition.add(other.edition)
  }
}
