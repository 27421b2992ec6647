import Foundation
import Testing

@testable import DigestMarkup

@Suite struct RealAbstractTests {
  @Test(.testData("arxiv-1000.jsonl", "acl-xml"))
  func `all real abstracts are accepted and rendered whole`() throws {
    let abstracts = try Self.summaries(RealText.arXiv) + Self.anthology()
    #expect(abstracts.count > 1400)
    try expectWholePages(abstracts)
  }

  @Test func `all abstracts in the repository are accepted and rendered whole`() throws {
    try expectWholePages(Self.summaries(Fixture.records))
  }

  private func expectWholePages(_ abstracts: [String]) throws {
    for text in abstracts {
      let bytes = Array(text.utf8)[...]
      #expect(MarkdownLimits.problem(in: bytes) == nil)
      let body = try #require(Markdown.read(bytes, firstLine: 1).body)
      #expect(PageJudge.faults(in: body.abstract.bytes) == [])
    }
  }

  /// The importer converts TeX outside formulas and keeps commands that it does not know.
  @Test(.testData("arxiv-1000.jsonl", "acl-xml"))
  func `no formula of a real abstract shows a backslash`() throws {
    #expect(formulasWithoutBackslash(in: try Self.summaries(RealText.arXiv)) > 300)
  }

  @Test func `no formula of the repository's abstracts shows a backslash`() throws {
    #expect(formulasWithoutBackslash(in: try Self.summaries(Fixture.records)) > 30)
  }

  /// Checks that no formula of `abstracts` shows a backslash, and returns the number of formulas.
  private func formulasWithoutBackslash(in abstracts: [String]) -> Int {
    var formulas = 0
    for text in abstracts {
      let source = TeXText(text).markdown
      let body = Markdown.render(Array(source.utf8)[...], firstLine: 1) { $0 }
      let page = String(decoding: body.abstract.bytes + body.notes.bytes, as: UTF8.self)
      formulas += page.components(separatedBy: "<math").count - 1
      let shown = page.replacing("<code>\\", with: "")
      #expect(
        shown.components(separatedBy: "<math").allSatisfy { part in
          part.components(separatedBy: "</math>").first?.contains(#"\"#) == false
            || !part.contains("</math>")
        }, "\(text)")
    }
    return formulas
  }

  private static func summaries(_ file: URL) throws -> [String] {
    try RealText.records(file).map(\.summary)
  }

  private static func anthology() throws -> [String] {
    let folder = TestData.url("acl-xml")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap {
      name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return text.components(separatedBy: "<abstract>").dropFirst().compactMap {
        $0.components(separatedBy: "</abstract>").first
      }
    }
  }
}
