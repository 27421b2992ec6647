import Testing

@testable import DigestCore
@testable import DigestModel

@Suite struct YAMLTextTests {
  @Test(arguments: [
    ("Pointer Networks", "Pointer Networks"), ("A: B", "\"A: B\""), ("A:B", "A:B"),
    ("C# x", "C# x"), ("a #b", "\"a #b\""), ("yes", "\"yes\""), ("No", "\"No\""),
    ("2405.01230", "\"2405.01230\""), ("2025-03-12", "\"2025-03-12\""), ("", "\"\""),
    ("1e5", "\"1e5\""), ("3D Scenes", "3D Scenes"), ("- a", "\"- a\""), ("[a]", "\"[a]\""),
    ("say \"x\" \\", "say \"x\" \\"), ("\"x\\", "\"\\\"x\\\\\""), ("a:", "\"a:\""),
    ("$k$NN", "$k$NN"), ("https://a.b/c#d", "https://a.b/c#d"), ("a\u{0}", "\"a\\u0000\""),
  ])
  func `scalars are plain if they are unambiguous`(text: String, yaml: String) {
    #expect(YAMLText.scalar(text) == yaml)
  }

  @Test func `written scalars are read back unchanged`() throws {
    let texts =
      try RealText.naughtyStrings() + RealText.hostileLines() + [
        "a\u{85}b", "a\u{2028}b", "\u{FEFF}", "\u{FFFE}", "a\tb", "a\nb", "\u{7F}", "~", "=",
        "a, b",
      ]
    for text in texts {
      let yaml = YAMLText.line("one", text) + YAMLText.line("many", [text, text])
      var diagnostics: [Diagnostic] = []
      let node = YAML.parse(Array(yaml.utf8)[...], path: "x", diagnostics: &diagnostics)
      guard case .map(let entries, _) = node, diagnostics.isEmpty, entries.count == 2,
        case .scalar(let one) = entries[0].value, case .list(let many, _) = entries[1].value
      else {
        Issue.record("\(yaml) \(diagnostics)")
        continue
      }
      let read = [one.text] + many.map { if case .scalar(let s) = $0 { s.text } else { "?" } }
      #expect(read.map { Array($0.utf8) } == [text, text, text].map { Array($0.utf8) })
    }
  }
}
