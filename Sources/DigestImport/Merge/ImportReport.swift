public import DigestCore

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
  }

  /// Sorted by path.
  public internal(set) var entries: [Entry] = []
  /// Why papers of the source were passed over → how many.
  public internal(set) var skipped: [String: Int] = [:]
  /// Sorted; conflicts, and what was left out.
  public internal(set) var diagnostics: [Diagnostic] = []
  /// Why the import ended early; what it had done until then stands in the other fields.
  public internal(set) var failure: SystemError?

  static let edited = "edited by hand"

  /// For instance `new 12, updated 3, kept 2 (edited by hand), same 83, skipped 1 (repeated)`, and
  /// a line for each file that is kept for another reason.
  public var description: String {
    let counts = Outcome.allCases.compactMap(count)
    let summary = counts + (skipped.isEmpty ? [] : [skippedCount])
    let kept = entries.filter { $0.outcome == .kept && $0.reason != ImportReport.edited }
      .map { "kept \($0.path): \($0.reason ?? "")" }
    let first = summary.isEmpty ? "no papers" : summary.joined(separator: ", ")
    return ([first] + kept).joined(separator: "\n").escapedForTerminal
  }

  private func count(_ outcome: Outcome) -> String? {
    let count = entries.count { $0.outcome == outcome }
    if count == 0 { return nil }
    let isEdited = outcome == .kept && entries.contains { $0.reason == ImportReport.edited }
    return "\(outcome.rawValue) \(count)\(isEdited ? " (\(ImportReport.edited))" : "")"
  }

  private var skippedCount: String {
    let reasons = skipped.sorted { $0.key < $1.key }
    let shown = reasons.map { reasons.count == 1 ? $0.key : "\($0.key) \($0.value)" }
    let total = skipped.values.reduce(0, +)
    return "skipped \(total) (\(shown.joined(separator: ", ")))"
  }

  /// A JSON object a line: each paper, then what was skipped, then each problem.
  public var jsonLines: String {
    let papers = entries.map { entry in
      JSONLine(
        [
          ("outcome", .text(entry.outcome.rawValue)), ("path", .text(entry.path)),
          ("title", .text(entry.title)),
        ] + (entry.reason.map { [("reason", .text($0))] } ?? []))
    }
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
    return (papers + passed + problems).map(\.text).joined(separator: "\n")
  }

  package mutating func finish() {
    entries.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    diagnostics.sort()
  }
}
