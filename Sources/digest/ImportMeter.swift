import DigestImport
import DigestKit

/// Shows the progress of a long import on a terminal: `41,000 papers, 5,200 a second, 12 s left`.
struct ImportMeter {
  private let meter: ProgressMeter

  init(isWanted: Bool) {
    meter = ProgressMeter(isWanted: isWanted)
  }

  func show(_ progress: PaperImport.Progress) {
    meter.show { ImportMeter.line(progress, seconds: $0) }
  }

  /// Prints a message above the progress line.
  func say(_ message: String) { meter.say(message) }

  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    try meter.during(work)
  }

  static func line(_ progress: PaperImport.Progress, seconds: Double) -> String {
    switch progress {
    case .asking(let host): "asking \(host) (\(Int(seconds)) s)"
    case .reading(let path, papers: 0, _, _): "reading \(path) (\(Int(seconds)) s)"
    case .reading(_, let papers, let bytes, let size): line(papers, bytes, size, seconds)
    }
  }

  private static func line(_ papers: Int, _ bytes: Int, _ size: Int?, _ seconds: Double) -> String {
    let rate = Int(Double(papers) / max(seconds, 0.001))
    let line = "\(counted(papers, "paper")), \(grouped(rate)) a second"
    // A file that was read at once says nothing about the remaining time.
    guard let size, bytes > 0, bytes < size else { return line }
    let left = seconds * Double(size - bytes) / Double(bytes)
    return line + ", \(bytes * 100 / size) %, \(Int(left.rounded(.up))) s left"
  }
}
