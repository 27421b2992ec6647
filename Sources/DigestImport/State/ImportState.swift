import DigestCore
import DigestModel

/// The state of imports, `Content/.imported.jsonl`: one line per paper, sorted by file.
///
/// It shows which values a person edited, and which files were moved or deleted, and identifies
/// papers that occur again on another day or in another source. As there may be a million papers,
/// memory contains only what is needed to find a paper; its line is read on demand.
final class ImportState {
  static let path = ".imported.jsonl"
  static let shownPath = "Content/\(path)"

  struct Entry: Equatable {
    /// The file below `papers/`, without its extension.
    var slug: String
    var keys: PaperIdentity
    /// The date that the import gave the paper.
    var date: Day
    /// The hash of the file as last written by an import, or as found without an edit.
    var sha256 = ""
    var fields = ImportedFields()
    /// The date of the newest version in a source.
    var updated: Day?
    /// Whether the paper has a line in the file; the others were written by people.
    var isImported = false
  }

  private let folder: ImportFolder
  private let lines: StateLines
  private var index = PaperIndex()
  private var slugs = SlugTable()
  private var imported: [Bool] = []
  /// The papers in use, each read and written once.
  private var open: [Int: Entry] = [:]
  private var changed: Set<Int> = []
  /// Whether the file has to be written.
  private var isChanged = false

  init(_ folder: ImportFolder) throws(SystemError) {
    self.folder = folder
    lines = try StateLines(folder)
  }

  var count: Int { imported.count }

  func number(named slug: String) -> Int? { slugs.number(of: slug) }

  func slug(of number: Int) -> String { slugs[number] }

  func entry(_ number: Int) throws(SystemError) -> Entry {
    if let entry = open[number] { return entry }
    guard let entry = StateLine.entry(try lines.line(number)[...], imported[number]) else {
      throw SystemError("read", path: ImportState.shownPath, reason: "it was changed meanwhile")
    }
    open[number] = entry
    return entry
  }

  /// The paper that a source means, by identifiers, else by title, author and edition.
  func find(_ keys: PaperIdentity, isTrusted: Bool = false) throws(SystemError) -> Int? {
    for number in index.withIdentifiers(of: keys) {
      let known = try entry(number).keys
      let isShared = keys.identifiers.contains(where: known.identifiers.contains)
      if isShared && (isTrusted || known.isPaper(ofIdentifierOf: keys)) { return number }
    }
    for number in index.withEdition(of: keys) where try entry(number).keys.isPaper(ofTitleOf: keys)
    {
      return number
    }
    for number in index.withTitle(of: keys) where try entry(number).keys.isPaper(ofTitleOf: keys) {
      return number
    }
    return nil
  }

  /// Adds a paper and returns its number; papers are numbered in the order of insertion.
  func insert(_ entry: Entry) -> Int {
    let number = count
    imported.append(entry.isImported)
    slugs.append(entry.slug)
    index.insert(entry.keys, number)
    lines.append()
    open[number] = entry
    changed.insert(number)
    return number
  }

  /// Adds keys from another source; the known title remains.
  func add(_ keys: PaperIdentity, to number: Int) throws(SystemError) {
    let isOther = try entry(number).keys.title != keys.title
    index.add(keys, to: number, isOther: isOther)
    try update(number) { $0.keys.add(keys) }
  }

  func update(_ number: Int, _ change: (inout Entry) -> Void) throws(SystemError) {
    var entry = try entry(number)
    change(&entry)
    if entry.slug != slugs[number] { slugs.rename(number, entry.slug) }
    if entry.isImported && !imported[number] { (imported[number], isChanged) = (true, true) }
    open[number] = entry
    changed.insert(number)
  }

  /// Stores the papers in use.
  func close() throws(SystemError) {
    for number in changed.sorted() {
      guard let entry = open[number] else { continue }
      let line = StateLine.bytes(entry)
      if try lines.set(number, line) && entry.isImported { isChanged = true }
    }
    (open, changed) = ([:], [])
    try lines.flush()
  }

  /// Writes the file if anything in it has changed.
  func save() throws(SystemError) {
    try close()
    guard isChanged else { return }
    let order = slugs.sorted.filter { imported[$0] }
    try folder.writeState { (add) throws(SystemError) in
      for number in order { try add(lines.line(number) + [0x0A]) }
    }
    isChanged = false
  }
}

/// Loading the file at the start of an import.
extension ImportState {
  /// A parsed line and its location.
  private struct Found: Sendable {
    let entry: Entry?
    let range: Range<Int>
    let line: Int
  }

  /// Loads the file; malformed lines are errors.
  func load(_ parallel: Parallel, _ diagnostics: inout [Diagnostic]) throws(SystemError) {
    var cutter = LineRecords()
    var start = 0
    var isLast = false
    while !isLast {
      let piece = try lines.nextPiece()
      isLast = piece.isEmpty
      if isLast { _ = cutter.finish() } else { cutter.read(piece) }
      let (text, records) = (cutter.text, cutter.records)
      let found = parallel.map(records.count) { index in
        let record = records[index]
        let entry = StateLine.entry(text[record.range], true)
        return Found(entry: entry, range: record.range, line: record.place.line)
      }
      // `text` is the end of the data read so far.
      start = lines.position - text.count
      for line in found { add(line, startingAt: start, &diagnostics) }
      if diagnostics.count > 10 { return }
    }
  }

  private func add(_ line: Found, startingAt start: Int, _ diagnostics: inout [Diagnostic]) {
    guard let entry = line.entry, slugs.number(of: entry.slug) == nil else {
      diagnostics.append(
        Diagnostic(
          path: ImportState.shownPath, line: line.line, column: 1,
          message: "not a line that an import wrote",
          hint: "restore the file from version control; without it, imports take every paper's "
            + "file for edited by hand"))
      return
    }
    let number = count
    imported.append(true)
    slugs.append(entry.slug)
    index.insert(entry.keys, number)
    lines.append(at: start + line.range.lowerBound, count: line.range.count)
  }
}
