import Testing

@testable import GeneratePapers

struct AbstractSentencesTests {
  @Test func `an abstract is split where a capital follows a full stop`() {
    let abstract =
      "We study how papers are\nread by their readers. It is, e.g. said, a hard one to do."
    #expect(
      AbstractSentences.markdown(of: abstract) == [
        "We study how papers are read by their readers.",
        "It is, e.g. said, a hard one to do.",
      ])
  }

  @Test func `what Markdown would interpret gets a backslash`() {
    let sentence = #"We give \textbf{x} to a_b, *c*, `d`, [e], <f>, g~h and AT&T."#
    let escaped = #"We give \\textbf{x} to a\_b, \*c\*, \`d\`, \[e\], \<f\>, g\~h and AT\&T."#
    #expect(AbstractSentences.markdown(of: sentence) == [escaped])
  }

  @Test func `math is kept`() {
    let sentence = #"The bound $O(n^2 \log_2 n)$ is best for a_b and for $x<y$."#
    let escaped = #"The bound $O(n^2 \log_2 n)$ is best for a\_b and for $x<y$."#
    #expect(AbstractSentences.markdown(of: sentence) == [escaped])
  }

  @Test(arguments: [
    "Results.",
    "no capital at the start of this sentence.",
    "A sentence that was cut off at its end",
    "A lonely dollar $ stands in this sentence.",
    #"An escaped dollar \$ and \$ stand in this sentence."#,
    "It costs $5 here and $6 in another country.",
    "Spaces within $ x $ are not for every program.",
    "Nothing stands in $$ of this sentence.",
    "A shortcode {{ .Title }} of Hugo is no text.",
    "The code is at https://example.org/a_b for all.",
    "A bell \u{7} rings within this sentence.",
  ])
  func `a sentence that can't be extracted cleanly is left out`(sentence: String) {
    #expect(AbstractSentences.markdown(of: sentence).isEmpty)
  }

  @Test func `a plain URL is kept`() {
    let sentence = "The code is at https://example.org/a-b for all."
    #expect(AbstractSentences.markdown(of: sentence) == [sentence])
  }
}
