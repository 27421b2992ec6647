/// What an import did, or in a dry run would do, with each paper.
public struct ImportReport: Sendable, CustomStringConvertible {
  public enum Outcome: String, Sendable, CaseIterable {
    case new
    case updated
    /// A file that is left as it is; ``Entry/reason`` says why.
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
  public let entries: [Entry]
  /// Papers that stood in the source more than once, and parts that were left out.
  public let skipped: Int
  /// Sorted; only warnings, for an error stops the import.
  public let diagnostics: [Diagnostic]

  /// `new 12, updated 3, kept 2, same 83`, and a line for each kept file.
  public var description: String {
    var counts = Outcome.allCases.compactMap { outcome -> String? in
      let count = entries.count { $0.outcome == outcome }
      return count > 0 ? "\(outcome.rawValue) \(count)" : nil
    }
    if skipped > 0 { counts.append("skipped \(skipped)") }
    let kept = entries.filter { $0.outcome == .kept }.map { entry in
      "kept \(entry.path): \(entry.reason ?? "")"
    }
    let summary = counts.isEmpty ? "no papers" : counts.joined(separator: ", ")
    return ([summary] + kept).joined(separator: "\n").escapedForTerminal
  }

  /// A JSON object a line for each paper.
  public var jsonLines: String {
    var bytes: [UInt8] = []
    for (index, entry) in entries.enumerated() {
      if index > 0 { bytes.append(0x0A) }
      bytes += #"{"outcome":""#.utf8
      bytes += entry.outcome.rawValue.utf8
      bytes += #"","path":"#.utf8
      Escape.json(entry.path, to: &bytes)
      bytes += #","title":"#.utf8
      Escape.json(entry.title, to: &bytes)
      if let reason = entry.reason {
        bytes += #","reason":"#.utf8
        Escape.json(reason, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
