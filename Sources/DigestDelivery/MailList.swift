public import DigestCore
public import DigestModel

/// Parses a list of readers: one address per line, such as `Ada Lovelace <ada@example.org>`.
///
/// Empty lines and lines that begin with `#` are ignored.
public enum MailList {
  /// Returns each address once, and adds a warning to `diagnostics` for each repetition.
  ///
  /// Throws all malformed lines at once.
  public static func parse(
    _ bytes: [UInt8], path: String, diagnostics: inout [Diagnostic]
  ) throws(DiagnosticsError) -> [Mailbox] {
    if let problems = TextCheck.utf8Problem(bytes, path) { throw DiagnosticsError(problems) }
    var (mailboxes, lines, problems) = ([Mailbox](), [String: Int](), [Diagnostic]())
    for (index, line) in entries(bytes) {
      do throws(Mailbox.Problem) {
        let mailbox = try Mailbox(line)
        if let first = lines[mailbox.key] {
          diagnostics.append(repeated(mailbox, path, line: index, first: first))
        } else {
          lines[mailbox.key] = index
          mailboxes.append(mailbox)
        }
      } catch {
        problems.append(
          Diagnostic(path: path, line: index, message: error.message, hint: error.hint))
      }
    }
    guard problems.isEmpty else { throw DiagnosticsError(problems) }
    return mailboxes
  }

  private static func entries(_ bytes: [UInt8]) -> [(line: Int, text: String)] {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { index, line in
      let text = line.drop(while: ASCII.isSpace)
      if text.isEmpty || text.first == UInt8(ascii: "#") { return nil }
      return (index + 1, String(decoding: line, as: UTF8.self))
    }
  }

  private static func repeated(
    _ mailbox: Mailbox, _ path: String, line: Int, first: Int
  ) -> Diagnostic {
    Diagnostic(
      path: path, line: line, severity: .warning,
      message: "'\(mailbox.address)' is on line \(first) already",
      hint: "it gets one message; remove one of the lines")
  }
}
