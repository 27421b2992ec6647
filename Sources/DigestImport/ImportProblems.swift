import DigestCore

/// The problems of an import; of warnings that repeat, three of a file are kept and the rest counted.
struct ImportProblems {
  /// Of one kind: warnings a file, and files that have them.
  static let limit = 3

  private struct Place: Hashable {
    let kind: String
    let path: String
  }

  private var kept: [Diagnostic] = []
  /// What is cut: how many, and the first of them.
  private var cut: [Place: (count: Int, first: Diagnostic)] = [:]
  private var counts: [Place: Int] = [:]
  private var files: [String: Int] = [:]
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

  /// For one that is said once.
  mutating func keep(_ problem: Diagnostic) {
    hasErrors = hasErrors || problem.severity == .error
    kept.append(problem)
  }

  /// Further files count as one.
  private mutating func place(of problem: Diagnostic) -> Place {
    let kind = ImportProblems.kind(of: problem.message)
    let own = Place(kind: kind, path: problem.path)
    if counts[own] != nil { return own }
    files[kind, default: 0] += 1
    return files[kind, default: 0] <= ImportProblems.limit ? own : Place(kind: kind, path: "")
  }

  /// What was kept, and a line for each kind that was cut, sorted.
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

  /// The message without what differs from record to record: quoted words, numbers, and what
  /// follows a colon.
  static func kind(of message: String) -> String {
    var kind = ""
    var isQuoted = false
    for character in message.prefix(300) {
      if character == "'" { isQuoted.toggle() }
      if character == ":" && !isQuoted { break }
      if !isQuoted && !character.isNumber { kind.append(character) }
    }
    return kind
  }
}
