import DigestCore

/// The problems of an import; repeated warnings are limited to three per file, and the rest is
/// counted.
struct ImportProblems {
  /// The maximum number of warnings of a kind per file, and of files with such warnings.
  static let limit = 3

  private struct Place: Hashable {
    let kind: String
    let path: String
  }

  private var kept: [Diagnostic] = []
  /// Warnings beyond the limits: their number, and the first of them.
  private var cut: [Place: (count: Int, first: Diagnostic)] = [:]
  private var counts: [Place: Int] = [:]
  private var files: [String: Int] = [:]
  /// Of the message before: a file may have millions of records without a title.
  private var last: (message: String, path: String, place: Place)?
  private(set) var hasErrors = false

  var isEmpty: Bool { kept.isEmpty }

  mutating func add(_ problem: Diagnostic) {
    if problem.severity == .error {
      hasErrors = true
      kept.append(problem)
      return
    }
    let place = place(of: problem)
    let count = counts[place, default: 0]
    counts[place] = count + 1
    if count < ImportProblems.limit && !place.path.isEmpty {
      kept.append(problem)
    } else {
      cut[place, default: (0, problem)].count += 1
    }
  }

  /// Adds a problem that is reported only once, whatever the limits.
  mutating func keep(_ problem: Diagnostic) {
    hasErrors = hasErrors || problem.severity == .error
    kept.append(problem)
  }

  private mutating func place(of problem: Diagnostic) -> Place {
    if let last, last.message == problem.message, last.path == problem.path { return last.place }
    let place = newPlace(of: problem)
    last = (problem.message, problem.path, place)
    return place
  }

  /// Further files count as one.
  private mutating func newPlace(of problem: Diagnostic) -> Place {
    let kind = ImportProblems.kind(of: problem.message)
    let own = Place(kind: kind, path: problem.path)
    if counts[own] != nil { return own }
    files[kind, default: 0] += 1
    return files[kind, default: 0] <= ImportProblems.limit ? own : Place(kind: kind, path: "")
  }

  /// The problems within the limits, and a summary for each kind beyond them, sorted.
  var all: [Diagnostic] {
    (kept + cut.map { ImportProblems.summary($0.key, $0.value.count, $0.value.first) }).sorted()
  }

  private static func summary(_ place: Place, _ count: Int, _ first: Diagnostic) -> Diagnostic {
    if count == 1 { return first }
    var summary = first
    let reach = place.path.isEmpty ? "in this and further files" : "from here on"
    summary.message = "\(count.grouped) more such warnings \(reach): \(first.message)"
    return summary
  }

  /// Returns a message without the parts that differ between records: quoted words, numbers, and
  /// everything after a colon.
  static func kind(of message: String) -> String {
    var kind: [UInt8] = []
    var isQuoted = false
    for byte in message.utf8.prefix(300) {
      if byte == UInt8(ascii: "'") { isQuoted.toggle() }
      if byte == UInt8(ascii: ":") && !isQuoted { break }
      if !isQuoted && !ASCII.isDigit(byte) { kind.append(byte) }
    }
    return String(decoding: kind, as: UTF8.self)
  }
}
