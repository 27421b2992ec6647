import Testing

@testable import DigestSearch

/// Tests which spellings the index joins.
@Suite struct SpellingVariantTests {
  /// The usual spelling of a word where the index holds all of `words`.
  private func usual(_ word: String, _ words: [String], language: String = "en") -> String {
    var table = StringInterner()
    for word in words { _ = table.id(of: Array(word.utf8)[...]) }
    let spelling = SpellingVariants(language: language)
    return String(decoding: spelling.usual(Array(word.utf8)[...], in: table), as: UTF8.self)
  }

  @Test(arguments: [
    ("optimisation", "optimization"), ("optimised", "optimized"), ("generalises", "generalizes"),
    ("analyse", "analyze"), ("behaviour", "behavior"), ("behavioural", "behavioral"),
    ("neighbourhoods", "neighborhoods"), ("multicolour", "multicolor"), ("centred", "centered"),
    ("catalogues", "catalogs"), ("programme", "program"), ("haemoglobin", "hemoglobin"),
    ("llms", "llm"), ("vlms", "vlm"), ("rnns", "rnn"), ("artefacts", "artifacts"),
  ])
  func `a spelling is joined to the usual one`(_ word: String, _ other: String) {
    #expect(usual(word, [word, other]) == other)
    #expect(usual(other, [word, other]) == other)
    #expect(usual(word, [word]) == word, "nothing to join it to")
    #expect(usual(word, [word, other], language: "de") == word)
  }

  @Test(arguments: [
    ("precise", "precize"), ("supervised", "supervized"), ("noise", "noize"), ("four", "for"),
    ("source", "sorce"), ("surprising", "surprizing"), ("likewise", "likewize"), ("hours", "hors"),
    ("css", "cs"), ("gans", "gan"), ("gps", "gp"), ("llm2s", "llm2"), ("comprises", "comprizes"),
  ])
  func `other words stay apart`(_ word: String, _ other: String) {
    #expect(usual(word, [word, other]) == word)
  }

  @Test func `both spellings find the papers of both`() throws {
    let index = try TestIndex([
      "papers/a.md": paperFile("Optimisation of LLMs", "2014-01-01"),
      "papers/b.md": paperFile("Optimization of an LLM", "2014-01-02"),
      "papers/c.md": paperFile("Precise behaviour", "2014-01-03"),
      "papers/d.md": paperFile("Precision of behavior", "2014-01-04"),
    ])
    for query in ["optimisation", "optimization", "LLM", "LLMs"] {
      #expect(try Set(index.reader.answer(query).results.map(\.slug)) == ["a", "b"], "\(query)")
    }
    for query in ["behaviour", "behavior", "precise", "precision"] {
      #expect(try Set(index.reader.answer(query).results.map(\.slug)) == ["c", "d"], "\(query)")
    }
  }
}
