@testable import DigestMarkup

extension BadInput {
  private static let split = "split the paragraph with blank lines"
  private static let data = "link to the data instead"

  /// Bodies that cmark-gfm would take too long to parse.
  static let markdown: [BadInput] = [
    .body(
      String(repeating: "word\n\n", count: 50_000), "5:1",
      "a body of 300001 bytes; the limit is 262144",
      hint: "a digest holds abstracts and notes; link to longer texts"),
    .body(
      "One.\n\n" + String(repeating: ">", count: 40) + " a", "7:1",
      "quotes or lists nested more than 32 deep", hint: "flatten them"),
    .body(
      String(repeating: "- ", count: 1000) + "a", "5:1",
      "quotes or lists nested more than 32 deep", hint: "flatten them"),
    sign("[", MarkdownLimits.limit(of: "[") + 1), sign("*", MarkdownLimits.limit(of: "*") + 1),
    sign("www.", MarkdownLimits.limit(of: "www.") + 1),
    .body(
      String(repeating: " ", count: 600) + "a", "5:1",
      "indented by more than 512 spaces", hint: "indent less"),
    .body(
      "|" + String(repeating: "a|", count: 200) + "\n|" + String(repeating: "-|", count: 200),
      "5:1", "a table of 202 columns; the limit is 128", hint: data),
    .body(
      "One.\n\n|" + String(repeating: "a|", count: 100) + "\n|"
        + String(repeating: "-|", count: 100)
        + String(repeating: "\n|a|", count: 1000),
      "7:1", "tables of 102204 cells in all; the limit is 20000", hint: data),
    .body(
      "One.\n\n" + String(repeating: "[a] ", count: 1000) + "\n\n[a]: /"
        + String(repeating: "b", count: 5000),
      "9:1", "a link definition of 5006 bytes used 1001 times",
      hint: "shorten its address or title"),
    .body(
      "[^a]: Note.\n\n" + String(repeating: "[^a] ", count: 1000) + "\n\n"
        + String(repeating: String(repeating: "[^a] ", count: 1900) + "\n\n", count: 22),
      "9:1", "the text grows to 9 MB of HTML, this part most; the limit is 8",
      hint: "use long link definitions, footnotes and macros less often"),
    .body(
      "[a]: /" + String(repeating: "b", count: 20_000) + "\n\n"
        + String(repeating: "[a]\n\n", count: 1000),
      "5:1", "a link definition of 20006 bytes used 1001 times",
      hint: "shorten its address or title"),
  ]

  private static func sign(_ sign: String, _ count: Int) -> BadInput {
    .body(
      "One.\n\n" + String(repeating: sign + "_", count: count), "7:1",
      "'\(sign)' appears \(count) times in one paragraph; the limit is \(count - 1)", hint: split)
  }
}

extension MarkdownLimits {
  static func limit(of sign: String) -> Int { signs.first { $0.sign == sign }?.limit ?? 0 }
}
