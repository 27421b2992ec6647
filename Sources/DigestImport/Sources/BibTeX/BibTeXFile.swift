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
        for note in parser.takeNotes() { sink.report(note) }
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
  /// The volume that stands above the papers of it, in files of PMLR.
  private let volume: BibTeXEntry?

  /// Reads the file twice if entries refer to others.
  ///
  /// Only the entries that they refer to are kept, because a file may have a hundred thousand.
  init(_ source: ImportSource) {
    self.source = source
    volume = BibTeXFile.volume(of: source)
    let head = FormatSample.contains
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
    let subtitle = entry.fields["subtitle"].map { ": \($0)" } ?? ""
    let title = entry.fields["title"].map { TeXText(tex: $0 + subtitle) }
    guard let title, !title.plain.isEmpty else {
      return sink.leaveOut(
        source.problem(
          .warning, at: entry.offset, "the entry '\(entry.key)' has no title; left out",
          hint: "add 'title = {…}'"))
    }
    sink.add(record(entry, title, sink))
  }

  private func record(
    _ entry: BibTeXEntry, _ title: TeXText, _ sink: RecordSink
  ) -> PaperRecord {
    var record = PaperRecord(
      title: title, abstract: TeXText(entry.fields["abstract"] ?? ""),
      place: source.place(of: entry.offset))
    record.setPublished(date(of: entry), source, sink)
    addAuthors(of: entry, to: &record, sink)
    record.venue =
      ["booktitle", "journal", "journaltitle", "school", "institution"].lazy
      .compactMap { entry.venue($0) }.first { !BibTeXFile.isPreprint($0) }
    record.pages = entry.text("pages")
    addVolume(of: entry, to: &record)
    record.language = entry.text("langid").flatMap { $0.utf8.count <= 3 ? $0 : nil }
    record.tags = (entry.text("keywords") ?? "").split { $0 == "," || $0 == ";" }
      .map { FieldReader.tidied(String($0)) }
    addIdentifiers(of: entry, to: &record)
    if let note = entry.text("note"), note.lowercased().contains("retracted") {
      record.retracted = note
    }
    return record
  }

  private func addVolume(of entry: BibTeXEntry, to record: inout PaperRecord) {
    let isPreprint = record.venue == nil && entry.fields["journal"] != nil
    record.type = isPreprint || entry.type == "misc" ? nil : PublicationType(bibTeX: entry.type)
    record.volume = entry.text("volume").flatMap { ArxivID.mentioned(in: $0) == nil ? $0 : nil }
    record.number = (entry.text("number") ?? entry.text("issue"))
      .flatMap { ArxivID.mentioned(in: $0) == nil ? $0 : nil }
    record.series = entry.text("series")
    record.editors = BibTeXNames.parse(entry.fields["editor"] ?? "")
    record.publisher = entry.text("publisher")
    record.issn = entry.raw("issn")
    record.isbn = entry.raw("isbn")
    addOtherFields(of: entry, to: &record)
  }

  /// What no key of front matter holds goes below `extra`, and from there into the exported entry.
  private func addOtherFields(of entry: BibTeXEntry, to record: inout PaperRecord) {
    for name in entry.fields.keys.sorted() where !BibTeXFile.isRead(name) {
      guard let text = entry.text(name), text.utf8.count <= 1000, !text.contains("://"),
        text != record.venue, ArxivID.mentioned(in: text) == nil
      else { continue }
      record.extra.append((name, text))
    }
  }

  /// Fields with a key of their own, and those of a person's machine.
  private static func isRead(_ name: String) -> Bool {
    let isLocal = ["bdsk-", "__", "mendeley", "local", "file", "date-"].contains {
      name.hasPrefix($0)
    }
    return isLocal || readFields.contains(name)
  }

  private static let readFields: Set<String> = [
    "title", "subtitle", "author", "editor", "abstract", "year", "month", "day", "date",
    "booktitle",
    "journal", "journaltitle", "volume", "number", "issue", "series", "publisher", "issn", "isbn",
    "pages", "doi", "url", "eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass",
    "keywords", "langid", "crossref", "xdata", "xref", "ids", "collaboration", "pdf", "code",
    "video",
    "openreview", "acl", "ee", "link", "timestamp", "biburl", "bibsource", "adsurl", "adsnote",
    "comment", "journal_ref",
  ]

  /// Fields that no entry takes from its book.
  private static let ownFields: Set<String> = [
    "title", "subtitle", "titleaddon", "shorttitle", "author", "crossref", "abstract", "doi", "url",
    "ids", "xref", "label", "shorthand",
  ]

  /// The first entry, if it is a volume; PMLR's files name no `crossref`.
  private static func volume(of source: ImportSource) -> BibTeXEntry? {
    var parser = BibTeXParser(source)
    guard let first = parser.nextEntry(), first.type == "proceedings",
      first.fields["booktitle"] != nil
    else { return nil }
    return first
  }

  private func addVolume(to entry: inout BibTeXEntry) {
    let isPaper = entry.type == "inproceedings" && entry.raw("crossref") == nil
    guard let volume, isPaper, entry.fields["booktitle"] == nil, entry.fields["year"] == nil else {
      return
    }
    for name in ["booktitle", "year", "volume"] {
      entry.fields[name] = entry.fields[name] ?? volume.fields[name]
    }
    entry.fields["date"] = entry.fields["date"] ?? volume.fields["published"]
  }

  private static func isPreprint(_ venue: String) -> Bool {
    let lowered = venue.lowercased()
    return lowered.hasPrefix("arxiv") || lowered == "corr"
  }

  private func addAuthors(
    of entry: BibTeXEntry, to record: inout PaperRecord, _ sink: RecordSink
  ) {
    let names = BibTeXNames(entry.fields["author"] ?? "")
    (record.authors, record.hasMoreAuthors) = (names.authors, names.hasMore)
    if let group = entry.text("collaboration") {
      let name = group.lowercased().contains("collaboration") ? group : "\(group) Collaboration"
      record.authors.append(Author(given: "", family: name))
    }
    if names.isUnclear {
      sink.report(
        source.problem(
          .warning, at: entry.offset,
          "some authors of '\(entry.key)' cannot be told apart; left out",
          hint: "join the names by 'and'"))
    }
  }

  private func addIdentifiers(of entry: BibTeXEntry, to record: inout PaperRecord) {
    record.setDOI(entry.raw("doi"))
    record.arxiv = arxiv(of: entry) ?? record.arxiv
    for name in ["url", "howpublished", "ee", "link", "pdf"] {
      for address in entry.addresses(name) { record.setAddress(address) }
    }
    if record.links[.pdf] == nil && record.arxiv == nil {
      record.links[.pdf] = entry.addresses("pdf").first
    }
    record.links[.code] = entry.raw("code") ?? record.links[.code]
    record.links[.video] = entry.raw("video") ?? record.links[.video]
    record.openReview = record.openReview ?? entry.raw("openreview").flatMap { OpenReviewID($0) }
    record.acl = record.acl ?? entry.raw("acl").flatMap { ACLID($0) }
  }

  /// Of `eprint`, or of the fields in which programs mention it: Google Scholar writes
  /// `journal = {arXiv preprint arXiv:2310.18660}`, DBLP `journal = {CoRR}, volume = {abs/2310.18660}`.
  private func arxiv(of entry: BibTeXEntry) -> ArxivID? {
    let archive = (entry.raw("archiveprefix") ?? entry.raw("eprinttype"))?.lowercased()
    if archive == nil || archive == "arxiv", let eprint = entry.raw("eprint"),
      let id = ArxivID.found(in: eprint)
    {
      return id
    }
    let mentions = [
      "journal", "volume", "number", "note", "howpublished", "eprint", "pages", "journaltitle",
    ]
    if let id = mentions.lazy.compactMap({ entry.raw($0).flatMap(ArxivID.mentioned) }).first {
      return id
    }
    let isArxiv = ["journal", "publisher", "journaltitle", "archiveprefix"].contains { name in
      entry.raw(name).map { ["arxiv", "corr"].contains($0.lowercased()) } ?? false
    }
    guard isArxiv else { return nil }
    return ["number", "volume"].lazy.compactMap { entry.raw($0).flatMap { ArxivID.found(in: $0) } }
      .first
  }

  /// Of `date`, or of `year`, `month` and `day`, which make it fuller where they agree.
  private func date(of entry: BibTeXEntry) -> DateReading {
    let written = entry.text("date").map { DateReading($0) }
    let ofYear = entry.text("year").map { DateReading(yearField: $0) }
    let year = written?.year ?? ofYear?.year
    let ofMonth = entry.text("month").map { month in
      DateReading(monthField: month, year: year, day: entry.text("day").flatMap { Int($0) })
    }
    return DateReading.joined([written, ofYear, ofMonth].compactMap { $0 })
  }

  /// Adds missing fields from the entries that `crossref` or `xdata` refer to, through at most four
  /// levels.
  private func inherited(_ entry: BibTeXEntry) -> BibTeXEntry {
    var result = entry
    addVolume(to: &result)
    var parent = entry.raw("crossref") ?? entry.raw("xdata")
    for _ in 0..<4 {
      guard let key = parent?.lowercased(), let found = parents[key] else { break }
      for (name, value) in found.fields where result.fields[name] == nil {
        // A book's title and authors are not the paper's; its editors are kept as such.
        if BibTeXFile.ownFields.contains(name) { continue }
        result.fields[name] = value
      }
      if result.fields["booktitle"] == nil { result.fields["booktitle"] = found.fields["title"] }
      parent = found.raw("crossref")
    }
    return result
  }
}
