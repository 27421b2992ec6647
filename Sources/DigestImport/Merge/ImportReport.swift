public import DigestCore
import DigestModel

/// What an import did with each paper, or would do without `--dry-run`.
public struct ImportReport: Sendable, CustomStringConvertible {
  /// The outcome for a paper.
  public enum Outcome: String, Sendable, CaseIterable {
    case new
    case updated
    /// Some values are left as a person wrote them; ``Entry/reason`` says why.
    case kept
    case same
    /// Taken for a paper that the source held before; ``Entry/path`` is that paper's.
    case repeated
  }

  /// The report on one paper.
  public struct Entry: Sendable, Equatable {
    public let outcome: Outcome
    /// The path relative to the site's folder, such as `Content/papers/x.md`.
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

  /// The papers by path; empty if they were reported one by one.
  public internal(set) var entries: [Entry] = []
  public private(set) var counts: [Outcome: Int] = [:]
  /// The number of skipped papers for each reason.
  public internal(set) var skipped: [String: Int] = [:]
  /// Conflicts and records that were left out, sorted.
  public internal(set) var diagnostics: [Diagnostic] = []
  /// The error that ended the import early; the other properties describe what was done until then.
  public internal(set) var failure: SystemError?
  private var hasEdited = false
  /// Reasons for keeping files that nobody edited, with the number of files and the first ones.
  private var kept: [String: (count: Int, paths: [String])] = [:]
  private var withoutAbstract = 0
  private var withoutDate = 0
  /// The date that papers without one got.
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

  /// Counts data that a new paper lacks.
  mutating func noteGaps(hasAbstract: Bool, hasDate: Bool, today: Day) {
    if !hasAbstract { withoutAbstract += 1 }
    if !hasDate { (withoutDate, self.today) = (withoutDate + 1, today) }
  }

  /// The summary: `new 12, updated 3, kept 2 (edited by hand), same 83, skipped 1 (repeated)`.
  ///
  /// More lines follow for files kept for other reasons, and for data that new papers lack.
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

  /// Sentences about data that new papers lack.
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

  /// One JSON object per line: papers, skipped papers, notes, and problems.
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
