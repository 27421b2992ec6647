/// The output of a command according to a document.
///
/// `…` matches any lines or, within a line, any text; durations may differ.
struct ExpectedOutput {
  private let lines: [String]

  init(_ lines: [String]) {
    self.lines = ExpectedOutput.trimmed(lines)
  }

  /// Whether the command must fail, which it does exactly if the document shows an error.
  var isFailure: Bool { lines.contains { $0.contains("error: ") } }

  func matches(_ output: String) -> Bool {
    let actual = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return ExpectedOutput.matches(lines[...], ExpectedOutput.trimmed(actual)[...])
  }

  private static func matches(_ expected: ArraySlice<String>, _ actual: ArraySlice<String>) -> Bool
  {
    guard let first = expected.first else { return actual.isEmpty }
    if first == "…" {
      return (actual.startIndex...actual.endIndex).contains {
        matches(expected.dropFirst(), actual[$0...])
      }
    }
    guard let line = actual.first, matches(first, line) else { return false }
    return matches(expected.dropFirst(), actual.dropFirst())
  }

  private static func matches(_ expected: String, _ actual: String) -> Bool {
    let parts = withoutTimes(expected).split(separator: "…", omittingEmptySubsequences: false)
    var rest = Substring(withoutTimes(actual))
    guard let first = parts.first, let last = parts.last, rest.hasPrefix(first) else {
      return false
    }
    rest = rest.dropFirst(first.count)
    if parts.count == 1 { return rest.isEmpty }
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }

  private static func withoutTimes(_ line: String) -> String {
    line.replacing(/[0-9]+\.[0-9]+ (s|ms)\b/) { "N \($0.1)" }
  }

  private static func trimmed(_ lines: [String]) -> [String] {
    Array(lines[...(lines.lastIndex { !$0.isEmpty } ?? -1)])
  }
}
