import DigestCore

/// Takes what an importer reads out of a source, and passes it on in batches.
///
/// After an error it takes nothing more.
final class RecordSink {
  /// Makes a record of what has been cut out of a source; what it finds it gives to the sink.
  typealias Work = @Sendable (RecordSink) -> Void

  /// So many papers are merged and written together.
  static let batch = 1000

  private(set) var records: [PaperRecord] = []
  private(set) var problems: [Diagnostic] = []
  /// Records that could not be read, in all and since they were last taken.
  private(set) var leftOut = 0
  private var newlyLeftOut = 0
  /// Records, among them those that were read and are of no use here.
  private(set) var read = 0
  private(set) var hasErrors = false
  /// Nothing more is wanted.
  private(set) var isStopped = false
  /// Whether papers have been passed on.
  private(set) var hasPassedOn = false
  var columns = ColumnUse()
  /// That the source holds nothing is said already, and no error.
  var isExpectedEmpty = false
  private let parallel: Parallel?
  private let passOn: (RecordSink) -> Void
  private var work: [Work] = []

  /// Without `parallel`, work is done at once.
  init(parallel: Parallel? = nil, passOn: @escaping (RecordSink) -> Void = { _ in }) {
    self.parallel = parallel
    self.passOn = passOn
  }

  /// Nothing was found, and nothing wrong.
  var isEmpty: Bool { work.isEmpty && read == 0 && leftOut == 0 && problems.isEmpty }

  /// Does the work on several threads, soon; what comes out keeps its order.
  func later(_ work: @escaping Work) {
    if isStopped { return }
    guard parallel != nil else { return work(self) }
    self.work.append(work)
    if self.work.count >= RecordSink.batch { settle() }
  }

  /// Waits for all work.
  func settle() {
    guard let parallel, !work.isEmpty else { return }
    let work = work
    self.work = []
    let sinks = parallel.map(work.count) { index in
      let sink = RecordSink()
      work[index](sink)
      return Results(sink: sink)
    }
    for results in sinks { add(results.sink) }
  }

  /// Only one thread at a time has the sink.
  private struct Results: @unchecked Sendable {
    let sink: RecordSink
  }

  func add(_ record: PaperRecord) {
    settle()
    if isStopped { return }
    read += 1
    records.append(record)
    if records.count >= RecordSink.batch { passOn(self) }
  }

  func report(_ problem: Diagnostic) {
    settle()
    problems.append(problem)
    if problem.severity == .error { (hasErrors, isStopped) = (true, true) }
    if problems.count >= RecordSink.batch { passOn(self) }
  }

  func stop() { isStopped = true }

  /// A record that cannot be read.
  func leaveOut(_ problem: Diagnostic) {
    leftOut += 1
    newlyLeftOut += 1
    report(problem)
  }

  /// A record that is understood and of no use, such as one that was deleted.
  func passOver(_ problem: Diagnostic) {
    read += 1
    leaveOut(problem)
  }

  /// All that another one has.
  func add(_ other: RecordSink) {
    leftOut += other.leftOut
    newlyLeftOut += other.leftOut
    read += other.read - other.records.count
    columns.add(other.columns)
    for problem in other.problems { report(problem) }
    for record in other.records { add(record) }
  }

  /// What has come since the last time.
  func take() -> (records: [PaperRecord], problems: [Diagnostic], leftOut: Int) {
    settle()
    defer { (records, problems, newlyLeftOut) = ([], [], 0) }
    hasPassedOn = hasPassedOn || !records.isEmpty
    return (records, problems, newlyLeftOut)
  }
}
