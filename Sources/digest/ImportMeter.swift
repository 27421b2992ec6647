import DigestImport
import DigestKit
import Glibc

/// Shows on a terminal how far a long import has come: `41,000 papers, 5,200 a second, 12 s left`.
final class ImportMeter {
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now
  private var isShown = false

  func show(_ progress: PaperImport.Progress) {
    let now = ContinuousClock.now
    // What is over in a moment needs no meter.
    guard Terminal.showsProgress, now - start > .seconds(1), now - last > .milliseconds(200) else {
      return
    }
    last = now
    isShown = true
    Terminal.overwrite(ImportMeter.text(progress, seconds: (now - start) / .seconds(1)))
  }

  func end() {
    if isShown { Terminal.overwrite("") }
  }

  static func text(_ progress: PaperImport.Progress, seconds: Double) -> String {
    let rate = Int(Double(progress.papers) / max(seconds, 0.001))
    var text = "\(progress.papers) papers, \(rate) a second"
    if let size = progress.size, progress.bytesRead > 0 {
      let left = seconds * Double(size - progress.bytesRead) / Double(progress.bytesRead)
      text += ", \(progress.bytesRead * 100 / max(size, 1)) %, \(Int(left.rounded(.up))) s left"
    }
    return text
  }
}
