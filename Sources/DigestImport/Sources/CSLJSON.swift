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
      if let record = CSLItem.record(item, source) {
        sink.add(record)
      } else {
        sink.leaveOut(
          source.problem(.warning, at: item.offset, "an item without a title; left out"))
      }
    })
}

private enum CSLItem {
  static func record(_ item: JSONObject, _ source: ImportSource) -> PaperRecord? {
    guard let title = item.text("title") else { return nil }
    let published = ["issued", "published", "event-date", "submitted"].lazy
      .compactMap { item[$0].flatMap(day) }.first
    let heading = MarkedUpText.paragraphs(title)
    guard heading.contains(where: { !TeXPiece.plain($0).isEmpty }) else { return nil }
    var record = PaperRecord(
      title: TeXText(paragraphs: heading),
      abstract: TeXText(paragraphs: MarkedUpText.paragraphs(item.text("abstract") ?? "")),
      date: source.days.date ?? published, place: source.place(of: item.offset))
    record.published = published
    record.authors = item.list("author").compactMap(author)
    record.venue = ["container-title", "event-title", "event"].lazy
      .compactMap { item.text($0) }.map(MarkedUpText.plain)
      .first { !$0.lowercased().hasPrefix("arxiv") }
    record.pages = item.text("page")
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

  private static func keywords(_ item: JSONObject) -> [String] {
    (item.text("keyword") ?? "").split { $0 == "," || $0 == ";" }.map { String($0) }
  }

  private static func author(_ value: JSONValue) -> Author? {
    guard let name = value.object else { return nil }
    if let literal = name.text("literal") { return Author(name: MarkedUpText.plain(literal)) }
    let parts = [
      name.text("given"), name.text("dropping-particle"), name.text("non-dropping-particle"),
      name.text("family"), name.text("suffix"),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : Author(name: MarkedUpText.plain(parts.joined(separator: " ")))
  }

  /// `{"date-parts": [[2026, 1, 5]]}`, with numbers or texts and parts missing, or `raw` text.
  private static func day(_ value: JSONValue) -> Day? {
    guard let object = value.object else { return value.text.flatMap { Day(loose: $0) } }
    let parts = object.list("date-parts").first?.list.compactMap(\.wholeNumber) ?? []
    if let year = parts.first {
      return Day(
        year: year, month: parts.count > 1 ? parts[1] : 1, day: parts.count > 2 ? parts[2] : 1)
    }
    return (object.text("raw") ?? object.text("literal")).flatMap { Day(loose: $0) }
  }
}
