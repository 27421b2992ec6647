import DigestCore
import DigestKit
import Glibc

/// Writes results to standard output and messages to standard error.
enum Terminal {
  /// Whether standard error is a terminal on which a line can be redrawn.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && !isDumb }

  /// Whether to use colours: on a terminal, unless NO_COLOR is set (no-color.org).
  static func showsColour(on descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && !isDumb && getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
  }

  private static var isDumb: Bool { getenv("TERM").map { strcmp($0, "dumb") == 0 } ?? false }

  /// The width of the terminal on standard error in columns; 80 if unknown.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  static func printError(_ message: String) {
    write(message + "\n", to: STDERR_FILENO)
  }

  static func printError(_ error: SystemError) {
    printError(error.text(isColoured: showsColour(on: STDERR_FILENO)))
  }

  static func printError(_ diagnostics: [Diagnostic]) {
    let isColoured = showsColour(on: STDERR_FILENO)
    for diagnostic in diagnostics { printError(diagnostic.text(isColoured: isColoured)) }
  }

  static func print(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  /// Prints all errors and warnings, then the number of errors.
  static func report(_ diagnostics: [Diagnostic]) {
    printError(diagnostics)
    let errors = diagnostics.count { $0.severity == .error }
    guard errors > 0 else { return }
    printError("\(errors) \(errors == 1 ? "error" : "errors"); nothing was written")
  }

  /// Replaces the current line with `text`.
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
