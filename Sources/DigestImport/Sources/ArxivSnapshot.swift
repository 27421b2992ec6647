import DigestCore
import DigestMarkup
import DigestModel

/// Kaggle's snapshot of arXiv's metadata: one JSON object per line, over 4 GB in total.
extension Importer {
  static let arxivSnapshot = Importer(
    name: "arxiv-jsonl", authority: .archive,
    recognizes: { head in
      head.first == UInt8(ascii: "{") && head.contains("\"update_date\"")
        && head.contains("\"abstract\"") && head.contains("\"categories\"")
    },
    reading: .objects { object, source, sink in
      if let record = ArxivSnapshot.record(object, source) {
        sink.add(record)
      } else {
        sink.leaveOut(
          source.problem(
            .warning, at: object.offset, "a record without title, identifier or day; left out"))
      }
    })
}

private enum ArxivSnapshot {
  static func record(_ object: JSONObject, _ source: ImportSource) -> PaperRecord? {
    let versions = object.list("versions").compactMap { version in
      version.object?.text("created").flatMap { Day(mailDate: $0) }
    }
    let changed = object.text("update_date").flatMap { Day($0) }
    guard let title = object.text("title"), let id = object.text("id").flatMap({ ArxivID($0) }),
      let published = versions.first ?? changed
    else { return nil }
    var record = PaperRecord(
      title: title, abstract: object.text("abstract") ?? "",
      date: source.days.date ?? published, place: source.place(of: object.offset))
    record.identify(id, published: published, lastVersion: versions.last)
    record.authors = authors(of: object)
    record.addCategories(
      (object.text("categories") ?? "").split(separator: " ").map(String.init))
    record.license = object.text("license")
    record.setDOI(object.text("doi"))
    record.setRemarks(comment: object.text("comments"), journal: object.text("journal-ref"))
    return record
  }

  /// Returns the authors from `[["Last", "First", "suffix"], …]`, or else from a string of names.
  private static func authors(of object: JSONObject) -> [Author] {
    let parsed = object.list("authors_parsed").compactMap { entry -> Author? in
      let parts = entry.list.map { $0.text ?? "" }
      guard let last = parts.first else { return nil }
      let part = { (index: Int) in
        index < parts.count ? TeXText(parts[index]).plain : ""
      }
      let family = TeXText(last).plain
      return family.isEmpty
        ? nil
        : Author(given: part(1), family: family, suffix: part(2).isEmpty ? nil : part(2))
    }
    return parsed.isEmpty ? AuthorList.parse(object.text("authors") ?? "") : parsed
  }
}
