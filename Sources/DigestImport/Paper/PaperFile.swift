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
  let keys: PaperKeys
  let body: String
  /// The tags that match title and abstract according to `tags.yml`.
  let ruleTags: [String]
  private let foundLinks: [PaperLinks.Kind: String]

  init(_ record: PaperRecord, rules: TagRules? = nil, today: Day) {
    self.record = record
    date = record.date ?? today
    title = record.title.plain
    keys = PaperKeys(record, title: title)
    body = record.abstract.markdown
    ruleTags = rules?.tags(title: title, abstract: record.abstract.plain) ?? []
    foundLinks = PaperLinks(record.abstract).urls
  }

  /// Front matter keys in the order in which they are written.
  static let order = [
    "title", "authors", "date", "published", "updated", "tags", "arxiv", "doi", "acl",
    "openreview", "venue", "pages", "license", "language", "pdf", "code", "project", "data",
    "model", "video", "slides", "upvotes", "comments", "stars", "submitter", "summary",
    "summary_by", "withdrawn", "retracted", "award", "extra",
  ]

  /// Keys that can change for the same paper: version, votes, links, and whether it was withdrawn.
  static let passing: Set<String> = [
    "updated", "pdf", "code", "project", "data", "model", "video", "slides", "upvotes",
    "comments", "stars", "withdrawn", "retracted", "award",
  ]

  /// Returns the front matter in ``order``, with only those keys that the source provides.
  func fields(date: Day, tags: [String]) -> [(key: String, value: FieldValue)] {
    PaperFile.order.compactMap { key in
      guard let value = value(key, date, tags), !value.isEmpty else { return nil }
      return (key, value)
    }
  }

  /// Returns the whole file.
  static func bytes(_ fields: [(key: String, value: FieldValue)], body: String) -> [UInt8] {
    let lines = fields.map { FieldText.lines($0.key, $0.value) }.joined()
    return Array(("---\n" + lines + "---\n\n" + body + (body.isEmpty ? "" : "\n")).utf8)
  }

  private func value(_ key: String, _ date: Day, _ tags: [String]) -> FieldValue? {
    switch key {
    case "title": .text(FieldReader.tidied(title))
    case "authors": .list(record.authors.compactMap(PaperFile.author))
    case "date": .text(date.description)
    case "published": record.published.map { .text($0.description) }
    case "updated": record.updated.map { .text($0.description) }
    case "tags": .list(tags.map { .text($0) })
    case "arxiv": record.arxiv.map { .text($0.withoutVersion) }
    case "doi": record.doi.map { .text($0.id) }
    case "acl": record.acl.map { .text($0.id) }
    case "openreview": record.openReview.map { .text($0.id) }
    case "upvotes": record.upvotes.map { .text(String($0)) }
    case "comments": record.comments.map { .text(String($0)) }
    case "stars": record.stars.map { .text(String($0)) }
    case "submitter": submitter
    case "extra": .map(record.extra.compactMap(PaperFile.entry))
    default: text(key).map { .text($0) }
    }
  }

  private func text(_ key: String) -> String? {
    if let kind = PaperLink.Kind(rawValue: key) { return link(kind) }
    let text: String? =
      switch key {
      case "venue": record.venue
      case "pages": record.pages
      case "license": record.license
      case "language": record.language
      case "summary": record.summary
      case "summary_by": record.summaryBy
      case "withdrawn": record.withdrawn
      case "retracted": record.retracted
      case "award": record.award
      default: nil
      }
    return text.map(OneLine.tidied)
  }

  /// Returns a link that is valid in front matter; the source's own links precede those in the
  /// abstract.
  private func link(_ kind: PaperLink.Kind) -> String? {
    let found = PaperLinks.Kind(rawValue: kind.rawValue).flatMap { foundLinks[$0] }
    let url = record.links[kind].map(OneLine.tidied) ?? found
    return url.flatMap { FieldReader.webAddress($0)?.text }
  }

  private var submitter: FieldValue? {
    guard let name = record.submitter.map({ TeXText($0).plain }).map(OneLine.tidied),
      !name.isEmpty
    else { return nil }
    guard let page = record.submitterPage, FieldReader.webAddress(page) != nil else {
      return .text(name)
    }
    return .map([
      FieldValue.Entry(key: "name", value: .text(name)),
      FieldValue.Entry(key: "url", value: .text(page)),
    ])
  }

  private static func author(_ author: Author) -> FieldValue? {
    let name = OneLine.tidied(author.name)
    if name.isEmpty { return nil }
    let more = [
      author.orcid.map { FieldValue.Entry(key: "orcid", value: .text($0.id)) },
      author.affiliation.map(OneLine.tidied).flatMap {
        $0.isEmpty ? nil : FieldValue.Entry(key: "affiliation", value: .text($0))
      },
    ].compactMap { $0 }
    return more.isEmpty
      ? .text(name) : .map([FieldValue.Entry(key: "name", value: .text(name))] + more)
  }

  private static func entry(_ pair: (key: String, text: String)) -> FieldValue.Entry? {
    let (key, text) = (OneLine.tidied(pair.key), OneLine.tidied(pair.text))
    // YAML limits the length of keys.
    let isKey = (1...100).contains(key.utf8.count)
    return !isKey || text.isEmpty ? nil : FieldValue.Entry(key: key, value: .text(text))
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

  private typealias Problem = (message: String, hint: String)

  private var titleProblem: Problem? {
    if title.utf8.count > FieldLimits.title {
      return ("a title of \(title.utf8.count) bytes; the limit is \(FieldLimits.title)", shorten)
    }
    let isEmpty = title.isEmpty || FieldReader.tidied(title).unicodeScalars.allSatisfy(isInvisible)
    return isEmpty ? ("a title without letters", "give the paper a title") : nil
  }

  private var sizeProblem: Problem? {
    let texts = [
      record.venue, record.pages, record.license, record.language, record.summary,
      record.summaryBy, record.withdrawn, record.retracted, record.award, record.submitter,
    ]
    if let long = texts.compactMap(\.?.utf8.count).first(where: { $0 > FieldLimits.text }) {
      return ("a text of \(long) bytes; the limit is \(FieldLimits.text)", shorten)
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
