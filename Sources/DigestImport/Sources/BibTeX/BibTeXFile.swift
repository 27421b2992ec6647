import DigestCore
import DigestMarkup
import DigestModel

/// Bibliographies: `.bib` files of BibTeX and BibLaTeX.
extension Importer {
  static let bibTeX = Importer(
    name: "bibtex", authority: .bibliography,
    recognizes: { head in BibTeXFile.isLikely(head.text) },
    reading: .whole { source, diagnostics in
      let (entries, problems) = BibTeXParser.parse(source)
      diagnostics += problems
      let file = BibTeXFile(entries)
      return entries.compactMap { file.record($0, source, &diagnostics) }
    })
}

/// Entries that can refer to one another.
struct BibTeXFile {
  private let byKey: [String: BibTeXEntry]
  /// Entries that others name as the book they stand in.
  private let parents: Set<String>

  init(_ entries: [BibTeXEntry]) {
    byKey = Dictionary(entries.map { ($0.key.lowercased(), $0) }) { first, _ in first }
    parents = Set(entries.compactMap { $0.raw("crossref")?.lowercased() })
  }

  /// Whether a line begins with `@word{`.
  static func isLikely(_ text: ArraySlice<UInt8>) -> Bool {
    text.split(separator: 0x0A).contains { line in
      let line = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard line.first == UInt8(ascii: "@") else { return false }
      let word = line.dropFirst().drop { $0 == 0x20 }.prefix(while: ASCII.isLetter)
      let sign = line[word.endIndex...].first { $0 != 0x20 }
      return word.count > 2 && (sign == UInt8(ascii: "{") || sign == UInt8(ascii: "("))
    }
  }

  func record(
    _ entry: BibTeXEntry, _ source: ImportSource, _ diagnostics: inout [Diagnostic]
  ) -> PaperRecord? {
    let entry = inherited(entry)
    // Proceedings that stand there for their papers' sake are no papers.
    if entry.type == "proceedings" || parents.contains(entry.key.lowercased()) {
      let isBookOnly = ["proceedings", "collection", "book", "mvbook"].contains(entry.type)
      if isBookOnly { return nil }
    }
    guard let title = entry.fields["title"].map(BibTeXBraces.removed), !TeXText(title).plain.isEmpty
    else {
      diagnostics.append(
        source.problem(
          .warning, at: entry.offset, "the entry '\(entry.key)' has no title; left out",
          hint: "add 'title = {…}'"))
      return nil
    }
    return record(entry, title, source)
  }

  private func record(
    _ entry: BibTeXEntry, _ title: String, _ source: ImportSource
  ) -> PaperRecord {
    let place = source.place(of: entry.offset)
    let published = day(of: entry)
    let subtitle = entry.fields["subtitle"].map { ": \(BibTeXBraces.removed($0))" } ?? ""
    var record = PaperRecord(
      title: title + subtitle, abstract: entry.fields["abstract"] ?? "",
      date: source.days.date ?? published ?? source.days.now, line: place.line,
      column: place.column)
    record.published = published
    record.authors = BibTeXNames.parse(entry.fields["author"] ?? entry.fields["editor"] ?? "")
    record.venue =
      ["booktitle", "journal", "journaltitle", "school", "institution"].lazy
      .compactMap { entry.text($0) }.first { !$0.lowercased().hasPrefix("arxiv") }
    record.pages = entry.text("pages")
    record.language = entry.text("langid").flatMap { $0.utf8.count <= 3 ? $0 : nil }
    record.tags = (entry.text("keywords") ?? "").split { $0 == "," || $0 == ";" }
      .map { FieldReader.tidied(String($0)) }
    addIdentifiers(of: entry, to: &record)
    if let note = entry.text("note"), note.lowercased().contains("retracted") {
      record.retracted = note
    }
    return record
  }

  private func addIdentifiers(of entry: BibTeXEntry, to record: inout PaperRecord) {
    record.setDOI(entry.raw("doi"))
    let eprint = entry.raw("eprint")
    let archive = entry.raw("archiveprefix") ?? entry.raw("eprinttype")
    if archive == nil || archive?.lowercased() == "arxiv" {
      record.arxiv = eprint.flatMap { ArxivID.found(in: $0) } ?? record.arxiv
    }
    let url = entry.raw("url") ?? entry.raw("howpublished")
    record.setAddress(url)
    // Google Scholar writes `journal = {arXiv preprint arXiv:2310.18660}`.
    if record.arxiv == nil, let journal = entry.raw("journal") {
      record.arxiv =
        journal.split(separator: " ").lazy
        .filter { $0.lowercased().hasPrefix("arxiv:") }.compactMap { ArxivID.found(in: String($0)) }
        .first
    }
    record.links[.pdf] = record.links[.pdf] ?? entry.raw("pdf")
    record.links[.code] = entry.raw("code")
    record.links[.video] = entry.raw("video")
    record.openReview = record.openReview ?? entry.raw("openreview").flatMap { OpenReviewID($0) }
  }

  private func day(of entry: BibTeXEntry) -> Day? {
    if let date = entry.text("date")?.split(separator: "/").first.flatMap({ Day(loose: String($0)) }
    ) {
      return date
    }
    guard let year = entry.text("year") else { return nil }
    return Day(loose: "\(year) \(entry.text("month") ?? "") \(entry.text("day") ?? "")")
  }

  /// Fields of the entry that `crossref` names, where this one has none; no chain is longer than
  /// BibTeX's own.
  private func inherited(_ entry: BibTeXEntry) -> BibTeXEntry {
    var result = entry
    var parent = entry.raw("crossref") ?? entry.raw("xdata")
    for _ in 0..<4 {
      guard let key = parent?.lowercased(), let found = byKey[key] else { break }
      for (name, value) in found.fields where result.fields[name] == nil {
        // The title of a book is no paper's; its authors neither, but its editors are known.
        if ["title", "author", "crossref", "abstract", "doi", "url"].contains(name) { continue }
        result.fields[name] = value
      }
      if result.fields["booktitle"] == nil { result.fields["booktitle"] = found.fields["title"] }
      parent = found.raw("crossref")
    }
    return result
  }
}

extension PaperRecord {
  /// An address says which paper this is, or leads to its page or file.
  mutating func setAddress(_ text: String?) {
    guard let text, FieldReader.webAddress(text) != nil else { return }
    let host = text.split(separator: "/").dropFirst().first.map(String.init)?.lowercased() ?? ""
    let lastPart = text.split(separator: "/").last.map(String.init) ?? ""
    switch host {
    case "arxiv.org", "www.arxiv.org", "export.arxiv.org":
      arxiv = arxiv ?? ArxivID.found(in: text)
    case "doi.org", "dx.doi.org", "www.doi.org": if doi == nil { setDOI(text) }
    case "aclanthology.org", "www.aclweb.org", "aclweb.org", "www.aclanthology.org":
      let name = lastPart.hasSuffix(".pdf") ? String(lastPart.dropLast(4)) : lastPart
      acl = acl ?? ACLID(name)
    case "openreview.net":
      let id = text.split(separator: "=").last.map(String.init)
      openReview = openReview ?? id.flatMap { OpenReviewID($0) }
    default: if text.lowercased().hasSuffix(".pdf") { links[.pdf] = links[.pdf] ?? text }
    }
  }
}
