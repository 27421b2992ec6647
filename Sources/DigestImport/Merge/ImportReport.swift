public import DigestCore
import DigestModel

/// What an import did, or in a dry run would do, with each paper.
public struct ImportReport: Sendable, CustomStringConvertible {
  public enum Outcome: String, Sendable, CaseIterable {
    case new
    case updated
    /// A file in which something is left as a person has it; ``Entry/reason`` says why.
    case kept
    case same
  }

  public struct Entry: Sendable, Equatable {
    public let outcome: Outcome
    /// Below the site's folder, such as `Content/papers/x.md`.
    public let path: String
    public let title: String
    public let reason: String?

    public var json: String {
      let reason = reason.map { [("reason", JSONLine.Value.text($0))] } ?? []
      return JSONLine(
        [("outcome", .text(outcome.rawValue)), ("path", .text(path)), ("title", .text(title))]
          + reason
      ).text
    }
  }

  /// Sorted by path; empty where the papers were told as they came.
  public internal(set) var entries: [Entry] = []
  public private(set) var counts: [Outcome: Int] = [:]
  /// Why papers of the source were passed over → how many.
  public internal(set) var skipped: [String: Int] = [:]
  /// Sorted; conflicts, and what was left out.
  public internal(set) var diagnostics: [Diagnostic] = []
  /// Why the import ended early; what it had done until then stands in the other fields.
  public internal(set) var failure: SystemError?
  private var hasEdited = false
  /// Reasons to keep a file that nobody edited → how many, and the first of them.
  private var kept: [String: (count: Int, paths: [String])] = [:]
  private var withoutAbstract = 0
  private var withoutDate = 0
  /// What papers without a date got.
  private var today: Day?

  static let edited = "edited by hand"

  public var papers: Int { counts.values.reduce(0, +) }

  mutating func add(_ entry: Entry) {
    counts[entry.outcome, default: 0] += 1
    guard entry.outcome == .kept else { return }
    if entry.reason == ImportReport.edited {
      hasEdited = true
    } else {
      let known = kept[entry.reason ?? "", default: (0, [])]
      let paths = known.count < 3 ? known.paths + [entry.path] : known.paths
      kept[entry.reason ?? ""] = (known.count + 1, paths)
    }
  }

  /// What a new paper lacks.
  mutating func noteGaps(hasAbstract: Bool, hasDate: Bool, today: Day) {
    if !hasAbstract { withoutAbstract += 1 }
    if !hasDate { (withoutDate, self.today) = (withoutDate + 1, today) }
  }

  /// For instance `new 12, updated 3, kept 2 (edited by hand), same 83, skipped 1 (repeated)`, a
  /// line for files that are kept for another reason, and what new papers lack.
  public var description: String {
    let counts = Outcome.allCases.compactMap(count)
    let summary = counts + (skipped.isEmpty ? [] : [skippedCount])
    let first = summary.isEmpty ? "no papers" : summary.joined(separator: ", ")
    return ([first] + keptLines + notes).joined(separator: "\n").escapedForTerminal
  }

  private var keptLines: [String] {
    kept.sorted { $0.key < $1.key }.flatMap { reason, found in
      let more = found.count - found.paths.count
      return found.paths.map { "kept \($0): \(reason)" }
        + (more > 0 ? ["kept \(more.grouped) more: \(reason)"] : [])
    }
  }

  /// What new papers lack, in sentences.
  public var notes: [String] {
    let new = counts[.new] ?? 0
    var notes: [String] = []
    if withoutAbstract > 0 {
      notes.append("without an abstract: \(ImportReport.part(withoutAbstract, of: new))")
    }
    if withoutDate > 0, let today {
      let part = ImportReport.part(withoutDate, of: new)
      notes.append("without a date in the source, so filed under \(today): \(part)")
    }
    return notes
  }

  private static func part(_ count: Int, of all: Int) -> String {
    let papers = all == 1 ? "1 new paper" : "\(all.grouped) new papers"
    return "\(count.grouped) of \(papers)"
  }

  private func count(_ outcome: Outcome) -> String? {
    guard let count = counts[outcome] else { return nil }
    let note = outcome == .kept && hasEdited ? " (\(ImportReport.edited))" : ""
    return "\(outcome.rawValue) \(count)\(note)"
  }

  private var skippedCount: String {
    let reasons = skipped.sorted { $0.key < $1.key }
    let shown = reasons.map { reasons.count == 1 ? $0.key : "\($0.key) \($0.value)" }
    let total = skipped.values.reduce(0, +)
    return "skipped \(total) (\(shown.joined(separator: ", ")))"
  }

  /// A JSON object a line: each paper, then what was skipped, notes, and each problem.
  public var jsonLines: String {
    let passed = skipped.sorted { $0.key < $1.key }.map { reason, count in
      JSONLine([
        ("outcome", .text("skipped")), ("reason", .text(reason)), ("count", .number(count)),
      ])
    }
    let problems = diagnostics.map { problem in
      JSONLine(
        [
          ("severity", .text(problem.severity.rawValue)), ("path", .text(problem.path)),
          ("line", .number(problem.line)), ("column", .number(problem.column)),
          ("message", .text(problem.message)),
        ] + (problem.hint.map { [("hint", .text($0))] } ?? []))
    }
    let notes = notes.map { JSONLine([("note", .text($0))]) }
    return (entries.map(\.json) + (passed + notes + problems).map(\.text)).joined(separator: "\n")
  }

  package mutating func finish() {
    entries.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    diagnostics.sort()
  }
}
