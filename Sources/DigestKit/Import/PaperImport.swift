/// Brings papers from an outside source into `Content/papers/`; what a person wrote is never lost.
///
/// `digest import FILE` is: read the records, name their files, write those that are new or that
/// only imports have touched, and remember what was written. A second run changes nothing.
public struct PaperImport: Sendable {
  /// The source as messages name it.
  public var path: String
  public var bytes: [UInt8]
  /// The folder that holds `Content/`.
  public var site = "."
  /// One of ``formats``; `nil` to tell from the content.
  public var format: String?
  public var year: Int?
  public var date: Day?
  /// For days without a year: the latest that is not after this one.
  public var now: Day
  public var isDryRun = false

  public static var formats: [String] { Importer.all.map(\.name) }

  public init(path: String, bytes: [UInt8], now: Day) {
    self.path = path
    self.bytes = bytes
    self.now = now
  }

  /// Throws a ``DiagnosticsError`` before anything is written, or a ``SystemError``.
  public func run() throws -> ImportReport {
    var diagnostics: [Diagnostic] = []
    let records = records(&diagnostics)
    let folder = try ImportFolder(site: site, isDryRun: isDryRun)
    let tags = try tagRules(in: folder, &diagnostics)
    let state = try state(in: folder, &diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw DiagnosticsError(diagnostics)
    }
    var batch = ImportBatch(state: state, tags: tags)
    batch.add(records, from: path, &diagnostics)
    let entries = try batch.write(into: folder, isDryRun: isDryRun)
    return ImportReport(
      entries: entries, skipped: batch.repeats + diagnostics.count,
      diagnostics: diagnostics.sorted())
  }

  private func records(_ diagnostics: inout [Diagnostic]) -> [PaperRecord] {
    let problems = TextCheck.problems(in: bytes, path: path)
    diagnostics += problems
    guard problems.isEmpty else { return [] }
    let text = TextCheck.normalized(bytes)
    guard let importer = importer(for: text) else {
      diagnostics.append(
        Diagnostic(path: path, message: "no importer knows this format", hint: hint))
      return []
    }
    let days = DayRule(year: year, date: date, now: now)
    let records = importer.read(ImportSource(path: path, text: text, days: days), &diagnostics)
    if records.isEmpty && diagnostics.isEmpty {
      diagnostics.append(Diagnostic(path: path, message: "no papers found", hint: hint))
    }
    return records
  }

  private func importer(for text: [UInt8]) -> Importer? {
    if let format { return Importer.all.first { $0.name == format } }
    return Importer.all.first { $0.recognizes(text) }
  }

  private var hint: String { "formats are: \(PaperImport.formats.joined(separator: ", "))" }

  private func tagRules(
    in folder: ImportFolder, _ diagnostics: inout [Diagnostic]
  ) throws(SystemError) -> TagRules? {
    switch try folder.read("tags.yml", in: .content) {
    case .absent: return nil
    case .bytes(let bytes): return TagRules.parse(bytes, diagnostics: &diagnostics)
    case .other(let reason):
      throw SystemError("read", path: TagRules.path, reason: reason)
    }
  }

  private func state(
    in folder: ImportFolder, _ diagnostics: inout [Diagnostic]
  ) throws(SystemError) -> ImportState {
    switch try folder.read(ImportState.path, in: .content) {
    case .absent: return ImportState()
    case .bytes(let bytes): return ImportState.parse(bytes, diagnostics: &diagnostics)
    case .other(let reason):
      throw SystemError("read", path: ImportState.shownPath, reason: reason)
    }
  }
}
