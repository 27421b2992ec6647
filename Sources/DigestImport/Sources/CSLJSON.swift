import DigestCore
import DigestMarkup
import DigestModel

/// CSL-JSON, as written by Zotero and citeproc (citation-style-language/schema, `csl-data.json`).
extension Importer {
  static let cslJSON = Importer(
    name: "csl-json", authority: .bibliography,
    recognizes: { head in
      let marks = ["\"container-title\"", "\"date-parts\"", "\"family\"", "\"DOI\"", "\"issued\""]
      return "[{".utf8.contains(head.first) && head.contains("\"type\"")
        && marks.contains { head.contains($0) }
    },
    reading: .objects { item, source, sink in
      // An answer of Crossref's API about one paper.
      let item = item.object("message") ?? item
      if let record = CSLItem.record(item, source, sink) {
        sink.add(record)
      } else {
        sink.leaveOut(
          source.problem(.warning, at: item.offset, "an item without a title; left out"))
      }
    })
}

private enum CSLItem {
  static func record(
    _ item: JSONObject, _ source: ImportSource, _ sink: RecordSink
  ) -> PaperRecord? {
    guard let title = text(item, "title") else { return nil }
    let heading = MarkedUpText.paragraphs(title)
    guard heading.contains(where: { !TeXPiece.plain($0).isEmpty }) else { return nil }
    var record = PaperRecord(
      title: TeXText(paragraphs: heading),
      abstract: TeXText(paragraphs: MarkedUpText.paragraphs(item.text("abstract") ?? "")),
      place: source.place(of: item.offset))
    record.setPublished(date(of: item), source, sink)
    record.authors = item.list("author").compactMap(author)
    record.venue = ["container-title", "event-title", "event"].lazy
      .compactMap { text(item, $0) }.map(MarkedUpText.plain)
      .first { !$0.lowercased().hasPrefix("arxiv") }
    record.pages = item.text("page")
    record.type = item.text("type").flatMap { PublicationType(csl: $0) }
    (record.volume, record.number) = (item.text("volume"), item.text("issue"))
    record.series = item.text("collection-title")
    record.publisher = item.text("publisher")
    record.editors = item.list("editor").compactMap(author)
    (record.issn, record.isbn) = (text(item, "ISSN"), text(item, "ISBN"))
    record.language = item.text("language").flatMap { language in
      language.utf8.prefix { ASCII.isLetter($0) }.count <= 3 && language.utf8.count <= 11
        && language.utf8.allSatisfy { ASCII.isAlphanumeric($0) || $0 == 0x2D } ? language : nil
    }
    record.tags = keywords(item)
    record.setDOI(item.text("DOI"))
    record.arxiv =
      record.arxiv
      ?? [item.text("number"), item.text("archive_location"), item.text("archive-location")]
      .compactMap { $0 }.lazy.compactMap { ArxivID.found(in: $0) }.first
    record.setAddress(item.text("URL"))
    return record
  }

  /// Crossref's API has lists where CSL has text.
  private static func text(_ item: JSONObject, _ name: String) -> String? {
    item.text(name) ?? item.list(name).lazy.compactMap(\.text).first
  }

  private static func keywords(_ item: JSONObject) -> [String] {
    (item.text("keyword") ?? "").split { $0 == "," || $0 == ";" }.map { String($0) }
  }

  private static func author(_ value: JSONValue) -> Author? {
    guard let name = value.object else { return nil }
    let joined = { (keys: [String]) in
      MarkedUpText.plain(keys.compactMap { name.text($0) }.joined(separator: " "))
    }
    let family = joined(["non-dropping-particle", "family"])
    if !family.isEmpty {
      let given = joined(["given", "dropping-particle"])
      return Author(given: given, family: family, suffix: name.text("suffix"))
    }
    // Crossref calls the name of a group so.
    let whole = [joined(["literal"]), joined(["name"]), joined(["given"])].first { !$0.isEmpty }
    if whole == "others" { return Author(name: "et al.") }
    return whole.map { Author(given: "", family: $0) }
  }

  /// The first of these that names a year.
  private static func date(of item: JSONObject) -> DateReading {
    let readings = ["issued", "published", "event-date", "submitted"]
      .compactMap { item[$0].flatMap(date) }
    return readings.first { $0.year != nil } ?? readings.first { $0.isBroken } ?? DateReading()
  }

  /// `{"date-parts": [[2026, 1, 5]]}`, with numbers or texts and parts missing, or text (EDTF).
  private static func date(_ value: JSONValue) -> DateReading? {
    guard let object = value.object else { return value.text.map { DateReading($0) } }
    let parts = object.list("date-parts").first?.list.filter { !$0.isNothing } ?? []
    if !parts.isEmpty {
      return DateReading(parts.map { $0.text ?? "" }.joined(separator: "-"))
    }
    return (object.text("raw") ?? object.text("literal")).map { DateReading($0) }
  }
}
