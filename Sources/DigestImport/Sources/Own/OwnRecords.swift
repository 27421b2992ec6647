import DigestCore
import DigestMarkup
import DigestModel

/// The owner's data as JSON or CSV, with well-known column names or those in `import:` in
/// `site.yml`.
extension Importer {
  static let ownJSON = Importer(
    name: "jsonl", authority: .owner,
    recognizes: { head in "[{".utf8.contains(head.first) },
    reading: .objects { object, source, sink in
      let columns = object.members.map { OwnColumn(name: $0.name, value: $0.value) }
      OwnRecords(source, sink).read(columns, at: object.offset)
    })

  static let ownCSV = Importer(
    name: "csv", authority: .owner,
    recognizes: { head in
      if "{[<@%".utf8.contains(head.first) { return false }
      let line = head.text.prefix { $0 != 0x0A && $0 != 0x0D }
      return OwnTable.isHeader(Array(line), head.mapping ?? ImportMapping())
    },
    reading: .text { source, sink in OwnTable.read(source, sink) })
}

/// A value with its name in the source.
struct OwnColumn: Sendable {
  let name: String
  let value: JSONValue
}

private enum OwnTable {
  /// Whether a first line contains the names of a title and of another key.
  static func isHeader(_ line: [UInt8], _ mapping: ImportMapping) -> Bool {
    var csv = CSV(line)
    guard let cells = csv.next()?.cells, cells.count > 1 else { return false }
    let keys = cells.map { OwnNames.keys(of: $0, mapping) }
    return keys.contains { $0.contains("title") } && keys.count { !$0.isEmpty } > 1
  }

  static func read(_ source: ImportSource, _ sink: RecordSink) {
    var csv = CSV(source.text)
    guard let header = csv.next()?.cells else { return }
    let mapping = source.mapping ?? ImportMapping()
    guard header.contains(where: { OwnNames.keys(of: $0, mapping).contains("title") }) else {
      return sink.report(noTitle(header, mapping, source))
    }
    while !sink.isStopped, let row = csv.next() {
      if row.cells.allSatisfy(\.isEmpty) { continue }
      if row.cells.count == header.count {
        let columns = zip(header, row.cells).map { OwnColumn(name: $0, value: .text($1)) }
        sink.later { OwnRecords(source, $0).read(columns, at: row.offset) }
      } else {
        sink.leaveOut(
          source.problem(
            .warning, at: row.offset,
            "a row of \(row.cells.count) cells under \(header.count) columns; left out",
            hint: "put a cell that holds a comma or a line end in quotes"))
      }
    }
  }

  private static func noTitle(
    _ header: [String], _ mapping: ImportMapping, _ source: ImportSource
  ) -> Diagnostic {
    let known = header.prefix(20).joined(separator: ", ")
    return Diagnostic(
      path: source.path, message: "there is no column '\(mapping.names["title"] ?? "title")'",
      hint: "the columns are \(known); name the right one below 'import:' in site.yml")
  }
}

/// Turns records of columns into papers, and counts columns that are not used.
private struct OwnRecords {
  private let source: ImportSource
  private let sink: RecordSink
  private let mapping: ImportMapping

  init(_ source: ImportSource, _ sink: RecordSink) {
    self.source = source
    self.sink = sink
    mapping = source.mapping ?? ImportMapping()
  }

  func read(_ columns: [OwnColumn], at offset: Int) {
    let fields = OwnFields(columns, mapping)
    sink.columns.add(fields)
    guard let title = fields.text("title") else {
      let name = mapping.names["title"] ?? "title"
      return sink.leaveOut(
        source.problem(
          .warning, at: offset, "there is no '\(name)'; left out",
          hint: "name the right column below 'import:' in site.yml, as 'title: …'"))
    }
    var record = PaperRecord(
      title: title, abstract: fields.abstract ?? "", place: source.place(of: offset))
    addDates(fields, to: &record)
    record.authors = fields.authors
    record.tags = fields.tags
    addTexts(fields, to: &record)
    addIdentifiers(fields, to: &record)
    record.extra = fields.extra
    // The number of comments can have the same name.
    let comment = fields.text("comment").flatMap { Int($0) == nil ? $0 : nil }
    record.setRemarks(comment: comment, journal: fields.text("journal_ref"))
    sink.add(record)
  }

  /// Whatever a cell of text can say by itself.
  private func addTexts(_ fields: OwnFields, to record: inout PaperRecord) {
    for field in PaperField.imported {
      guard let parse = field.value.parse, let text = fields.text(field.name) else { continue }
      parse(text, &record.paper)
    }
    record.venue = record.venue.map { TeXText($0).plain }
    record.summary = fields.summary.map { TeXText($0).plain }
    if record.summary == nil { record.summaryBy = nil }
    if record.retracted == nil, fields.has("retracted") { record.retracted = "Retracted." }
    record.submitter = fields.text("submitter")
  }

  private func addDates(_ fields: OwnFields, to record: inout PaperRecord) {
    var published = fields.texts("published").map { DateReading($0) }
    // Beside a year, Zotero's `Date` is the same in full.
    if !published.isEmpty, let date = fields.text("date") { published.append(DateReading(date)) }
    record.setPublished(DateReading.joined(published), source, sink)
    if let day = reading("date", fields, record)?.firstDay {
      record.date = source.days.date ?? day
    }
    record.updated = reading("updated", fields, record)?.firstDay
  }

  private func reading(
    _ key: String, _ fields: OwnFields, _ record: PaperRecord
  ) -> PartialDate? {
    let reading = fields.text(key).map { DateReading($0) }
    if let problem = reading?.problem(in: source.path, at: record.place) { sink.report(problem) }
    return reading?.date
  }

  private func addIdentifiers(_ fields: OwnFields, to record: inout PaperRecord) {
    record.arxiv = fields.first("arxiv") { ArxivID.found(in: $0) }
    record.acl = fields.first("acl") { ACLID($0) }
    record.openReview = fields.first("openreview") { OpenReviewID($0) }
    record.doi = nil
    record.setDOI(fields.text("doi"))
    record.setAddress(fields.text("url"))
    for kind in PaperLink.Kind.allCases where kind != .url {
      record.links[kind] = fields.text(kind.rawValue) ?? record.links[kind]
    }
    if record.arxiv != nil, record.links[.pdf]?.contains("arxiv.org/pdf/") == true {
      record.links[.pdf] = nil
    }
  }
}
