import Testing

@testable import DigestMarkup

@Suite struct TeXTextPropertyTests {
  @Test(.testData("arxiv-1000.jsonl", "hf-papers"))
  func `the page of every real abstract has the text of its source`() throws {
    let abstracts =
      try RealText.records(RealText.arXiv).map(\.summary) + RealText.dumpAbstracts()
    #expect(abstracts.count == 1106)
    expectSamePages(abstracts)
  }

  @Test func `the page of every abstract in the repository has the text of its source`() throws {
    let abstracts = try RealText.records(Fixture.records).map(\.summary)
    #expect(abstracts.count == 100)
    expectSamePages(abstracts)
  }

  private func expectSamePages(_ abstracts: [String]) {
    let differing = abstracts.filter { source in
      let markdown = TeXText(source).markdown
      return VisibleText(source: source) != VisibleText(markdown: markdown)
    }
    #expect(differing.isEmpty, "first: \(differing.first ?? "")")
  }

  @Test func `hostile text never becomes markup`() throws {
    for text in try RealText.hostileLines() + RealText.naughtyStrings() {
      let markdown = TeXText(text).markdown
      let document = CMarkDocument(Array(markdown.utf8)[...])
      let html = String(decoding: CMarkDocument.html(of: document.root), as: UTF8.self)
      #expect(!html.contains("<!-- raw HTML omitted -->"), "\(text)")
      #expect(!html.contains("<script") && !html.contains("javascript:\""), "\(text)")
    }
  }
}
