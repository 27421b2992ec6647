import Foundation
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel

@Suite struct TagRulesTests {
  private func tags(_ title: String, _ abstract: String = "") -> [String] {
    TagRules([
      ("language models", ["language model", "LLM"]), ("multimodal", ["vision-language", "CLIP"]),
      ("evaluation", ["benchmark"]),
    ]).tags(title: title, abstract: abstract)
  }

  @Test(arguments: [
    ("Large Language Models", ["language models"]), ("LLMs", ["language models"]), ("llms", []),
    ("Language-model tuning", ["language models"]), ("Languages modelling", []),
    ("clips of films", []), ("CLIP-based CLIPs", ["multimodal"]),
    ("Vision-Language Models", ["multimodal"]), ("Eclipse", []),
  ])
  func `phrases match whole words, plurals and hyphens`(title: String, expected: [String]) {
    #expect(tags(title) == expected)
  }

  @Test func `the title counts more, and a single mention counts little`() {
    #expect(tags("A benchmark", "LLM LLM CLIP") == ["evaluation", "language models"])
    #expect(tags("Nothing", "one CLIP") == ["multimodal"])
    #expect(tags("Nothing", "CLIP LLM") == ["language models", "multimodal"])
  }

  @Test func `at most six tags are kept`() {
    let rules = TagRules((1...9).map { ("tag \($0)", ["word"]) })
    #expect(rules.tags(title: "word", abstract: "") == (1...6).map { "tag \($0)" })
  }

  @Test(.testData("hf-papers")) func `every paper of the dump has one to six tags`() throws {
    let repository = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let bytes = [UInt8](try Data(contentsOf: repository.appending(path: "Content/tags.yml")))
    var diagnostics: [Diagnostic] = []
    let rules = try #require(TagRules.parse(bytes, diagnostics: &diagnostics))
    #expect(diagnostics == [] && rules.names.count >= 25)
    let path = RealText.data.appending(path: "hf-papers/papers-page-mar-12.txt")
    let page = [UInt8](try Data(contentsOf: path))
    let counts = Importer.papersPage.records(in: page).records.map { record in
      rules.tags(title: record.title.plain, abstract: record.abstract.plain).count
    }
    #expect(counts.count == 106 && counts.allSatisfy { (1...6).contains($0) })
  }

  @Test(arguments: [
    (
      "- a\n",
      """
      Content/tags.yml:1:1: error: tag rules are a map of tags
        hint: write 'tag name:' and below it one phrase a line, each after '- '
      """
    ),
    (
      "vision: images\n",
      """
      Content/tags.yml:1:9: error: the tag 'vision' needs a list of phrases
        hint: write one phrase a line, each after '- '
      """
    ),
    (
      "vision:\n  - images\n  - [a]\n",
      """
      Content/tags.yml:3:5: error: a phrase must be words
        hint: put a phrase that holds ': ' or begins with a sign in quotes
      """
    ),
    (
      "\"\":\n  - a\n",
      """
      Content/tags.yml:1:1: error: a tag without a name
        hint: write 'tag name:'
      """
    ),
  ])
  func `a mistake in the rules is shown with its position`(rules: String, message: String) {
    var diagnostics: [Diagnostic] = []
    #expect(TagRules.parse(Array(rules.utf8), diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.description) == [message])
  }
}
