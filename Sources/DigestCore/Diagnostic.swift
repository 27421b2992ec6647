/// An error or warning in a source file, with its position.
///
/// For instance `Content/papers/x.md:4:1: error: unknown key 'auhtors'` and, on the next line,
/// `hint: did you mean 'authors'?`.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Sendable {
    case error
    case warning
  }

  /// The file, relative to the site's folder: `Content/papers/x.md`.
  public var path: String
  /// The line, from 1; 1 if the message is about the whole file.
  public var line: Int
  /// The column, from 1, in Unicode scalars; 1 if the message is about the whole line or file.
  public var column: Int
  public var severity: Severity
  public var message: String
  /// What to try, shown on a second line.
  public var hint: String?
  public var topic: Topic

  /// What a message is about; messages on some topics can be so many that they are only counted.
  public enum Topic: String, Sendable {
    case site
    case formulas
    /// A service understood the request and refused it, so that asking again is of no use.
    case refusal
  }

  public init(
    path: String, line: Int = 1, column: Int = 1, severity: Severity = .error, message: String,
    hint: String? = nil, topic: Topic = .site
  ) {
    self.path = path
    self.line = max(1, line)
    self.column = max(1, column)
    self.severity = severity
    self.message = message
    self.hint = hint
    self.topic = topic
  }
}

extension Diagnostic: CustomStringConvertible {
  public var description: String {
    let headline = "\(path):\(line):\(column): \(severity.rawValue): \(message)"
    let text = hint.map { "\(headline)\n  hint: \($0)" } ?? headline
    return text.escapedForTerminal
  }
}

/// Orders diagnostics by path, line and column, then by their texts, so that output is stable.
extension Diagnostic: Comparable {
  public static func < (a: Diagnostic, b: Diagnostic) -> Bool {
    (a.path, a.line, a.column, a.message, a.hint ?? "", a.severity.rawValue)
      < (b.path, b.line, b.column, b.message, b.hint ?? "", b.severity.rawValue)
  }
}

/// All errors in the source files, thrown before anything is written.
public struct DiagnosticsError: Error, Sendable {
  /// The errors, sorted by path, then line and column.
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics.sorted()
  }
}

/// A failed system operation, with its path and the reason.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The operation as it follows "cannot" in the message: `write`, `read`, `make folder`.
  public let operation: String
  public let path: String
  public let reason: String
  /// Whether a service failed, rather than this computer.
  public let isRemote: Bool

  public init(_ operation: String, path: String, reason: String, isRemote: Bool = false) {
    self.operation = operation
    self.path = path
    self.reason = reason
    self.isRemote = isRemote
  }

  /// For instance `cannot write Public/feed.xml: No space left on device`.
  public var description: String { "cannot \(operation) \(path): \(reason)".escapedForTerminal }
}

extension String {
  /// The text with control and bidirectional formatting characters shown as `\u{…}`.
  ///
  /// Text from files must not be able to move the cursor of a terminal or change its colours.
  public var escapedForTerminal: String {
    guard unicodeScalars.contains(where: \.isUnsafeInTerminal) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isUnsafeInTerminal {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  fileprivate var isUnsafeInTerminal: Bool {
    switch value {
    case 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
