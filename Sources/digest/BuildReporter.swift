import DigestCore
import DigestFiles
import DigestKit
import DigestTemplate
import Synchronization
import DigestModel

/// Reports the progress and result of a build, as text or as JSON lines.
struct BuildReporter {
  let json: Bool
  let quiet: Bool
  /// Whether warnings about formulas are listed instead of counted.
  let verbose: Bool
  let meter: BuildMeter

  init(json: Bool, quiet: Bool, verbose: Bool) {
    self.json = json
    self.quiet = quiet
    self.verbose = verbose
    meter = BuildMeter(isWanted: !json && !quiet)
  }

  func finish(
    _ build: BuildReport, _ publish: PublishReport, seconds: Double, timings: Bool
  ) {
    if json { return finishAsJSON(build, publish, seconds) }
    if quiet { return }
    Terminal.report(listed(build.warnings))
    if timings {
      for (step, seconds) in build.timings {
        Terminal.print("\(padded(step)) \(rounded(seconds)) s")
      }
    }
    Terminal.print(
      "\(counted(build.papers, "paper")), \(counted(build.pages, "page")), "
        + "\(counted(build.files, "file")), "
        + "\(size(publish.bytes)) in \(rounded(seconds)) s\(changes(publish))")
    for sentence in build.leftOut.sentences { Terminal.printError(sentence) }
    if let count = countOfFormulas(build.warnings) { Terminal.printError(count) }
  }

  /// Leaves out warnings about formulas unless asked for: a site can have thousands, so they are
  /// only counted at the end.
  private func listed(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    verbose ? diagnostics : diagnostics.filter { $0.topic != .formulas }
  }

  private func countOfFormulas(_ diagnostics: [Diagnostic]) -> String? {
    let count = diagnostics.count { $0.topic == .formulas }
    guard count > 0 && !verbose else { return nil }
    return "\(counted(count, "warning")) about formulas; --verbose lists them"
  }

  func fail(_ diagnostics: [Diagnostic]) {
    guard json else { return Terminal.report(listed(diagnostics)) }
    for diagnostic in diagnostics { Terminal.print(diagnostic.json) }
  }

  func fail(_ error: SystemError) {
    guard json else { return Terminal.printError(error) }
    Terminal.print(JSONLine([("error", .text(error.description))]).text)
  }

  private func finishAsJSON(_ build: BuildReport, _ publish: PublishReport, _ seconds: Double) {
    for warning in build.warnings { Terminal.print(warning.json) }
    let milliseconds = Int((seconds * 1000).rounded())
    Terminal.print(
      JSONLine([
        ("papers", .number(build.papers)), ("pages", .number(build.pages)),
        ("drafts_left_out", .number(build.leftOut.drafts)),
        ("future_left_out", .number(build.leftOut.futurePapers)),
        ("files", .number(publish.files)), ("bytes", .number(publish.bytes)),
        ("written", .number(publish.written)), ("unchanged", .number(publish.unchanged)),
        ("removed", .number(publish.removed)), ("milliseconds", .number(milliseconds)),
      ]).text)
  }

  private func changes(_ publish: PublishReport) -> String {
    guard publish.unchanged > 0 else { return "" }
    let removed = publish.removed > 0 ? ", \(publish.removed) removed" : ""
    return " (\(publish.written) written, \(publish.unchanged) unchanged\(removed))"
  }

  private func padded(_ step: String) -> String {
    step + String(repeating: " ", count: max(0, 10 - step.utf8.count))
  }
}

extension Diagnostic {
  /// A JSON object with path, line, column, severity, message and hint.
  var json: String {
    var fields: [(String, JSONLine.Value)] = [
      ("path", .text(path)), ("line", .number(line)), ("column", .number(column)),
      ("severity", .text(severity.rawValue)), ("message", .text(message)),
    ]
    if let hint { fields.append(("hint", .text(hint))) }
    return JSONLine(fields).text
  }
}

/// Returns a number with its noun, such as `1 paper` or `1,204 papers`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(grouped(count)) \(count == 1 ? noun : noun + "s")"
}

/// Returns a number with commas between groups of three digits, whatever the locale.
func grouped(_ number: Int) -> String {
  let digits = Array(String(number))
  let groups = stride(from: digits.count, to: 0, by: -3).map { end in
    String(digits[max(0, end - 3)..<end])
  }
  return groups.reversed().joined(separator: ",")
}

/// Returns a size with its unit, such as `512 bytes` or `2.1 MB`.
private func size(_ bytes: Int) -> String {
  if bytes < 1000 { return "\(bytes) bytes" }
  if bytes < 1_000_000 { return "\(rounded(Double(bytes) / 1e3, digits: 1)) kB" }
  return "\(rounded(Double(bytes) / 1e6, digits: 1)) MB"
}

/// Returns a number with the given number of decimals, whatever the locale.
func rounded(_ value: Double, digits: Int = 2) -> String {
  let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
  let units = Int((value * Double(scale)).rounded())
  let fraction = String(units % scale)
  return "\(units / scale)." + String(repeating: "0", count: digits - fraction.utf8.count)
    + fraction
}
