import DigestModel

/// Keys that identify a paper across sources, independent of spelling.
struct PaperKeys: Hashable, Sendable {
  /// Identifiers such as `doi:10.1/x`, `arxiv:2310.18660` and `acl:P18-1001`, in this order, at
  /// most one of each kind.
  var identifiers: [String]
  /// The title in the form of ``PaperName/identity(ofTitle:)``.
  var title: String
  /// The first author's family name, as folded words.
  var author: String?

  init(identifiers: [String], title: String, author: String?) {
    self.identifiers = identifiers
    self.title = title
    self.author = author
  }

  init(_ record: PaperRecord, title: String) {
    identifiers = PaperKeys.identifiers(doi: record.doi, arxiv: record.arxiv, acl: record.acl)
    self.title = PaperName.identity(ofTitle: title)
    author = record.authors.first.flatMap { PaperKeys.family(of: $0.name) }
  }

  /// Creates the keys of an existing file; returns `nil` if it has no title.
  init?(_ fields: [String: FieldValue]) {
    guard let title = fields["title"]?.text, !title.isEmpty else { return nil }
    var record = PaperRecord(title: "", abstract: "")
    record.arxiv = fields["arxiv"]?.text.flatMap { ArxivID($0) }
    record.acl = fields["acl"]?.text.flatMap { ACLID($0) }
    record.setDOI(fields["doi"]?.text)
    record.authors = PaperKeys.names(fields["authors"]).prefix(1).map { Author(name: $0) }
    self.init(record, title: title)
  }

  private static func names(_ authors: FieldValue?) -> [String] {
    guard case .list(let values) = authors else { return [] }
    return values.compactMap { value in
      guard case .map(let entries) = value else { return value.text }
      return entries.first { $0.key == "name" }?.value.text
    }
  }

  private static func identifiers(doi: DOI?, arxiv: ArxivID?, acl: ACLID?) -> [String] {
    [
      doi.map { "doi:\($0.id.lowercased())" }, arxiv.map { "arxiv:\($0.id)" },
      acl.map { "acl:\($0.id)" },
    ]
    .compactMap { $0 }
  }

  private static func family(of name: String) -> String? {
    let family = PersonName(FieldReader.tidied(name)).family
    return family.isEmpty ? nil : PaperName.identity(ofTitle: family)
  }

  /// The basis for a file name's suffix if another paper has the same name; depends on the paper
  /// alone.
  var strongest: String { identifiers.first ?? [title, author ?? ""].joined(separator: " ") }

  /// Whether two identifiers of the same kind differ, so that papers with the same title are
  /// different.
  func isApart(from other: PaperKeys) -> Bool {
    identifiers.contains { mine in
      let kind = mine.prefix { $0 != ":" }
      return other.identifiers.contains { $0 != mine && $0.prefix { $0 != ":" } == kind }
    }
  }

  /// Whether a paper with the same title is this one.
  ///
  /// It must have the same author, if both have one, and no conflicting identifiers.
  func isPaper(ofTitleOf other: PaperKeys) -> Bool {
    let isSameAuthor = author == nil || other.author == nil || author == other.author
    return isSameAuthor && !isApart(from: other)
  }

  /// Adds the keys of another record of the same paper; existing identifiers are kept.
  mutating func add(_ other: PaperKeys) {
    for identifier in other.identifiers {
      let kind = identifier.prefix { $0 != ":" }
      if !identifiers.contains(where: { $0.prefix { $0 != ":" } == kind }) {
        identifiers.append(identifier)
      }
    }
    author = author ?? other.author
  }
}
