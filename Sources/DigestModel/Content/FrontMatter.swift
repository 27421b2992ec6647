package import DigestCore

/// A content file split into the YAML between two lines that are exactly `---`, and the body.
package struct FrontMatter: Sendable {
  /// The file with LF line endings and without a byte order mark.
  package let text: [UInt8]
  package let yaml: Range<Int>
  package let body: Range<Int>
  /// The number of the body's first line, from 1.
  let bodyLine: Int

  /// Splits a file, or returns `nil` and reports why it cannot be split.
  package static func split(
    _ bytes: [UInt8], path: String, diagnostics: inout [Diagnostic]
  ) -> FrontMatter? {
    let problems = TextCheck.problems(in: bytes, path: path)
    diagnostics += problems
    guard problems.isEmpty else { return nil }
    let text = TextCheck.normalized(bytes)
    var lines = LineReader(text)
    let opening = lines.next() ?? 0..<0
    guard text[opening].elementsEqual("---".utf8) else {
      diagnostics.append(missing(path, firstLine: String(decoding: text[opening], as: UTF8.self)))
      return nil
    }
    let start = lines.position
    while let line = lines.next() {
      guard text[line].elementsEqual("---".utf8) else { continue }
      return FrontMatter(
        text: text, yaml: start..<line.lowerBound, body: lines.position..<text.count,
        bodyLine: lines.number + 1)
    }
    diagnostics.append(
      Diagnostic(
        path: path, line: 1, column: 1, message: "the front matter is never closed",
        hint: "close it with a line that is exactly '---'"))
    return nil
  }

  private static func missing(_ path: String, firstLine: String) -> Diagnostic {
    let hint =
      switch firstLine {
      case "+++": "this is TOML; digest reads YAML between two lines that are exactly '---'"
      case let line where line.hasPrefix("---"): "the first line must be exactly '---'"
      case let line where line.hasPrefix("{"):
        "this looks like JSON; digest reads YAML between two lines that are exactly '---'"
      default: "begin the file with '---', fields such as 'title: …', and '---' again"
      }
    return Diagnostic(path: path, line: 1, column: 1, message: "no front matter", hint: hint)
  }
}

/// Iterates over the lines of a text with LF line endings.
package struct LineReader {
  private let text: [UInt8]
  /// The offset at which the next line begins.
  package private(set) var position = 0
  /// The number of the last returned line, from 1.
  package private(set) var number = 0

  package init(_ text: [UInt8]) {
    self.text = text
  }

  /// Returns the next line without its line ending, or `nil` at the end of the text.
  package mutating func next() -> Range<Int>? {
    guard position < text.count else { return nil }
    let end = text[position...].firstIndex(of: 0x0A) ?? text.count
    let line = position..<end
    position = min(end + 1, text.count)
    number += 1
    return line
  }
}
