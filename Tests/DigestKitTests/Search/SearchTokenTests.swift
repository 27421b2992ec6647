import Foundation
import Testing

@testable import DigestCore
@testable import DigestSearch

/// Tests how text is split into words; `Tests/Browser` tests the script in the browser likewise.
@Suite struct SearchTokenTests {
  @Test(arguments: [
    ("Pre-Training of GPT-4", "pre training pretraining of gpt 4 gpt4"),
    ("Bayes's theorem, Bayes’ rule, don't", "bayes theorem bayes rule dont"),
    ("C++ and C# at 3.5 GHz. Next.", "c++ and c# at 3.5 ghz next"),
    ("arXiv 2310.18660", "arxiv 2310.18660"),
    ("Gödel ØRSTED Łódź straße ﬁne x²", "godel orsted lodz strasse fine x2"),
    ("Ελληνικός ΟΔΟΣ", "ελληνικοσ οδοσ"),
    ("深度学习 GPT模型 한국어", "深度 度学 学习 gpt 模型 한국 국어"),
    (
      "state-of-the-art very-long-chain-of-words",
      "state of the art stateoftheart very long chain of words"
    ),
    ("a–b c—d e‑f", "a b c d e f ef"),
    ("<b>&\"'\u{0}", "b"), ("", ""),
  ])
  func `words are split and folded`(_ text: String, _ words: String) {
    #expect(SearchTokens.words(text, wholes: true).joined(separator: " ") == words)
  }

  @Test func `the fast path for plain words agrees with the general one`() {
    let edges = [
      "a", "a-", "-a", "a.5", "3.5", "3.", "x'", "o's", "C#", "c++d", "a\u{301}b", "é",
      "a\u{2010}b",
      "\u{0}a\u{7F}b", String(repeating: "x", count: 63), String(repeating: "Y", count: 64),
      String(repeating: "z", count: 65) + " end", "深度a学-b", "",
    ]
    for text in edges + HostileText.strings + HostileText.traversal {
      expectSameWords(in: text)
    }
  }

  @Test(.testData("arxiv-1000.jsonl"))
  func `the fast path agrees with the general one on real records`()
    throws
  {
    try expectSameWords(inLinesOf: RealText.arXiv)
  }

  @Test func `the fast path agrees with the general one on the repository's records`() throws {
    try expectSameWords(inLinesOf: Fixture.records)
  }

  private func expectSameWords(inLinesOf file: URL) throws {
    let records = try String(contentsOf: file, encoding: .utf8)
    for text in records.split(separator: "\n") { expectSameWords(in: String(text)) }
  }

  /// Checks that the general tokenizer and the one for plain words agree.
  private func expectSameWords(in text: String) {
    var (tokens, words) = (SearchTokens(), [String]())
    var copy = text
    copy.withUTF8 { text in
      tokens.forEach(in: text) { word, isWhole in
        words.append(String(decoding: word, as: UTF8.self) + (isWhole ? "!" : ""))
      }
    }
    tokens.read(text.utf8)
    let expected = (0..<tokens.count).map { tokens.text($0) + (tokens.isWhole[$0] ? "!" : "") }
    #expect(words == expected, "\(text.prefix(80))")
  }

  @Test(arguments: [
    ("en", "running", "run"), ("en-GB", "optimization", "optim"), ("de", "hauser", "haus"),
    ("fr", "chanteraient", "chant"), ("xx", "running", "running"), ("en", "gpt4", "gpt4"),
    ("en", "tag:kings", "tag:kings"),
  ])
  func `words are stemmed in the site's language`(
    _ language: String, _ word: String, _ stem: String
  ) {
    var output: [UInt8] = []
    Stemmer(language: language).appendStem(of: Array(word.utf8)[...], to: &output)
    #expect(String(decoding: output, as: UTF8.self) == stem)
  }

  @Test func `the text of HTML has whole words and no tags`() {
    var text: [UInt8] = []
    PlainText.append(
      Array("<p>H<sub>2</sub>O &lt;b&gt; &amp; R</p><p>one</p><br>two".utf8), to: &text)
    let words = String(decoding: text, as: UTF8.self).split(separator: " ").joined(separator: " ")
    #expect(words == "H2O <b> & R one two")
  }

  @Test(arguments: [
    ("turbulnce", "turbulence", 1), ("etxt", "text", 1), ("abc", "abc", 0), ("abcd", "xbcd", 1),
    ("transfromers", "transformer", 2), ("abcd", "wxyz", 3), ("", "ab", 2),
  ])
  func `typing errors are counted`(_ a: String, _ b: String, _ distance: Int) {
    let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
    #expect(EditDistance.between(a, b, limit: 2) == distance)
    #expect(EditDistance.between(b, a, limit: 2) == distance)
  }
}
