import DigestCore
import DigestMarkup
import DigestModel

/// The file that an import would write for a paper.
struct PaperFile: Sendable {
  let record: PaperRecord
  /// The paper's date in the digest.
  let date: Day
  /// The title as plain text with `$math$`.
  let title: String
  let keys: PaperIdentity
  let body: String
  /// The tags that match title and abstract according to `tags.yml`.
  let ruleTags: [String]
  private let foundLinks: [PaperLinks.Kind: String]

  init(_ record: PaperRecord, rules: TagRules? = nil, today: Day) {
    var record = record
    let names = AuthorNames.tidied(record.authors)
    (record.authors, record.hasMoreAuthors) = (
      names.authors, names.hasMore || record.hasMoreAuthors
    )
    self.record = record
    date = record.date ?? today
    title = record.title.plain
    keys = PaperIdentity(record, title: title)
    body = record.abstract.markdown
    ruleTags = rules?.tags(title: title, abstract: record.abstract.plain) ?? []
    foundLinks = PaperLinks(record.abstract).urls
  }

  /// Returns the front matter in the order of ``PaperField/all``, with only those keys that the
  /// source provides.
  func fields(date: Day, tags: [String]) -> [(key: String, value: FieldValue)] {
    var paper = paper
    paper.date = date
    paper.tags = tags
    return PaperField.imported.compactMap { field in
      guard let value = field.value.of(paper)?.tidied, !value.isEmpty else { return nil }
      return (field.name, value)
    }
  }

  /// Returns the whole file.
  static func bytes(_ fields: [(key: String, value: FieldValue)], body: String) -> [UInt8] {
    let lines = fields.map { FieldText.lines($0.key, $0.value) }.joined()
    return Array(("---\n" + lines + "---\n\n" + body + (body.isEmpty ? "" : "\n")).utf8)
  }

  /// The record's fields as front matter takes them.
  private var paper: Paper {
    var paper = record.paper
    paper.title = FieldReader.tidied(title)
    paper.authors = record.authors.compactMap(PaperFile.tidied)
    paper.editors = AuthorNames.tidied(record.editors).authors.compactMap(PaperFile.tidied)
    // The newest version is the one to read.
    paper.arxiv = record.arxiv.map { ArxivID(id: $0.id) }
    paper.links = PaperLink.Kind.allCases.compactMap(link)
    paper.submitter = submitter
    paper.extra = record.extra.compactMap(PaperFile.entry)
    return paper
  }

  /// Returns a link that is valid in front matter; the source's own links precede those in the
  /// abstract.
  private func link(_ kind: PaperLink.Kind) -> PaperLink? {
    let found = PaperLinks.Kind(rawValue: kind.rawValue).flatMap { foundLinks[$0] }
    let url = record.links[kind].map(OneLine.tidied) ?? found
    return url.flatMap(FieldReader.webAddress).map { PaperLink(kind: kind, url: $0) }
  }

  private var submitter: Submitter? {
    let name = record.submitter.map { OneLine.tidied(TeXText($0).plain) } ?? ""
    if name.isEmpty { return nil }
    return Submitter(name: name, url: record.submitterPage.flatMap(FieldReader.webAddress))
  }

  private static func tidied(_ author: Author) -> Author? {
    let name = OneLine.tidied(author.name)
    let affiliation = OneLine.tidied(author.affiliation ?? "")
    if name.isEmpty { return nil }
    var tidied = author
    tidied.name = name
    tidied.affiliation = affiliation.isEmpty ? nil : affiliation
    return tidied
  }

  private static func entry(_ pair: (key: String, text: String)) -> YAMLNode.Entry? {
    let (key, text) = (OneLine.tidied(pair.key), OneLine.tidied(pair.text))
    // YAML limits the length of keys.
    let isKey = (1...100).contains(key.utf8.count)
    return !isKey || text.isEmpty ? nil : YAMLNode.Entry(key: key, text: text)
  }

  /// Returns the reason that the paper cannot be a content file, or `nil` if it can.
  func problem(in path: String) -> Diagnostic? {
    let problem = titleProblem ?? sizeProblem ?? bodyProblem
    return problem.map { problem in
      Diagnostic(
        path: path, line: record.place.line, column: record.place.column, severity: .warning,
        message: "\(problem.message); left out", hint: problem.hint)
    }
  }

  /// What of the source's TeX is shown by name, for nobody knows what it means.
  func unknownCommands(in path: String) -> [Diagnostic] {
    (record.title.unknownCommands + record.abstract.unknownCommands).map { name in
      Diagnostic(
        path: path, line: record.place.line, column: record.place.column, severity: .warning,
        message: "the TeX command '\\\(name)' is unknown; its argument or name is shown",
        hint: "write what it means in the source, or correct the paper's file")
    }
  }

  private typealias Problem = (message: String, hint: String)

  private var titleProblem: Problem? {
    if title.utf8.count > FieldLimits.title {
      return ("a title of \(title.utf8.count) bytes; the limit is \(FieldLimits.title)", shorten)
    }
    let isEmpty = title.isEmpty || FieldReader.tidied(title).unicodeScalars.allSatisfy(isInvisible)
    return isEmpty ? ("a title without letters", "give the paper a title") : nil
  }

  private var sizeProblem: Problem? {
    let paper = paper
    let sizes = PaperField.imported.compactMap { $0.value.of(paper)?.longestText }
    if let size = sizes.max(), size > FieldLimits.text {
      return ("a text of \(size) bytes; the limit is \(FieldLimits.text)", shorten)
    }
    let (authors, tags) = (record.authors.count, record.tags.count + ruleTags.count)
    if authors > FieldLimits.entries {
      return ("\(authors) authors; the limit is \(FieldLimits.entries)", shorten)
    }
    return tags > FieldLimits.tags
      ? ("\(tags) tags; the limit is \(FieldLimits.tags)", shorten) : nil
  }

  private var shorten: String { "shorten it in the source" }

  private var bodyProblem: Problem? {
    Markdown.problem(in: Array(body.utf8)).map {
      ("an abstract that no page could hold: \($0.message)", $0.hint)
    }
  }
}

extension FieldValue {
  /// A text on one line; lists and maps are made of such texts.
  fileprivate var tidied: FieldValue {
    if case .text(let text) = self { .text(OneLine.tidied(text)) } else { self }
  }

  /// In bytes.
  fileprivate var longestText: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .list(let values): values.map(\.longestText).max() ?? 0
    case .map(let entries): entries.map(\.value.longestText).max() ?? 0
    }
  }
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
}

/// Plain text from sources.
enum OneLine {
  /// Returns text on one line, without control characters, in NFC.
  static func tidied(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return FieldReader.tidied(text) }
    let lines = TeXParagraphs.split(Array(text.utf8))
    let line = Array(lines.joined(separator: [0x20]))
    return FieldReader.tidied(String(decoding: line, as: UTF8.self))
  }
}
