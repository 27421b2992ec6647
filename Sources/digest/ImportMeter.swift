import DigestImport
import DigestKit

/// Shows on a terminal how far a long import has come: `41,000 papers, 5,200 a second, 12 s left`.
struct ImportMeter {
  private let meter: ProgressMeter

  init(isWanted: Bool) {
    meter = ProgressMeter(isWanted: isWanted)
  }

  func show(_ progress: PaperImport.Progress) {
    meter.show { ImportMeter.line(progress, seconds: $0) }
  }

  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    try meter.during(work)
  }

  static func line(_ progress: PaperImport.Progress, seconds: Double) -> String {
    let rate = Int(Double(progress.papers) / max(seconds, 0.001))
    var line = "\(counted(progress.papers, "paper")), \(grouped(rate)) a second"
    if let size = progress.size, progress.bytesRead > 0 {
      let left = seconds * Double(size - progress.bytesRead) / Double(progress.bytesRead)
      line += ", \(progress.bytesRead * 100 / max(size, 1)) %, \(Int(left.rounded(.up))) s left"
    }
    return line
  }
}
