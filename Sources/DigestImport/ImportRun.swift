import DigestCore
import DigestModel

/// Runs a ``PaperImport``: reads each input with the importer that recognizes its format.
final class ImportRun {
  let job: PaperImport
  let client: WebClient
  private let progress: ((PaperImport.Progress) -> Void)?
  private let parallel: Parallel
  private let rules: TagRules?
  private let mapping: ImportMapping?
  var session: ImportSession
  private(set) var problems = ImportProblems()
  private(set) var failure: SystemError?

  init(_ job: PaperImport, _ progress: ((PaperImport.Progress) -> Void)?) throws {
    self.job = job
    self.progress = progress
    client = WebClient(limits: job.limits, pause: job.pause) { notice in
      switch notice {
      case .asking(let host): progress?(.asking(host))
      case .waiting(let message): job.notice(message)
      }
    }
    parallel = Parallel(jobs: job.jobs)
    let folder = try ImportFolder(site: job.site, isDryRun: job.isDryRun)
    let files = ImportSettings(folder)
    var diagnostics: [Diagnostic] = []
    rules = try files.tagRules(&diagnostics)
    mapping = try files.mapping(&diagnostics)
    try files.checkAuthors(&diagnostics)
    let state = try ImportState(folder)
    try state.load(parallel, &diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw DiagnosticsError(diagnostics)
    }
    if !job.isDryRun { try folder.removeLeftovers() }
    let survey = ExistingPapers(folder.papersPath)
    try survey.addStrangers(to: state)
    let spelling = TagSpelling(rules: rules?.names ?? []) { survey.tags }
    session = ImportSession(
      folder: folder, state: state, spelling: spelling, isDryRun: job.isDryRun, parallel: parallel)
    session.onPaper = job.onPaper
  }

  /// Reads an input; returns whether to continue with the next one.
  func read(_ input: PaperImport.Input) throws -> Bool {
    session.beginSource()
    switch input {
    case .bytes(let path, let bytes): try read(ImportStream(path: path, bytes: bytes))
    case .request(let request): return try fetch(request)
    case .file("-"): try read(ImportStream(path: "-"))
    case .file(let path):
      guard let files = try ImportInputFolder.files(at: path) else {
        try read(ImportStream(path: path))
        break
      }
      try read(files, in: path)
    }
    return !hasErrors
  }

  /// Reads the files of a folder, some of which may not be sources.
  private func read(_ files: [String], in folder: String) throws {
    let before = session.report.papers
    for file in files where !hasErrors {
      session.beginSource()
      try read(ImportStream(path: file), isExpected: false)
    }
    if !hasErrors && session.report.papers == before && session.report.skipped.isEmpty {
      problems.add(Diagnostic(path: folder, message: "no papers found", hint: hint))
    }
  }

  func finish() throws -> ImportReport {
    let hasWritten = session.report.papers > 0
    if hasErrors && !hasWritten { throw DiagnosticsError(problems.all) }
    if let failure, !hasWritten, problems.all.isEmpty { throw failure }
    session.report.failure = failure
    session.report.diagnostics += problems.all
    try session.finish()
    return session.report
  }

  var hasErrors: Bool { problems.hasErrors }

  /// Reads a stream; a file in a folder, which was not named itself, may contain no papers.
  func read(_ stream: ImportStream, isExpected: Bool = true) throws(SystemError) {
    report(stream)
    let first = try stream.next()
    if TextEncoding.utf16(Array(first.prefix(1024))) != nil,
      let all = try stream.rest(after: first, limit: SourceReader.maxWhole),
      let text = TextEncoding.utf16(all), !text.isEmpty
    {
      try read(ImportStream(path: stream.path, bytes: text), isExpected: isExpected)
    } else if first.isEmpty {
      for problem in TextCheck.problems(in: first, path: stream.path) { problems.add(problem) }
    } else if let importer = importer(for: FormatSample(first, mapping: mapping)) {
      try read(source(stream.path), first, stream, importer, isExpected: isExpected)
    } else {
      problems.add(nothing("no importer knows this format", in: stream.path, isExpected))
    }
  }

  private func importer(for head: FormatSample) -> Importer? {
    if let format = job.format { return Importer.all.first { $0.name == format } }
    return Importer.all.first { $0.recognizes(head) }
  }

  private var hint: String { "formats are: \(PaperImport.formats.joined(separator: ", "))" }

  /// Returns a source without its text.
  func source(_ path: String) -> ImportSource {
    let days = DayRule(year: job.year, date: job.date, now: job.now)
    return ImportSource(path: path, text: [], days: days, mapping: mapping)
  }

  func read(
    _ source: ImportSource, _ first: [UInt8], _ stream: ImportStream, _ importer: Importer,
    isExpected: Bool = true
  ) throws(SystemError) {
    var failure: SystemError?
    let sink = RecordSink(parallel: parallel) { sink in
      do throws(SystemError) {
        try self.take(sink, source.path, importer)
        self.report(stream)
      } catch {
        failure = error
        sink.stop()
      }
    }
    let reader = SourceReader(
      importer: importer, source: source, parallel: parallel, sink: sink)
    try reader.read(first, stream)
    if let failure { throw failure }
    try take(sink, source.path, importer)
    reportNothing(sink, source.path, isExpected)
    for problem in sink.columns.problems(in: source.path, mapping ?? ImportMapping()) {
      problems.keep(problem)
    }
    report(stream)
  }

  /// Merges the papers received from a source into the site.
  private func take(
    _ sink: RecordSink, _ path: String, _ importer: Importer
  ) throws(SystemError) {
    sink.settle()
    let isByRecord = importer.reading.isByRecord
    // Nothing is written from a source that is one text, unless all of it can be read.
    let isRefused = sink.hasErrors && !isByRecord && !sink.hasPassedOn
    let isBrokenOff = sink.hasErrors && !isByRecord && sink.hasPassedOn
    let (records, found, leftOut) = sink.take()
    for var problem in found {
      if isBrokenOff && problem.severity == .error {
        problem.message += "; what stands before it was imported"
      }
      problems.add(problem)
    }
    session.skip("left out", leftOut)
    if !isRefused { try add(records, from: path, importer) }
  }

  private func reportNothing(_ sink: RecordSink, _ path: String, _ isExpected: Bool) {
    if sink.hasErrors || sink.read > 0 || sink.isExpectedEmpty { return }
    let message = sink.leftOut > 0 ? "none of its records could be read" : "no papers found"
    problems.add(nothing(message, in: path, isExpected))
  }

  private func nothing(_ message: String, in path: String, _ isExpected: Bool) -> Diagnostic {
    Diagnostic(
      path: path, severity: isExpected ? .error : .warning, message: message, hint: hint)
  }

  func add(
    _ records: [PaperRecord], from path: String, _ importer: Importer
  ) throws(SystemError) {
    let (rules, now) = (rules, job.now)
    let files = parallel.map(records.count) { PaperFile(records[$0], rules: rules, today: now) }
    for file in files {
      for problem in file.unknownCommands(in: path) { problems.add(problem) }
    }
    try session.add(files, from: path, importer.authority)
    for problem in session.takeFolds() { problems.add(problem) }
  }

  func take(_ found: [Diagnostic]) {
    for problem in found { problems.add(problem) }
  }

  func skip(_ reason: String, _ count: Int = 1) { session.skip(reason, count) }

  func fail(_ error: SystemError) { failure = error }

  func progressFile(_ request: String) -> ImportProgressFile {
    ImportProgressFile(session.folder, request: request, day: job.now)
  }

  /// Saves the state and the progress of a fetch, so that the next run can continue; removes the
  /// progress when the fetch is complete.
  func saveProgress(
    _ file: ImportProgressFile, _ done: Int, of total: Int
  ) throws(SystemError) {
    if job.isDryRun { return }
    if total > ImportRun.batch {
      try session.save()
      if done < total { try file.save(done) } else { try file.remove() }
    }
    progress?(.reading("arXiv", papers: done, bytes: done, of: total))
  }

  private func report(_ stream: ImportStream) {
    progress?(
      .reading(
        stream.path, papers: session.report.papers, bytes: stream.position, of: stream.size))
  }
}

extension Importer.Reading {
  /// Whether a malformed record does not affect those next to it.
  var isByRecord: Bool {
    if case .objects = self { true } else { false }
  }
}
