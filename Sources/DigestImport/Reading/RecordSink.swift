import DigestCore

/// Takes what an importer reads out of a source, and passes it on in batches.
///
/// After an error it takes nothing more.
final class RecordSink {
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
  private let passOn: (RecordSink) -> Void

  init(passOn: @escaping (RecordSink) -> Void = { _ in }) {
    self.passOn = passOn
  }

  /// Nothing was found, and nothing wrong.
  var isEmpty: Bool { read == 0 && leftOut == 0 && problems.isEmpty }

  func add(_ record: PaperRecord) {
    if isStopped { return }
    read += 1
    records.append(record)
    if records.count >= RecordSink.batch { passOn(self) }
  }

  func report(_ problem: Diagnostic) {
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
    defer { (records, problems, newlyLeftOut) = ([], [], 0) }
    hasPassedOn = hasPassedOn || !records.isEmpty
    return (records, problems, newlyLeftOut)
  }
}
