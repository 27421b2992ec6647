import DigestCore
import DigestKit
import DigestServe
import Foundation
import Synchronization

/// Reports the preview's address, its updates, and errors in source files.
final class Announcement: Sendable {
  private let wanted: UInt16
  private let opens: Bool
  private let hadErrors = Mutex(false)
  private let meter = ProgressMeter()

  init(wanted: UInt16, opens: Bool) {
    self.wanted = wanted
    self.opens = opens
    meter.show { "preparing the preview (\(Int($0)) s)" }
  }

  /// Removes the progress line.
  func end() { meter.end() }

  func tell(_ message: PreviewServer.Message) {
    meter.end()
    switch message {
    case .serving(let url, let port): serving(url, port)
    case .problems(let problems): report(problems)
    case .failed(let error): Terminal.printError(error)
    case .updated(let milliseconds):
      Terminal.printError("updated in \(rounded(milliseconds, digits: 1)) ms")
    }
  }

  private func serving(_ url: String, _ port: UInt16) {
    if port != wanted && wanted != 0 {
      Terminal.printError("port \(wanted) is in use; using \(port) instead")
    }
    Terminal.print("Serving \(url) (Ctrl-C to stop)")
    if opens { openBrowser(url) }
  }

  private func report(_ problems: [Diagnostic]) {
    Terminal.printError(problems)
    let hasErrors = problems.contains { $0.severity == .error }
    let before = hadErrors.withLock { known in
      defer { known = hasErrors }
      return known
    }
    if hasErrors {
      Terminal.printError("the preview keeps its last good state until this is fixed")
    }
    if before && !hasErrors { Terminal.printError("fixed") }
  }

  private func openBrowser(_ url: String) {
    let browser = Process()
    browser.executableURL = URL(filePath: "/usr/bin/xdg-open")
    browser.arguments = [url]
    do {
      try browser.run()
    } catch {
      Terminal.printError("no browser could be opened; visit \(url)")
    }
  }
}
