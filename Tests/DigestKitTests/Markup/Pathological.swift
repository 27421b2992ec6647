/// A text of any size that takes quadratic time in bad Markdown parsers.
struct Pathological: Sendable {
  let name: String
  let text: @Sendable (Int) -> String

  init(_ name: String, _ text: @escaping @Sendable (Int) -> String) {
    self.name = name
    self.text = text
  }

  /// Creates a text that repeats `part`.
  private init(_ part: String) {
    self.init(part) { times(part, $0 / part.utf8.count) }
  }

  /// Creates a text that repeats `part` in paragraphs that are each within the limits.
  private init(paragraphs part: String, _ count: Int) {
    self.init("paragraphs of \(count) × \(part)") { size in
      let paragraph = times(part, count) + "\n\n"
      return times(paragraph, max(1, size / paragraph.utf8.count))
    }
  }

  static let all: [Pathological] = floods + paragraphs + lists + tables + references

  private static let floods: [Pathological] = [
    "*a ", "_a ", "*a_", "a**b", "[", "]", "[a](", "![", "![[]()", "[]", "<", "<a ", "<!--",
    "<![CDATA[",
    "a<?x", "x<!A ", "www._", "www.a", "http://a(", "a@b.", "a@", "@", "~~a ", "~a~", "`a", "\\",
    "&", "&#",
    "\"a ", "'a ", "\"'", "(\"", "--", "...", ":", "://", "|", "^", "[^a]", "a\n", "# ", "- a\n",
    "1. a\n",
    "<>", "](", "[a]: b\n", "***", "*_", "a*", "\t", " ", "\u{0}", "é", "\n\n", "<a href=\"", "<b>",
  ].map { Pathological($0) }

  private static let paragraphs: [Pathological] = [
    ("*a ", 3900), ("_a ", 3900), ("a**b", 1900), ("*a_", 3900), ("[a](", 1900), ("![[]()", 900),
    ("[", 1900),
    ("[a][b]", 900), ("<a ", 1900), ("a<?x", 1900), ("x<!A ", 1900), ("www._", 490),
    ("www.a_", 490), ("www._", 6600),
    ("~~a ", 900), ("`a", 3900), ("a@b.", 900), ("\"a ", 9000), ("'a ", 9000), ("&a", 3900),
    ("http://a", 900),
    ("![a](b)", 900), ("[a](b \"c\")", 900), ("[^a]", 1900),
  ].map { Pathological(paragraphs: $0.0, $0.1) }

  private static let lists: [Pathological] = [
    Pathological("deep list with blank lines") { times("- ", $0 / 2) + "x" + times("\n", $0 / 2) },
    Pathological("list of 30 levels with blank lines") { times("- ", 30) + "x" + times("\n", $0) },
    Pathological("lists of 30 levels, each with blank lines") {
      times(times("- ", 30) + "x" + times("\n", 30) + "y\n\n", $0 / 100)
    },
    Pathological("quotes, then emphasis") { times(">", $0 / 2) + times("a*", $0 / 4) },
    Pathological("30 quotes, then emphasis") {
      times(times(">", 30) + times("a*", 1000) + "\n\n", $0 / 2032)
    },
    Pathological("quotes of 30 levels") { times(times("> ", 30) + "a\n", $0 / 62) },
    Pathological("quotes and lazy lines") { times(times(">", 30) + "a\nb\n\n", $0 / 36) },
    Pathological("ever deeper indentation") { size in
      (0..<max(1, size / 400)).map { times(" ", min(500, $0 * 2)) + "- a\n" }.joined()
    },
    Pathological("ever deeper indentation with blank lines") { size in
      (0..<max(1, size / 400)).map { times(" ", min(500, $0 * 2)) + "- a\n\n" }.joined()
    },
    Pathological("a deep list by indentation, then blank lines") { size in
      (0..<200).map { times(" ", $0 * 2) + "- a\n" }.joined() + times("\n", max(0, size - 40_000))
        + "b"
    },
  ]

  private static let tables: [Pathological] = [
    Pathological("a table of n/8 columns and n/4 rows") { size in
      times("|a", size / 8) + "\n" + times("|-", size / 8) + "\n" + times("|\n", size / 4)
    },
    Pathological("a table of 100 columns and few cells") { size in
      times("|a", 100) + "|\n" + times("|-", 100) + "|\n" + times("|a\n", size / 3)
    },
    Pathological("tables of 100 columns and 150 short rows") { size in
      let table = times("|a", 100) + "|\n" + times("|-", 100) + "|\n" + times("|a\n", 150) + "\n"
      return times(table, max(1, size / table.utf8.count))
    },
    Pathological("rows of no table") { times("|a|b|c|d|e|f|g|h\n", $0 / 17) },
    Pathological("delimiter rows") { times("|-|-|-|-\n", $0 / 9) },
    Pathological("escaped pipes") { "|a|\n|-|\n" + times("|\\|", $0 / 3) },
  ]

  private static let references: [Pathological] = [
    Pathological("one long definition used n/8 times") { size in
      "[a]: /" + times("b", size / 2) + "\n\n" + times("[a]\n\n", size / 10)
    },
    Pathological("a long title over many lines") { size in
      "[a]: /u\n\"" + times("bbbbb\n", size / 12) + "\"\n\n" + times("[a]\n\n", size / 10)
    },
    Pathological("a label and a title over many lines") { size in
      "[a\nb]: /u\n\"" + times("bbbbb\n", size / 12) + "\"\n\n" + times("[a b]\n\n", size / 12)
    },
    Pathological("many definitions, none used") { size in
      (0..<size / 16).map { "[a\($0)]: /b\n\n" }.joined()
    },
    Pathological("many definitions, each used") { size in
      (0..<size / 32).map { "[a\($0)]: /b\n\n[a\($0)]\n\n" }.joined()
    },
    Pathological("many names, none defined") { size in
      (0..<size / 12).map { "[a\($0)]" + ($0 % 900 == 0 ? "\n\n" : " ") }.joined()
    },
    Pathological("one footnote used n/6 times") { size in
      "[^a]: Note.\n\n" + times(times("[^a] ", 900) + "\n\n", max(1, size / 4502))
    },
    Pathological("many footnotes") { size in
      (0..<size / 32).map { "a[^n\($0)]\n\n[^n\($0)]: Note.\n\n" }.joined()
    },
    Pathological("footnotes in footnotes") { size in
      (0..<size / 24).map { "[^n\($0)]: a[^n\($0 + 1)]\n\n" }.joined() + "[^n0]"
    },
  ]
}

func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: max(0, count)) }
