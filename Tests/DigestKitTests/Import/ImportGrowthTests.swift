import Testing

@testable import DigestImport
@testable import DigestModel

/// A format and a text of it with any number of short entries.
struct GrowingSource: Sendable, CustomTestStringConvertible {
  let name: String
  let format: String
  var head = ""
  var between = ""
  var tail = ""
  let entry: @Sendable (Int) -> String

  var testDescription: String { name }

  func text(_ count: Int) -> [UInt8] {
    Array((head + (0..<count).map(entry).joined(separator: between) + tail).utf8)
  }
}

/// Twice the entries take about twice the time in each format; it was four times in most.
@Suite(.serialized) struct ImportGrowthTests {
  @Test(.timeLimit(.minutes(10)), arguments: sources)
  func `reading takes time in proportion to the entries`(source: GrowingSource) throws {
    let importer = try #require(Importer.all.first { $0.name == source.format })
    let (small, large) = (source.text(400), source.text(800))
    let found = importer.records(in: small)
    #expect(found.records.count + found.problems.count >= 1)
    let ratio = Growth.ratio(
      { _ = importer.records(in: small) }, { _ = importer.records(in: large) })
    #expect(ratio < 3, "\(source.name): \(ratio)")
  }

  @Test func `every format has a source that grows`() {
    // A post is one paper.
    #expect(Set(Self.sources.map(\.format) + ["pmlr"]) == Set(Importer.all.map(\.name)))
  }

  private static let abstract = String(repeating: "We show that it holds. ", count: 10)

  static let sources: [GrowingSource] = [
    GrowingSource(name: "BibTeX", format: "bibtex") { "@misc{k\($0), title = {T \($0)}}\n" },
    GrowingSource(name: "RIS", format: "ris") { "TY  - JOUR\nTI  - T \($0)\nER  - \n" },
    GrowingSource(
      name: "CSL-JSON", format: "csl-json", head: "[", between: ",", tail: "]"
    ) { "{\"title\": \"T \($0)\"}" },
    GrowingSource(name: "PubMed's text", format: "nbib") { "PMID- \($0)\nTI  - T \($0)\n" },
    GrowingSource(name: "Web of Science", format: "wos", head: "FN X\n") {
      "PT J\nTI T \($0)\nER\n"
    },
    GrowingSource(name: "EndNote", format: "endnote") { "%0 Book\n%T T \($0)\n" },
    GrowingSource(
      name: "EndNote's XML", format: "endnote-xml", head: "<xml><records>", tail: "</records></xml>"
    ) { "<record><titles><title>T \($0)</title></titles></record>\n" },
    GrowingSource(
      name: "PubMed's XML", format: "pubmed-xml", head: "<PubmedArticleSet>",
      tail: "</PubmedArticleSet>"
    ) {
      """
      <PubmedArticle><MedlineCitation><PMID>\($0)</PMID><Article><ArticleTitle>T</ArticleTitle>
      </Article></MedlineCitation></PubmedArticle>
      """
    },
    GrowingSource(name: "DBLP", format: "dblp", head: "<dblp>", tail: "</dblp>") {
      "<article><title>T \($0).</title></article>\n"
    },
    GrowingSource(
      name: "OpenReview", format: "openreview", head: "{\"notes\": [", between: ",", tail: "]}"
    ) { "{\"forum\": \"abc\($0)\", \"content\": {\"title\": \"T\"}}" },
    GrowingSource(
      name: "INSPIRE", format: "inspire", head: "{\"hits\": {\"hits\": [", between: ",", tail: "]}}"
    ) { "{\"metadata\": {\"titles\": [{\"title\": \"T \($0)\"}]}}" },
    GrowingSource(name: "CSV", format: "csv", head: "title,date\n") { "T \($0),2026-01-05\n" },
    GrowingSource(name: "JSON Lines", format: "jsonl") { "{\"title\": \"T \($0)\"}\n" },
    GrowingSource(
      name: "objects in a list", format: "jsonl", head: "{\"papers\": [", between: ",", tail: "]}"
    ) { "{\"title\": \"T \($0)\"}" },
    GrowingSource(name: "empty lines of JSON", format: "jsonl") { _ in "{}\n" },
    GrowingSource(name: "empty objects", format: "jsonl", head: "[", between: ",", tail: "]") {
      _ in "{}"
    },
    GrowingSource(name: "empty objects without an end", format: "jsonl") { _ in "{}" },
    GrowingSource(name: "arXiv's snapshot", format: "arxiv-jsonl") {
      "{\"id\": \"2601.\(10_000 + $0)\", \"title\": \"T\", \"update_date\": \"2026-01-05\"}\n"
    },
    GrowingSource(
      name: "Hugging Face", format: "hugging-face", head: "[", between: ",", tail: "]"
    ) {
      """
      {"paper": {"id": "2601.\(10_000 + $0)", "title": "T", "publishedAt": "2026-01-05T00:00:00Z"}}
      """
    },
    GrowingSource(name: "arXiv's API", format: "arxiv", head: "<feed>", tail: "</feed>") {
      """
      <entry><id>http://arxiv.org/abs/2601.\(10_000 + $0)</id><title>T</title>
      <published>2026-01-05T00:00:00Z</published></entry>
      """
    },
    GrowingSource(
      name: "arXiv's listing", format: "arxiv-listing", head: "<rss><channel>",
      tail: "</channel></rss>"
    ) {
      """
      <item><title>T</title><guid>oai:arXiv.org:2601.\(10_000 + $0)v1</guid>
      <pubDate>Mon, 05 Jan 2026 00:00:00 -0500</pubDate></item>
      """
    },
    GrowingSource(
      name: "arXiv's OAI-PMH", format: "arxiv-oai", head: "<OAI-PMH><ListRecords>",
      tail: "</ListRecords></OAI-PMH>"
    ) {
      """
      <record><metadata><arXiv><id>2601.\(10_000 + $0)</id><created>2026-01-05</created>
      <title>T</title></arXiv></metadata></record>
      """
    },
    GrowingSource(
      name: "ACL Anthology", format: "acl",
      head: "<collection id=\"2020.x\"><volume id=\"1\"><meta><year>2020</year></meta>",
      tail: "</volume></collection>"
    ) { "<paper id=\"\($0)\"><title>T</title></paper>\n" },
    GrowingSource(name: "papers page", format: "papers-page", head: "Mar 12\n\n") {
      "Title \($0)\n\n\(abstract)\n\n"
    },
  ]
}
