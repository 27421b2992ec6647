import DigestCore
import DigestMarkup
import DigestModel

/// Bibliographies in BibTeX and BibLaTeX files.
extension Importer {
  static let bibTeX = Importer(
    name: "bibtex", authority: .bibliography,
    recognizes: { head in BibTeXFile.isLikely(head.text) },
    reading: .text { source, sink in
      let file = BibTeXFile(source)
      var parser = BibTeXParser(source)
      while !sink.isStopped, let entry = parser.nextEntry() {
        for problem in parser.takeProblems() { sink.leaveOut(problem) }
        sink.later { file.read(entry, $0) }
      }
      for problem in parser.takeProblems() { sink.leaveOut(problem) }
    })
}

/// The entries of a file, which can refer to one another.
struct BibTeXFile {
  private let source: ImportSource
  /// Entries that others refer to, as books or for their fields, by key.
  private let parents: [String: BibTeXEntry]
  /// The keys of entries that others refer to as books.
  private let books: Set<String>

  /// Reads the file twice if entries refer to others.
  ///
  /// Only the entries that they refer to are kept, because a file may have a hundred thousand.
  init(_ source: ImportSource) {
    self.source = source
    let head = ImportHead.contains
    guard head(source.text[...], "crossref") || head(source.text[...], "xdata") else {
      (parents, books) = ([:], [])
      return
    }
    var wanted: Set<String> = []
    var books: Set<String> = []
    var parser = BibTeXParser(source)
    while let entry = parser.nextEntry() {
      if let book = entry.raw("crossref")?.lowercased() { books.insert(book) }
      if let other = entry.raw("xdata")?.lowercased() { wanted.insert(other) }
    }
    wanted.formUnion(books)
    var parents: [String: BibTeXEntry] = [:]
    parser = BibTeXParser(source)
    while let entry = parser.nextEntry() {
      let key = entry.key.lowercased()
      if wanted.contains(key) && parents[key] == nil { parents[key] = entry }
    }
    (self.parents, self.books) = (parents, books)
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

  func read(_ entry: BibTeXEntry, _ sink: RecordSink) {
    let entry = inherited(entry)
    // Proceedings that are only there for `crossref` are not papers.
    if entry.type == "proceedings" || books.contains(entry.key.lowercased()) {
      let isBookOnly = ["proceedings", "collection", "book", "mvbook"].contains(entry.type)
      if isBookOnly { return }
    }
    guard let title = entry.fields["title"].map(BibTeXBraces.removed), !TeXText(title).plain.isEmpty
    else {
      return sink.leaveOut(
        source.problem(
          .warning, at: entry.offset, "the entry '\(entry.key)' has no title; left out",
          hint: "add 'title = {…}'"))
    }
    sink.add(record(entry, title))
  }

  private func record(_ entry: BibTeXEntry, _ title: String) -> PaperRecord {
    let published = day(of: entry)
    let subtitle = entry.fields["subtitle"].map { ": \(BibTeXBraces.removed($0))" } ?? ""
    var record = PaperRecord(
      title: title + subtitle, abstract: entry.fields["abstract"] ?? "",
      date: source.days.date ?? published, place: source.place(of: entry.offset))
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

  /// Adds missing fields from the entries that `crossref` or `xdata` refer to, through at most four
  /// levels.
  private func inherited(_ entry: BibTeXEntry) -> BibTeXEntry {
    var result = entry
    var parent = entry.raw("crossref") ?? entry.raw("xdata")
    for _ in 0..<4 {
      guard let key = parent?.lowercased(), let found = parents[key] else { break }
      for (name, value) in found.fields where result.fields[name] == nil {
        // A book's title and authors are not the paper's; its editors are kept as such.
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
      paper.arxiv = paper.arxiv ?? ArxivID.found(in: text)
    case "doi.org", "dx.doi.org", "www.doi.org": if paper.doi == nil { setDOI(text) }
    case "aclanthology.org", "www.aclweb.org", "aclweb.org", "www.aclanthology.org":
      let name = lastPart.hasSuffix(".pdf") ? String(lastPart.dropLast(4)) : lastPart
      paper.acl = paper.acl ?? ACLID(name)
    case "openreview.net":
      let id = text.split(separator: "=").last.map(String.init)
      paper.openReview = paper.openReview ?? id.flatMap { OpenReviewID($0) }
    default: if text.lowercased().hasSuffix(".pdf") { links[.pdf] = links[.pdf] ?? text }
    }
  }
}
