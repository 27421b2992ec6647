import DigestCore

/// Collects the records of a source and passes them on in batches.
///
/// After an error, it accepts nothing more.
final class RecordSink {
  /// Turns a part of a source into records, and adds them and any problems to the sink.
  typealias Work = @Sendable (RecordSink) -> Void

  /// The number of papers that are merged and written together.
  static let batch = 1000

  private(set) var records: [PaperRecord] = []
  private(set) var problems: [Diagnostic] = []
  /// The number of records that could not be read: in total, and since the last call of ``take()``.
  private(set) var leftOut = 0
  private var newlyLeftOut = 0
  /// The number of records read, including those that are not needed here.
  private(set) var read = 0
  private(set) var hasErrors = false
  /// Whether no more records are wanted.
  private(set) var isStopped = false
  /// Whether papers have been passed on.
  private(set) var hasPassedOn = false
  var columns = ColumnUse()
  /// Whether an empty source has been explained already, and is not an error.
  var isExpectedEmpty = false
  private let parallel: Parallel?
  private let passOn: (RecordSink) -> Void
  private var work: [Work] = []

  /// Creates a sink; without `parallel`, work is done immediately.
  init(parallel: Parallel? = nil, passOn: @escaping (RecordSink) -> Void = { _ in }) {
    self.parallel = parallel
    self.passOn = passOn
  }

  /// Whether there are neither records nor problems.
  var isEmpty: Bool { work.isEmpty && read == 0 && leftOut == 0 && problems.isEmpty }

  /// Schedules work for several threads; the results keep their order.
  func later(_ work: @escaping Work) {
    if isStopped { return }
    guard parallel != nil else { return work(self) }
    self.work.append(work)
    if self.work.count >= RecordSink.batch { settle() }
  }

  /// Waits for all scheduled work.
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

  /// The sink of one piece of work.
  // @unchecked because a sink is a mutable class: the thread that does the work makes it and hands it
  // over when it is done, so only one thread at a time has access.
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

  /// Leaves out a record that cannot be read.
  func leaveOut(_ problem: Diagnostic) {
    leftOut += 1
    newlyLeftOut += 1
    report(problem)
  }

  /// Leaves out a record that is valid but of no use, such as a deleted one.
  func passOver(_ problem: Diagnostic) {
    read += 1
    leaveOut(problem)
  }

  /// Adds everything in another sink.
  func add(_ other: RecordSink) {
    leftOut += other.leftOut
    newlyLeftOut += other.leftOut
    read += other.read - other.records.count
    columns.add(other.columns)
    for problem in other.problems { report(problem) }
    for record in other.records { add(record) }
  }

  /// Returns everything added since the last call.
  func take() -> (records: [PaperRecord], problems: [Diagnostic], leftOut: Int) {
    settle()
    defer { (records, problems, newlyLeftOut) = ([], [], 0) }
    hasPassedOn = hasPassedOn || !records.isEmpty
    return (records, problems, newlyLeftOut)
  }
}
