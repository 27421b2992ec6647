import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel

/// A text that defines something once and uses it often.
struct Repetition: Sendable {
  let name: String
  /// The line in the body of a paper, from 1.
  let line: Int?
  let text: String

  static let all: [Repetition] = [
    Repetition("a definition", 3, "One.\n\n[a]: /\(times("b", 500))\n\n" + uses("[a]")),
    Repetition("a title that is escaped", 1, "[a]: /u '\(times("\"", 490))'\n\n" + uses("[a]")),
    Repetition("a title over lines", 1, "[a]: /u '\(times("bbbbb\n", 80))'\n\n" + uses("[a]")),
    Repetition(
      "a short definition, escaped", 3, "[a]: /\(times("'", 40))\n\n" + uses("[a] ", 40_000)),
    Repetition(
      "an image's definition", 3, "[a]: /u '\(times("&", 40))'\n\n" + uses("![a]", 40_000)),
    Repetition("a footnote", 3, "[^a]: Note.\n\n" + uses("[^a]")),
    Repetition("footnotes in a list", 3, "[^a]: Note.\n\n" + times("- [^a][^a][^a]\n\n", 14_000)),
    Repetition("footnotes in a table", nil, "[^a]: Note.\n\n|a|\n|-|\n" + rows("[^a][^a][^a]")),
  ]

  init(_ name: String, _ line: Int?, _ text: String) {
    (self.name, self.line, self.text) = (name, line, text)
  }

  /// Returns `part` as often as a body can contain it, in paragraphs within the limit of brackets.
  private static func uses(_ part: String, _ limit: Int = .max) -> String {
    let count = min(limit, 240_000 / part.utf8.count)
    return (0..<count).map { part + ($0 % 1900 == 1899 ? "\n\n" : "") }.joined()
  }

  private static func rows(_ cell: String) -> String {
    (0..<9_000).map { "|\(cell)|" + ($0 % 600 == 599 ? "\n\n|a|\n|-|\n" : "\n") }.joined()
  }
}

@Suite struct MarkdownExpansionTests {
  private static func problem(in text: String) -> MarkdownLimits.Problem? {
    Markdown.problem(in: Array(text.utf8))
  }

  @Test(arguments: Repetition.all.map(\.name))
  func `a text that expands to many megabytes is rejected with its position`(_ name: String) throws
  {
    let input = try #require(Repetition.all.first { $0.name == name })
    let problem = try #require(Self.problem(in: input.text))
    #expect(problem.line == input.line ?? problem.line)
  }

  @Test func `a body may use definitions and footnotes as often as authors do`() {
    let notes = (0..<300).map { "[^n\($0)]: Note \($0).\n\n" }.joined()
    let links = (0..<300).map { "[l\($0)]: https://a.org/\(times("x", 80)) 'Title'\n\n" }.joined()
    let text = (0..<300).map { "Text[^n\($0)] and [this][l\($0)], again[^n\($0 / 2)].\n\n" }
      .joined()
    #expect(Self.problem(in: text + notes + links) == nil)
    #expect(Self.problem(in: "[a]: /\(times("b", 2000))\n\n" + times("[a] ", 500)) == nil)
  }

  /// Each doubles or repeats a few bytes, and a body has room for thousands of them.
  static let macros = [
    #"$\newcommand\a[1]{#1#1}\#(times(#"\a{"#, 9))x\#(times("}", 9))$"#,
    #"$\def\a{xxxxxxxx}\def\b{\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b}\c\c\c\c$"#,
    #"$\newcommand\a{\#(times("x", 1800))}\#(times(#"\a "#, 700))$"#,
    #"$\def\a#1{\a{#1#1}}\a x$"#, #"$\def\a{\text{\"\"\"\"\"\"\"\"\"\"}}\#(times(#"\a"#, 40))$"#,
  ]

  @Test(arguments: macros)
  func `macros add no more tokens than allowed for a body`(formula: String) {
    let text = times(formula + "\n\n", 250_000 / formula.utf8.count)
    let body = Markdown.render(Array(text.utf8)[...], firstLine: 1) { $0 }
    #expect(body.byteCount < 8 << 20)
    #expect(body.problem != nil || body.formulaWarnings.contains { $0.message.contains("long") })
  }

  @Test func `short macros can be used often`() {
    let macros = """
      We have $\\norm x \\le \\abs y$ and $\\def\\R{\\mathbb{R}}\\R^n$.

      """
    let text = times(macros, 3000)
    let body = Markdown.render(Array(text.utf8)[...], firstLine: 1) { $0 }
    #expect(body.problem == nil && body.formulaWarnings.isEmpty)
  }

  @Test func `the macros of a title are limited too`() throws {
    let title = times(#"$\def\a#1{#1#1#1#1}\a{\a{\a{\a{x}}}}$ "#, 12)
    let read = try #require(MathText.parse(title))
    #expect(read.html.bytes.count < 64 << 10)
    #expect(read.warnings.contains { $0.message.contains("macros make the formulas of this text") })
  }

  @Test func `an import leaves out what no build would accept`() throws {
    let day = try #require(Day("2025-03-12"))
    func problem(_ change: (inout PaperRecord) -> Void) -> String? {
      var record = PaperRecord(title: "A", abstract: "", date: day)
      change(&record)
      return PaperFile(record, today: day).problem(in: "x")?.message
    }
    #expect(
      problem { $0.title = TeXText(times("a", 2001)) }
        == "a title of 2001 bytes; the limit is 2000; left out")
    #expect(
      problem { $0.summary = times("a", 10_001) }
        == "a text of 10001 bytes; the limit is 10000; left out")
    #expect(
      problem { $0.tags = (0...100).map { "t\($0)" } } == "101 tags; the limit is 100; left out")
    #expect(
      problem { $0.authors = (0...10_000).map { Author(name: "A\($0)") } }
        == "10001 authors; the limit is 10000; left out")
    #expect(problem { $0.tags = (0..<100).map { "t\($0)" } } == nil)
  }
}
