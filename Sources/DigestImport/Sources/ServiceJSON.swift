import DigestCore
import DigestMarkup
import DigestModel

/// Notes of OpenReview's API, of both versions (docs.openreview.net).
extension Importer {
  static let openReview = Importer(
    name: "openreview", authority: .publisher,
    recognizes: { head in
      "[{".utf8.contains(head.first) && head.contains("\"forum\"") && head.contains("\"content\"")
    },
    reading: .objects { note, source, sink in
      if let record = OpenReviewNote.record(note, source, sink) {
        sink.add(record)
      } else {
        sink.leaveOut(source.problem(.warning, at: note.offset, "a note without a title; left out"))
      }
    })
}

private enum OpenReviewNote {
  static func record(
    _ note: JSONObject, _ source: ImportSource, _ sink: RecordSink
  ) -> PaperRecord? {
    guard let content = note.object("content"), let title = value(content, "title")?.text else {
      return nil
    }
    var record = PaperRecord(
      title: title, abstract: value(content, "abstract")?.text ?? "",
      place: source.place(of: note.offset))
    let moments = ["pdate", "odate", "cdate", "tcdate"].lazy.compactMap { note.wholeNumber($0) }
    let day = moments.first.map { Day(secondsSince1970: $0 / 1000) }
    record.published = day.map { PartialDate($0) }
    record.date = source.days.date ?? day
    record.authors = (value(content, "authors")?.list ?? []).compactMap(\.text).map {
      Author(name: $0)
    }
    record.tags = (value(content, "keywords")?.list ?? []).compactMap(\.text)
    record.venue = value(content, "venue")?.text
    record.openReview = (note.text("forum") ?? note.text("id")).flatMap { OpenReviewID($0) }
    record.summary = (value(content, "TLDR") ?? value(content, "TL;DR"))?.text
    if let pdf = value(content, "pdf")?.text {
      record.links[.pdf] = pdf.hasPrefix("/") ? "https://openreview.net\(pdf)" : pdf
    }
    return record
  }

  /// `{"value": …}` in the second version.
  private static func value(_ content: JSONObject, _ name: String) -> JSONValue? {
    content[name].map { $0.object?["value"] ?? $0 }
  }
}

/// Records of INSPIRE's API (github.com/inspirehep/rest-api-doc).
extension Importer {
  static let inspire = Importer(
    name: "inspire", authority: .bibliography,
    recognizes: { head in
      "[{".utf8.contains(head.first) && head.contains("\"titles\"")
        && (head.contains("\"arxiv_eprints\"") || head.contains("\"control_number\""))
    },
    reading: .objects { item, source, sink in
      if let record = InspireRecord.record(item.object("metadata") ?? item, source, sink) {
        sink.add(record)
      } else {
        sink.leaveOut(
          source.problem(.warning, at: item.offset, "a record without a title; left out"))
      }
    })
}

private enum InspireRecord {
  static func record(
    _ item: JSONObject, _ source: ImportSource, _ sink: RecordSink
  ) -> PaperRecord? {
    guard let title = first(item, "titles")?.text("title") else { return nil }
    let abstract = first(item, "abstracts")?.text("value") ?? ""
    var record = PaperRecord(
      title: TeXText(title), abstract: TeXText(paragraphs: MarkedUpText.paragraphs(abstract)),
      place: source.place(of: item.offset))
    let journal = first(item, "publication_info")
    let dates = [item.text("preprint_date"), item.text("earliest_date"), journal?.text("year")]
    record.setPublished(
      dates.compactMap { $0 }.first.map { DateReading($0) } ?? DateReading(), source, sink)
    record.authors = item.list("authors").compactMap { author in
      author.object?.text("full_name").flatMap(TaggedRecord.author)
    }
    record.authors += item.list("collaborations").compactMap { $0.object?.text("value") }
      .map { Author(given: "", family: $0.contains("Collaboration") ? $0 : "\($0) Collaboration") }
    record.arxiv = first(item, "arxiv_eprints")?.text("value").flatMap { ArxivID($0) }
    record.setDOI(first(item, "dois")?.text("value"))
    record.venue = journal?.text("journal_title")
    record.volume = journal?.text("journal_volume")
    let pages = [journal?.text("page_start"), journal?.text("page_end")].compactMap { $0 }
    record.pages = pages.isEmpty ? journal?.text("artid") : pages.joined(separator: "–")
    record.tags =
      item.list("arxiv_eprints").first?.object?.list("categories").compactMap(\.text) ?? []
    return record
  }

  private static func first(_ item: JSONObject, _ name: String) -> JSONObject? {
    item.list(name).lazy.compactMap(\.object).first
  }
}
