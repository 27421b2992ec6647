import DigestCore
import DigestMarkup
import DigestModel

/// The snapshot of arXiv's metadata that Kaggle hosts: a JSON object a line, over 4 GB in all.
extension Importer {
  static let kaggleSnapshot = Importer(
    name: "arxiv-jsonl", authority: .archive,
    recognizes: { head in
      head.first == UInt8(ascii: "{") && head.contains("\"update_date\"")
        && head.contains("\"abstract\"") && head.contains("\"categories\"")
    },
    reading: .lines { source, diagnostics in
      guard let object = source.object(&diagnostics) else { return [] }
      if let record = KaggleSnapshot.record(object, source) { return [record] }
      diagnostics.append(
        source.problem(.warning, at: 0, "a record without title, identifier or day; left out"))
      return []
    })
}

private enum KaggleSnapshot {
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
      date: source.days.date ?? published, line: source.firstLine)
    record.identify(id, published: published, lastVersion: versions.last)
    record.authors = authors(of: object)
    record.addCategories(
      (object.text("categories") ?? "").split(separator: " ").map(String.init))
    record.license = object.text("license")
    record.setDOI(object.text("doi"))
    record.setRemarks(comment: object.text("comments"), journal: object.text("journal-ref"))
    return record
  }

  /// `[["Last", "First", "suffix"], …]`, else the names as one text.
  private static func authors(of object: JSONObject) -> [Author] {
    let parsed = object.list("authors_parsed").compactMap { entry -> Author? in
      let parts = entry.list.map { $0.text ?? "" }
      guard let last = parts.first else { return nil }
      let words = [parts.count > 1 ? parts[1] : "", last, parts.count > 2 ? parts[2] : ""]
      let name = words.filter { !$0.isEmpty }.joined(separator: " ")
      return name.isEmpty ? nil : Author(name: TeXText(name).plain)
    }
    return parsed.isEmpty ? AuthorList.parse(object.text("authors") ?? "") : parsed
  }
}

extension ImportSource {
  /// The one object that a line holds; a line that holds none is left out.
  func object(_ diagnostics: inout [Diagnostic]) -> JSONObject? {
    do throws(JSONProblem) {
      if let object = try JSONParser.parse(text[...]).object { return object }
      diagnostics.append(
        problem(.warning, at: 0, "not a JSON object; left out", hint: "write one object a line"))
    } catch {
      diagnostics.append(
        problem(
          .warning, at: error.offset, "invalid JSON: \(error.message); left out",
          hint: "write one whole object a line"))
    }
    return nil
  }

  /// The objects of a list, or the one object that the file holds.
  func objects(_ diagnostics: inout [Diagnostic]) -> [JSONObject] {
    do throws(JSONProblem) {
      let value = try JSONParser.parse(text[...])
      return value.object.map { [$0] } ?? value.list.compactMap(\.object)
    } catch {
      diagnostics.append(
        problem(
          .error, at: error.offset, "invalid JSON: \(error.message)",
          hint: "fetch or export the file again"))
      return []
    }
  }
}
