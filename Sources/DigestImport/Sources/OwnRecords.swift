import DigestCore
import DigestMarkup
import DigestModel

/// One's own data as JSON Lines or CSV; `import:` in `site.yml` says how the columns are called.
extension Importer {
  static let ownJSONLines = Importer(
    name: "jsonl", authority: .owner,
    recognizes: { head in head.first == UInt8(ascii: "{") },
    reading: .lines { source, diagnostics in
      guard let object = source.object(&diagnostics) else { return [] }
      let mapping = source.mapping ?? ImportMapping()
      return OwnRecord.make(source, 0, mapping, &diagnostics) { name in
        OwnRecord.values(object, at: name)
      }
    })

  static let ownCSV = Importer(
    name: "csv", authority: .owner,
    recognizes: { head in
      guard let mapping = head.mapping, !mapping.names.isEmpty else { return false }
      let line = head.text.prefix { $0 != 0x0A && $0 != 0x0D }
      let columns = CSV.rows(Array(line)).first?.cells ?? []
      return columns.count > 1 && mapping.names.values.allSatisfy { columns.contains($0) }
    },
    reading: .whole { source, diagnostics in
      OwnTable.records(source, &diagnostics)
    })
}

private enum OwnTable {
  static func records(
    _ source: ImportSource, _ diagnostics: inout [Diagnostic]
  ) -> [PaperRecord] {
    let mapping = source.mapping ?? ImportMapping()
    let rows = CSV.rows(source.text)
    guard let header = rows.first else { return [] }
    let title = mapping.name(of: "title")
    guard header.cells.contains(title) else {
      let known = header.cells.prefix(20).joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          path: source.path, message: "there is no column '\(title)'",
          hint: "the columns are \(known); name the right one below 'import:' in site.yml"))
      return []
    }
    return rows.dropFirst().flatMap { row -> [PaperRecord] in
      if row.cells.allSatisfy(\.isEmpty) { return [] }
      if row.cells.count != header.cells.count {
        diagnostics.append(
          source.problem(
            .warning, at: row.offset,
            "a row of \(row.cells.count) cells under \(header.cells.count) columns; left out",
            hint: "put a cell that holds a comma or a line end in quotes"))
        return []
      }
      return OwnRecord.make(source, row.offset, mapping, &diagnostics) { name in
        header.cells.firstIndex(of: name).map { [row.cells[$0]] }?.filter { !$0.isEmpty } ?? []
      }
    }
  }
}

private enum OwnRecord {
  /// The texts below a name, or below names joined by dots; objects give their `name`.
  static func values(_ object: JSONObject, at path: String) -> [String] {
    if let value = object[path] { return texts(value) }
    var current = object
    let parts = path.split(separator: ".").map(String.init)
    for part in parts.dropLast() {
      guard let next = current.object(part) else { return [] }
      current = next
    }
    return parts.last.flatMap { current[$0] }.map(texts) ?? []
  }

  private static func texts(_ value: JSONValue) -> [String] {
    switch value {
    case .list(let values): values.flatMap(texts)
    case .object(let object): [object.text("name")].compactMap { $0 }
    default: value.text.map { [$0] } ?? []
    }
  }

  /// One record, or none and the reason.
  static func make(
    _ source: ImportSource, _ offset: Int, _ mapping: ImportMapping,
    _ diagnostics: inout [Diagnostic], _ values: (String) -> [String]
  ) -> [PaperRecord] {
    func all(_ key: String) -> [String] { values(mapping.name(of: key)) }
    func one(_ key: String) -> String? { all(key).first }
    func list(_ key: String) -> [String] { split(all(key), mapping.separator) }
    guard let title = one("title") else {
      diagnostics.append(
        source.problem(
          .warning, at: offset, "there is no '\(mapping.name(of: "title"))'; left out",
          hint: "name the right column below 'import:' in site.yml, as 'title: …'"))
      return []
    }
    let published = one("published").flatMap { Day(loose: $0) }
    let date = source.days.date ?? one("date").flatMap { Day(loose: $0) } ?? published
    let place = source.place(of: offset)
    var record = PaperRecord(
      title: title, abstract: all("abstract").joined(separator: "\n\n"),
      date: date ?? source.days.now, line: place.line, column: place.column)
    record.published = published
    record.updated = one("updated").flatMap { Day(loose: $0) }
    record.authors = list("authors").map { Author(name: TeXText($0).plain) }
    record.tags = list("tags")
    addIdentifiers(to: &record, one)
    addTexts(to: &record, one)
    return [record]
  }

  /// A list's values are whole; one text holds several names.
  private static func split(_ values: [String], _ separator: String) -> [String] {
    guard values.count == 1, let text = values.first, !separator.isEmpty else { return values }
    return text.split(separator: separator).map { FieldReader.tidied(String($0)) }
      .filter { !$0.isEmpty }
  }

  private static func addIdentifiers(to record: inout PaperRecord, _ one: (String) -> String?) {
    record.arxiv = one("arxiv").flatMap { ArxivID.found(in: $0) }
    record.acl = one("acl").flatMap { ACLID($0) }
    record.openReview = one("openreview").flatMap { OpenReviewID($0) }
    record.setDOI(one("doi"))
    for kind in PaperLink.Kind.allCases { record.links[kind] = one(kind.rawValue) }
    if record.arxiv != nil, record.links[.pdf]?.contains("arxiv.org/pdf/") == true {
      record.links[.pdf] = nil
    }
  }

  private static func addTexts(to record: inout PaperRecord, _ one: (String) -> String?) {
    record.venue = one("venue").map { TeXText($0).plain }
    record.pages = one("pages")
    record.license = one("license")
    record.upvotes = one("upvotes").flatMap { Int($0) }
    record.comments = one("comments").flatMap { Int($0) }
    record.stars = one("stars").flatMap { Int($0) }
    record.submitter = one("submitter")
    record.summary = one("summary").map { TeXText($0).plain }
    record.summaryBy = one("summary_by")
    record.withdrawn = one("withdrawn")
    record.retracted = one("retracted")
    record.award = one("award")
  }
}
