import DigestCore
import DigestModel

/// What imports wrote: `Content/.imported.jsonl`, a line a paper, sorted by file.
///
/// It tells what only imports touched from what a person edited, moved or deleted, and recognises
/// a paper that comes again on another day or from another source.
struct ImportState {
  static let path = ".imported.jsonl"
  static let shownPath = "Content/\(path)"

  struct Entry: Equatable {
    /// The file below `papers/`, without its ending.
    var slug: String
    /// The day the import gave the paper.
    var date: Day
    /// Of the file's bytes as the import last wrote them, or found them without an edit.
    var sha256 = ""
    var fields = ImportedFields()
    /// The newest version that a source told of.
    var updated: Day?
    /// Whether it has a line in the file; others are papers that people wrote.
    var isImported = false
  }

  private(set) var entries: [Entry] = []
  private(set) var index = PaperIndex()
  /// File → entry.
  private var slugs: [String: Int] = [:]

  func entry(named slug: String) -> Int? { slugs[slug] }

  mutating func insert(_ entry: Entry, _ keys: PaperKeys) -> Int {
    let number = index.insert(keys)
    entries.append(entry)
    if !entry.slug.isEmpty { slugs[entry.slug] = number }
    return number
  }

  mutating func update(_ number: Int, _ keys: PaperKeys? = nil, _ change: (inout Entry) -> Void) {
    change(&entries[number])
    slugs[entries[number].slug] = number
    if let keys { index.add(keys, to: number) }
  }

  var bytes: [UInt8] {
    let order = entries.indices.filter { entries[$0].isImported }
      .sorted { entries[$0].slug.utf8.lexicographicallyPrecedes(entries[$1].slug.utf8) }
    var bytes: [UInt8] = []
    for number in order { append(entries[number], index.keys[number], to: &bytes) }
    return bytes
  }

  private func append(_ entry: Entry, _ keys: PaperKeys, to bytes: inout [UInt8]) {
    var object = JSONObjectWriter()
    object.add("slug", entry.slug)
    object.add("date", entry.date.description)
    object.add("sha256", entry.sha256)
    object.add("paper", keys.title)
    if let author = keys.author { object.add("author", author) }
    if !keys.identifiers.isEmpty { object.add("ids", keys.identifiers) }
    if let updated = entry.updated { object.add("updated", updated.description) }
    if !entry.fields.isUnknown { object.add("fields", entry.fields.text) }
    bytes += object.finished
    bytes.append(0x0A)
  }

  static func parse(_ bytes: [UInt8], diagnostics: inout [Diagnostic]) -> ImportState {
    var state = ImportState()
    var lines = LineReader(bytes)
    while let range = lines.next() {
      if let (entry, keys) = entry(bytes[range]), state.slugs[entry.slug] == nil {
        _ = state.insert(entry, keys)
      } else {
        diagnostics.append(
          Diagnostic(
            path: shownPath, line: lines.number, column: 1,
            message: "not a line that an import wrote",
            hint: "restore the file from version control; without it, imports take every paper's "
              + "file for edited by hand"))
      }
    }
    return state
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> (Entry, PaperKeys)? {
    guard String(validating: line, as: UTF8.self) != nil,
      let object = try? JSONParser.parse(line).object, let slug = object.text("slug"),
      isFile(slug), let date = object.text("date").flatMap({ Day($0) }),
      object.has("sha256"), object.has("paper")
    else { return nil }
    // No hash for a file that was written by hand, no title where it has no letter.
    let (hash, title) = (object.text("sha256") ?? "", object.text("paper") ?? "")
    var entry = Entry(slug: slug, date: date, sha256: hash, isImported: true)
    entry.fields = object.text("fields").map { ImportedFields($0) } ?? .unknown
    entry.updated = object.text("updated").flatMap { Day($0) }
    let keys = PaperKeys(
      identifiers: object.list("ids").compactMap(\.text), title: title,
      author: object.text("author"))
    return (entry, keys)
  }

  /// Below the folder of papers, whatever people call their files.
  private static func isFile(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { name in
      !name.isEmpty && !name.hasPrefix(".") && !name.utf8.contains(0)
    }
  }
}
