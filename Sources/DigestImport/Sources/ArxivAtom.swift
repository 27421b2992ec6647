import DigestCore
import DigestMarkup
import DigestModel

/// Answers of arXiv's API, which are Atom feeds (info.arxiv.org/help/api/user-manual.html).
extension Importer {
  static let arxivAtom = Importer(
    name: "arxiv", authority: .archive,
    recognizes: { head in
      head.first == UInt8(ascii: "<") && head.contains("<feed") && !head.contains("announce_type")
        && (head.contains("http://arxiv.org/") || head.contains("https://arxiv.org/"))
    },
    reading: .elements(["entry"]) { source in ArxivEntries(source: source) })
}

private struct ArxivEntries: ElementReader {
  let source: ImportSource

  func read(_ entry: XMLElement, _ sink: RecordSink) {
    sink.later { make(entry, $0) }
  }

  private func make(_ entry: XMLElement, _ sink: RecordSink) {
    if let message = ArxivEntries.errorMessage(entry) {
      sink.report(
        Diagnostic(
          path: source.path, line: entry.line, message: "arXiv says: \(message)",
          hint: "check the identifiers or the search", topic: .refusal))
    } else if let record = record(entry) {
      sink.add(record)
    } else {
      sink.leaveOut(source.leftOut(entry, "an entry without title, identifier or day"))
    }
  }

  /// Returns the message of an entry that represents an error, with status 200 or 400.
  private static func errorMessage(_ entry: XMLElement) -> String? {
    guard entry.text("title") == "Error", entry.text("id")?.contains("/api/errors") == true else {
      return nil
    }
    return entry.text("summary").map(OneLine.tidied) ?? "unknown error"
  }

  private func record(_ entry: XMLElement) -> PaperRecord? {
    guard let title = entry.text("title"),
      let id = entry.text("id").flatMap({ ArxivID.found(in: $0) }),
      let published = entry.text("published").flatMap({ Day(timestamp: $0) })
    else { return nil }
    var record = PaperRecord(
      title: title, abstract: entry.text("summary") ?? "", date: source.days.date ?? published,
      place: TextPlace(line: entry.line))
    record.arxiv = id
    record.published = PartialDate(published)
    record.updated = entry.text("updated").flatMap { Day(timestamp: $0) }
      .flatMap { $0 > published ? $0 : nil }
    record.authors = entry.all("author").compactMap(ArxivEntries.author)
    record.setDOI(entry.text("doi"))
    record.addCategories(
      (entry.all("primary_category") + entry.all("category")).compactMap { $0["term"] })
    record.setRemarks(comment: entry.text("comment"), journal: entry.text("journal_ref"))
    return record
  }

  private static func author(_ element: XMLElement) -> Author? {
    guard let name = element.text("name") else { return nil }
    let affiliation = element.text("affiliation").map { TeXText($0).plain }
    return Author(name: TeXText(name).plain, affiliation: affiliation)
  }
}

/// An answer of the API.
struct ArxivAtom {
  var records: [PaperRecord] = []
  /// The total number of papers that match the search, if the answer contains it.
  var total: Int?
  /// The number of entries of any kind, which distinguishes an empty answer from one without new
  /// papers.
  var entries = 0

  static func read(
    _ source: ImportSource, _ body: [UInt8]
  ) -> (answer: ArxivAtom, problems: [Diagnostic]) {
    var answer = ArxivAtom()
    let reader = ArxivEntries(source: source)
    let sink = RecordSink()
    let names: Set = ["entry", "totalResults"]
    let problem = XMLReader.read(body, elements: names) { element in
      if element.name == "totalResults" {
        answer.total = element.text.flatMap { Int($0) }
      } else {
        answer.entries += 1
        reader.read(element, sink)
      }
      return true
    }
    if let problem { sink.report(problem.diagnostic(source.path)) }
    let found = sink.take()
    answer.records = found.records
    return (answer, found.problems)
  }
}

extension PaperRecord {
  /// Sets authors' comments and journal references, and from a comment, that a paper is withdrawn.
  mutating func setRemarks(comment: String?, journal: String?) {
    if let comment { extra.append(("comment", TeXText(comment).plain)) }
    if let journal { extra.append(("journal_ref", TeXText(journal).plain)) }
    setWithdrawn(comment: comment)
  }
}
