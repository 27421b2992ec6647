import DigestCore
import DigestKit
import Glibc

/// Results to standard output, messages to standard error.
enum Terminal {
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Colours are for people (no-color.org).
  static var showsColour: Bool {
    isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
  }

  static func printError(_ message: String) {
    write(message + "\n", to: STDERR_FILENO)
  }

  static func print(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  /// Each problem, then how many there are.
  static func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { printError(diagnostic.description) }
    let errors = diagnostics.count { $0.severity == .error }
    guard errors > 0 else { return }
    printError("\(errors) \(errors == 1 ? "error" : "errors"); nothing was written")
  }

  /// Shows `text` in place of the line before.
  static func overwrite(_ text: String) {
    write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        let count = Glibc.write(
          descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return }
        start += count
      }
    }
  }
}
