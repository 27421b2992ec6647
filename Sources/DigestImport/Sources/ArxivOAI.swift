import DigestCore
import DigestMarkup
import DigestModel

/// Records of arXiv's OAI-PMH interface, as `arXiv` or `arXivRaw` (info.arxiv.org/help/oa).
extension Importer {
  static let arxivOAI = Importer(
    name: "arxiv-oai", authority: .archive,
    recognizes: { head in head.first == UInt8(ascii: "<") && head.contains("<OAI-PMH") },
    reading: .elements(["record", "error"]) { source in ArxivOAI(source: source) })
}

private struct ArxivOAI: ElementReader {
  let source: ImportSource

  func read(_ element: XMLElement, _ sink: RecordSink) {
    sink.later { make(element, $0) }
  }

  private func make(_ element: XMLElement, _ sink: RecordSink) {
    if element.name == "error" {
      sink.report(ArxivOAI.error(element, source))
    } else if ArxivOAI.isDeleted(element) {
      sink.passOver(source.leftOut(element, "arXiv has deleted this record"))
    } else if let record = ArxivOAI.record(element, source) {
      sink.add(record)
    } else {
      sink.leaveOut(
        source.leftOut(
          element, "a record without title, identifier or day",
          "ask for metadataPrefix=arXiv or arXivRaw"))
    }
  }

  static func error(_ element: XMLElement, _ source: ImportSource) -> Diagnostic {
    let code = element["code"].map { " (\($0))" } ?? ""
    let message = element.text.map(OneLine.tidied) ?? "unknown error"
    return Diagnostic(
      path: source.path, line: element.line, message: "arXiv says: \(message)\(code)",
      hint: "check the request; resumption tokens expire each day")
  }

  static func isDeleted(_ record: XMLElement) -> Bool {
    record.first("header")?["status"] == "deleted"
  }

  static func record(_ element: XMLElement, _ source: ImportSource) -> PaperRecord? {
    guard let fields = element.first("metadata")?.elements.first,
      let title = fields.text("title"), let id = fields.text("id").flatMap({ ArxivID($0) }),
      let published = days(of: fields).first
    else { return nil }
    var record = PaperRecord(
      title: title, abstract: fields.text("abstract") ?? "",
      date: source.days.date ?? published, place: TextPlace(line: element.line))
    record.identify(id, published: published, lastVersion: days(of: fields).last)
    record.authors = authors(of: fields)
    record.addCategories((fields.text("categories") ?? "").split(separator: " ").map(String.init))
    record.license = fields.text("license")
    record.setDOI(fields.text("doi"))
    record.setRemarks(comment: fields.text("comments"), journal: fields.text("journal-ref"))
    return record
  }

  /// Returns the dates of versions: of all in `arXivRaw`, of the first and last in `arXiv`.
  private static func days(of fields: XMLElement) -> [Day] {
    let versions = fields.all("version").compactMap { version in
      version.text("date").flatMap { Day(mailDate: $0) }
    }
    if !versions.isEmpty { return versions }
    return ["created", "updated"].compactMap { fields.text($0).flatMap { Day(timestamp: $0) } }
  }

  private static func authors(of fields: XMLElement) -> [Author] {
    guard let list = fields.first("authors") else { return [] }
    let authors = list.all("author")
    if authors.isEmpty { return list.text.map { AuthorList.parse($0) } ?? [] }
    return authors.compactMap { author in
      let part = { (name: String) in author.text(name).map { TeXText($0).plain } }
      guard let family = part("keyname") else { return part("forenames").map { Author(name: $0) } }
      var name = Author(given: part("forenames") ?? "", family: family, suffix: part("suffix"))
      name.affiliation = part("affiliation")
      return name
    }
  }
}
