import DigestCore
import DigestFiles
import DigestModel

/// The papers of a site before an import.
struct ExistingPapers {
  private let folder: SourceFolder
  /// Paths below `Content/papers`, without the extension.
  let files: [String]

  init(_ path: String) {
    folder = SourceFolder(name: "Content/papers", location: path)
    var ignored: [Diagnostic] = []
    // A site without the folder has no papers, and a build reports files that cannot be read.
    let paths = (try? folder.list(diagnostics: &ignored)) ?? []
    files = paths.filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
  }

  func fields(of file: String) -> [String: FieldValue]? {
    guard case .bytes(let bytes) = try? folder.read("\(file).md", limit: 1 << 20) else {
      return nil
    }
    var diagnostics: [Diagnostic] = []
    guard let parts = FrontMatter.split(bytes, path: file, diagnostics: &diagnostics),
      let entries = FrontMatterEntry.all(in: parts.text, parts.yaml)
    else { return nil }
    return Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
  }

  /// Adds the papers that no import wrote, so that a source's papers are matched with them, too.
  func addStrangers(to state: ImportState) throws(SystemError) {
    for file in files where state.number(named: file) == nil {
      guard let fields = fields(of: file), let keys = PaperIdentity(fields) else { continue }
      let date = fields["date"]?.text.flatMap { Day($0) } ?? Day(ordinal: 0)
      _ = state.insert(ImportState.Entry(slug: file, keys: keys, date: date))
    }
    try state.close()
  }

  var tags: [String] { files.flatMap { fields(of: $0)?["tags"]?.texts ?? [] } }
}
