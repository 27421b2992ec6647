import Testing

/// An input that is rejected or causes a warning, with the whole text of the messages.
struct BadInput: Sendable, CustomTestStringConvertible {
  let files: [String: [UInt8]]
  let expected: String

  var testDescription: String { String(expected.prefix { $0 != "\n" }) }

  /// Returns an input of several files.
  static func site(_ text: String, _ expected: String) -> BadInput {
    BadInput(files: TestSite.files(in: text), expected: expected)
  }

  /// Returns an input with one line (the fourth) in the front matter of an otherwise valid paper.
  static func line(
    _ line: String, _ place: String, _ message: String, hint: String? = nil
  ) -> BadInput {
    bytes(paper("A", line), place, message, hint: hint)
  }

  /// Returns an input with a body (from line 5) of an otherwise valid paper.
  static func body(
    _ body: String, _ place: String, _ message: String, hint: String? = nil
  ) -> BadInput {
    bytes(paper("A", body: body), place, message, hint: hint)
  }

  static func file(
    _ text: String, _ place: String, _ message: String, hint: String? = nil
  ) -> BadInput {
    bytes(Array(text.utf8), place, message, hint: hint)
  }

  static func bytes(
    _ bytes: [UInt8], _ place: String, _ message: String, hint: String? = nil
  ) -> BadInput {
    BadInput(
      files: ["Content/papers/a.md": bytes],
      expected: text("Content/papers/a.md", place, message, hint))
  }

  static func settings(
    _ text: String, _ place: String, _ message: String, hint: String? = nil
  ) -> BadInput {
    BadInput(
      files: ["Content/site.yml": Array(text.utf8)],
      expected: BadInput.text("Content/site.yml", place, message, hint))
  }

  private static func text(
    _ path: String, _ place: String, _ message: String, _ hint: String?
  ) -> String {
    let headline = "\(path):\(place): error: \(message)"
    return hint.map { "\(headline)\n  hint: \($0)" } ?? headline
  }
}
