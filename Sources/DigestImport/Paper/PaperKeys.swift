import DigestModel

/// By what a paper is known again, however a source spells it.
struct PaperKeys: Hashable, Sendable {
  /// `doi:10.1/x`, `arxiv:2310.18660`, `acl:P18-1001`, in this order; each kind at most once.
  var identifiers: [String]
  /// The title as ``PaperName/identity(ofTitle:)`` has it.
  var title: String
  /// The first author's family name in folded words.
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

  /// Of a file as it stands; `nil` where it has no title.
  init?(_ fields: [String: FieldValue]) {
    guard let title = fields["title"]?.text, !title.isEmpty else { return nil }
    var record = PaperRecord(title: "", abstract: "", date: Day(ordinal: 0), line: 1)
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

  /// What a file's name is made of where another paper wants the same: it depends on the paper
  /// alone.
  var strongest: String { identifiers.first ?? title }

  /// Two identifiers of one kind that differ: papers of one title that are not one paper.
  func isApart(from other: PaperKeys) -> Bool {
    identifiers.contains { mine in
      let kind = mine.prefix { $0 != ":" }
      return other.identifiers.contains { $0 != mine && $0.prefix { $0 != ":" } == kind }
    }
  }

  /// What both tell; identifiers that are here already stay.
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

/// Finds the paper that a source means among those that are there.
struct PaperIndex {
  private(set) var keys: [PaperKeys] = []
  private var identifiers: [String: Int] = [:]
  private var titles: [String: [Int]] = [:]

  /// By identifiers, else by title and, where both name one, first author.
  func find(_ wanted: PaperKeys) -> Int? {
    for identifier in wanted.identifiers {
      if let index = identifiers[identifier] { return index }
    }
    return titles[wanted.title]?.first { index in
      let known = keys[index]
      let isSameAuthor =
        known.author == nil || wanted.author == nil || known.author == wanted.author
      return isSameAuthor && !known.isApart(from: wanted)
    }
  }

  /// Returns the new paper's number: papers are numbered as they come.
  mutating func insert(_ new: PaperKeys) -> Int {
    let index = keys.count
    keys.append(new)
    titles[new.title, default: []].append(index)
    for identifier in new.identifiers where identifiers[identifier] == nil {
      identifiers[identifier] = index
    }
    return index
  }

  /// Adds what a further source told; the title under which the paper is known stays known.
  mutating func add(_ more: PaperKeys, to index: Int) {
    keys[index].add(more)
    for identifier in keys[index].identifiers where identifiers[identifier] == nil {
      identifiers[identifier] = index
    }
    if titles[more.title]?.contains(index) != true {
      titles[more.title, default: []].append(index)
    }
  }
}
