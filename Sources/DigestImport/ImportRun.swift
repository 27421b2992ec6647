import DigestCore
import DigestModel

/// A ``PaperImport`` at work: reads each input with the importer that knows its format.
struct ImportRun {
  /// Beyond it, a source that is read as a whole is refused.
  static let maxWhole = 256 << 20

  let job: PaperImport
  let client: WebClient
  private let progress: ((PaperImport.Progress) -> Void)?
  let parallel: Parallel
  let rules: TagRules?
  private let mapping: ImportMapping?
  var session: ImportSession
  var diagnostics: [Diagnostic] = []
  private var failure: SystemError?

  init(_ job: PaperImport, _ progress: ((PaperImport.Progress) -> Void)?) throws {
    self.job = job
    self.progress = progress
    client = WebClient(limits: job.limits, pause: job.pause)
    parallel = Parallel(jobs: job.jobs)
    let folder = try ImportFolder(site: job.site, isDryRun: job.isDryRun)
    let files = ImportSettings(folder)
    rules = try files.tagRules(&diagnostics)
    mapping = try files.mapping(&diagnostics)
    let (stateBytes, known) = try files.state(&diagnostics)
    var state = known
    guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
    if !job.isDryRun { try folder.removeLeftovers() }
    let survey = PaperSurvey(folder.papersPath)
    survey.addStrangers(to: &state)
    let spelling = TagSpelling(rules: rules?.names ?? []) { survey.tags }
    session = ImportSession(
      folder: folder, state: state, stateBytes: stateBytes, spelling: spelling,
      isDryRun: job.isDryRun, parallel: parallel)
  }

  /// Whether the next input is to be read.
  mutating func read(_ input: PaperImport.Input) throws -> Bool {
    session.beginSource()
    switch input {
    case .bytes(let path, let bytes): try read(ImportStream(path: path, bytes: bytes))
    case .request(let request): return try fetch(request)
    case .file(let path):
      for file in try ImportInputFolder.files(at: path) {
        session.beginSource()
        try read(ImportStream(path: file))
        if hasErrors { return false }
      }
    }
    return !hasErrors
  }

  mutating func finish() throws -> ImportReport {
    let hasWritten = !session.report.entries.isEmpty
    if hasErrors && !hasWritten { throw DiagnosticsError(diagnostics) }
    if let failure, !hasWritten, diagnostics.isEmpty { throw failure }
    session.report.failure = failure
    session.report.diagnostics += diagnostics
    try session.finish()
    return session.report
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  mutating func read(_ stream: ImportStream) throws(SystemError) {
    let first = try stream.next()
    if first.isEmpty || first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
      diagnostics += TextCheck.problems(in: Array(first.prefix(2)), path: stream.path)
      return
    }
    guard let importer = importer(for: ImportHead(first, mapping: mapping)) else {
      let message = "no importer knows this format"
      diagnostics.append(Diagnostic(path: stream.path, message: message, hint: hint))
      return
    }
    let before = (session.report.entries.count, diagnostics.count, session.report.skipped)
    switch importer.reading {
    case .whole: try self.read(stream, first, importer)
    case .lines(let read): try self.read(stream, first, importer, lines: read)
    }
    if (session.report.entries.count, diagnostics.count, session.report.skipped) == before {
      diagnostics.append(Diagnostic(path: stream.path, message: "no papers found", hint: hint))
    }
  }

  private func importer(for head: ImportHead) -> Importer? {
    if let format = job.format { return Importer.all.first { $0.name == format } }
    return Importer.all.first { $0.recognizes(head) }
  }

  private var hint: String { "formats are: \(PaperImport.formats.joined(separator: ", "))" }

  func source(_ path: String, _ text: [UInt8], firstLine: Int = 1) -> ImportSource {
    let days = DayRule(year: job.year, date: job.date, now: job.now)
    return ImportSource(path: path, text: text, days: days, mapping: mapping, firstLine: firstLine)
  }

  mutating func add(
    _ records: [PaperRecord], from path: String, _ importer: Importer
  ) throws(SystemError) {
    let rules = rules
    let files = parallel.map(records.count) { PaperFile(records[$0], rules: rules) }
    try session.add(files, from: path, importer.authority)
  }

  mutating func take(_ found: [Diagnostic]) { diagnostics += found }

  mutating func skip(_ reason: String, _ count: Int = 1) { session.skip(reason, count) }

  mutating func fail(_ error: SystemError) { failure = error }

  func progressFile(_ request: String) -> ImportProgressFile {
    ImportProgressFile(session.folder, request: request, day: job.now)
  }

  /// Remembers how far a fetch came, with all that it brought; nothing of that once it is whole.
  mutating func saveProgress(
    _ file: ImportProgressFile, _ done: Int, of total: Int
  ) throws(SystemError) {
    if job.isDryRun { return }
    if total > ImportRun.batch {
      try session.save()
      if done < total { try file.save(done) } else { try file.remove() }
    }
    progress?(
      PaperImport.Progress(path: "arXiv", papers: done, bytesRead: done, size: total))
  }

  func report(_ stream: ImportStream) {
    progress?(
      PaperImport.Progress(
        path: stream.path, papers: session.report.entries.count, bytesRead: stream.position,
        size: stream.size))
  }
}

/// Files that are read as a whole: nothing of them is written unless all of it can be read.
extension ImportRun {
  private mutating func read(
    _ stream: ImportStream, _ first: [UInt8], _ importer: Importer
  ) throws(SystemError) {
    guard let bytes = try stream.rest(after: first, limit: ImportRun.maxWhole) else {
      let message = "the file is larger than 256 MB"
      diagnostics.append(Diagnostic(path: stream.path, message: message, hint: "cut it into parts"))
      return
    }
    let problem = TextCheck.utf8Problem(bytes, stream.path) ?? []
    diagnostics += problem
    guard problem.isEmpty else { return }
    try read(source(stream.path, TextCheck.normalized(bytes)), importer)
    report(stream)
  }

  mutating func read(_ source: ImportSource, _ importer: Importer) throws(SystemError) {
    guard case .whole(let read) = importer.reading else { return }
    var found: [Diagnostic] = []
    let records = read(source, &found)
    take(found)
    skip("left out", found.count { $0.message.hasSuffix("left out") })
    guard !found.contains(where: { $0.severity == .error }) else { return }
    try add(records, from: source.path, importer)
  }
}
