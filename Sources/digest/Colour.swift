import DigestKit
import DigestCore

/// Styles of messages on a terminal, as SGR codes (ECMA-48), which use the terminal's own palette.
enum Colour: String {
  case error = "1;31"
  case warning = "1;33"
  case title = "1;36"
  case place = "1"
  case aside = "2"

  func painting(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}

extension Diagnostic {
  /// Returns the same text as ``description``, optionally in colour.
  func text(isColoured: Bool) -> String {
    guard isColoured else { return description }
    let place = Colour.place.painting("\(path):\(line):\(column):".escapedForTerminal)
    let colour = severity == .error ? Colour.error : .warning
    let headline =
      "\(place) \(colour.painting("\(severity.rawValue):")) \(message.escapedForTerminal)"
    guard let hint else { return headline }
    return "\(headline)\n  \(Colour.aside.painting("hint:")) \(hint.escapedForTerminal)"
  }
}

extension SystemError {
  func text(isColoured: Bool) -> String {
    isColoured ? "\(Colour.error.painting("error:")) \(self)" : "error: \(self)"
  }
}
