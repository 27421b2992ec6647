/// What imports wrote: `Content/.imported.jsonl`, a line a paper, sorted by file.
///
/// It tells a file that only the import touched from one that a person edited, moved or deleted,
/// and recognises a paper that comes again on another day.
struct ImportState {
  static let path = ".imported.jsonl"
  static let shownPath = "Content/\(path)"

  struct Entry: Equatable {
    /// Below `papers/`, without its ending.
    let slug: String
    /// The first day the paper stood in the digest.
    var date: Day
    /// Of the file's bytes as the import last wrote them.
    var sha256: String
    /// The paper's identity, as ``PaperName`` makes it of the title.
    let paper: String
  }

  private(set) var bySlug: [String: Entry] = [:]
  private var slugs: [String: String] = [:]

  func entry(ofPaper identity: String) -> Entry? { slugs[identity].flatMap { bySlug[$0] } }

  mutating func set(_ entry: Entry) {
    bySlug[entry.slug] = entry
    slugs[entry.paper] = entry.slug
  }

  var bytes: [UInt8] {
    let entries = bySlug.values.sorted { $0.slug < $1.slug }
    return Array(entries.map(ImportState.line).joined().utf8)
  }

  /// No value can hold a quote or backslash: slugs, days and hashes are ASCII, identities words.
  private static func line(_ entry: Entry) -> String {
    """
    {"slug":"\(entry.slug)","date":"\(entry.date)","sha256":"\(entry.sha256)",\
    "paper":"\(entry.paper)"}

    """
  }

  static func parse(_ bytes: [UInt8], diagnostics: inout [Diagnostic]) -> ImportState {
    var state = ImportState()
    var lines = LineReader(bytes)
    while let range = lines.next() {
      if let entry = entry(bytes[range]) {
        state.set(entry)
      } else {
        diagnostics.append(
          Diagnostic(
            path: shownPath, line: lines.number, column: 1,
            message: "not a line that an import wrote",
            hint: "restore the file from version control; without it, imports keep every paper's "
              + "file that differs from theirs"))
      }
    }
    return state
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> Entry? {
    guard let text = String(validating: line, as: UTF8.self) else { return nil }
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count == 17 else { return nil }
    let keys = [1, 5, 9, 13].map { String(parts[$0]) }
    let signs = [0, 2, 4, 6, 8, 10, 12, 14, 16].map { parts[$0] }.joined()
    guard keys == ["slug", "date", "sha256", "paper"], signs == "{:,:,:,:}",
      Slug.isValid(String(parts[3])), let date = Day(String(parts[7])), parts[11].utf8.count == 64
    else { return nil }
    return Entry(
      slug: String(parts[3]), date: date, sha256: String(parts[11]), paper: String(parts[15]))
  }
}
