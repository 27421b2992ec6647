import Foundation
import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel

/// Tests real files of each source, which are recognized by their contents and read completely.
@Suite(.testData("arxiv-api", "acl-xml", "bibtex", "hf-papers", "arxiv-1000.jsonl"))
struct RealSourceTests {
  private func read(_ path: String) throws -> (name: String, records: [PaperRecord], [String]) {
    let bytes = Array(try Data(contentsOf: RealText.data.appending(path: path)))
    let importer = try #require(Importer.all.first { $0.recognizes(FormatSample(bytes)) })
    let text = String(decoding: TextCheck.normalized(bytes), as: UTF8.self)
    let (records, problems) = importer.records(in: text, path: path)
    return (importer.name, records, problems)
  }

  @Test(arguments: [
    ("arxiv-api/search-100.xml", "arxiv", 100), ("arxiv-api/two-ids.xml", "arxiv", 1),
    ("arxiv-api/old-id.xml", "arxiv", 1), ("hf-daily-papers-1.json", "hugging-face", 1),
    ("acl-xml/P18.xml", "acl", 435), ("acl-xml/2022.computel.xml", "acl", 23),
    ("acl-xml/2024.signlang.xml", "acl", 45), ("arxiv-1000.jsonl", "jsonl", 1000),
    ("bibtex/pmlr-v304-proceedings.bib", "bibtex", 79),
    ("hf-papers/papers-page-mar-12.txt", "papers-page", nil),
  ])
  func `each file is recognized by its contents, and all its papers are read`(
    path: String, name: String, count: Int?
  ) throws {
    let (found, records, problems) = try read(path)
    #expect(found == name && problems.isEmpty, "\(found) \(problems.prefix(3))")
    if let count { #expect(records.count == count) }
  }

  @Test func `all fields of an entry of arXiv's API are read`() throws {
    let record = try #require(try read("arxiv-api/old-id.xml").records.first)
    #expect(record.arxiv?.id == "astro-ph/0601001" && record.published == PartialDate("2006-01-02"))
    #expect(record.updated == nil && record.tags == ["astro-ph"])
    #expect(
      record.authors.first == Author(name: "Andrew Gould", affiliation: "Ohio State"))
    #expect(record.extra.map(\.key) == ["comment", "journal_ref"])
  }

  @Test func `all fields of a paper of the Anthology are read`() throws {
    let (_, records, _) = try read("acl-xml/2022.computel.xml")
    let record = try #require(records.first)
    #expect(record.title.plain == "Development of the Siberian Ingrian Finnish Speech Corpus")
    #expect(record.acl?.id == "2022.computel-1.1")
    #expect(record.doi?.id == "10.18653/v1/2022.computel-1.1")
    #expect(record.published == PartialDate("2022-05") && record.pages == "1-4")
    #expect(
      record.venue == """
        Proceedings of the Fifth Workshop on the Use of Computational Methods in the Study of \
        Endangered Languages
        """)
    #expect(record.links[.pdf] == "https://aclanthology.org/2022.computel-1.1.pdf")
    let old = try read("acl-xml/P18.xml").records.prefix(2).map { $0.acl?.id }
    #expect(old == ["P18-1001", "P18-1002"])
  }

  /// The expected texts are extracted from the XML with regular expressions.
  @Test func `the abstracts of the Anthology read as their source`() throws {
    for file in ["P18", "2022.computel", "2024.signlang"] {
      let path = "acl-xml/\(file).xml"
      let text = try String(contentsOf: RealText.data.appending(path: path), encoding: .utf8)
      let sources = text.components(separatedBy: "<abstract>").dropFirst().compactMap {
        $0.components(separatedBy: "</abstract>").first
      }
      let abstracts = try read(path).records.map(\.abstract).filter { !$0.paragraphs.isEmpty }
      #expect(abstracts.count == sources.count)
      for (abstract, source) in zip(abstracts, sources) {
        #expect(shown(abstract.markdown) == shownXML(source))
      }
    }
  }

  private func shown(_ markdown: String) -> String {
    var seen: [UInt8] = []
    let document = CMarkDocument(Array(markdown.replacing("$", with: "").utf8)[...])
    CMarkDocument.readText(of: document.root) { part in
      seen.append(contentsOf: part)
      return true
    }
    return folded(String(decoding: seen, as: UTF8.self))
  }

  private func shownXML(_ text: String) -> String {
    let plain = text.replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
    return folded(
      [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&"), ("$", ""), ("\\", "")]
        .reduce(plain) { $0.replacing($1.0, with: $1.1) })
  }

  private func folded(_ text: String) -> String {
    let quotes = [
      ("“", "\""), ("”", "\""), ("‘", "'"), ("’", "'"), ("–", "--"), ("—", "---"), ("…", "..."),
      ("\\", ""), ("`", "'"),
    ]
    return quotes.reduce(text) { $0.replacing($1.0, with: $1.1) }.filter { !$0.isWhitespace }
  }

  @Test func `every paper of every corpus becomes a file that builds`() throws {
    let folder = try ImportSite([
      "Content/site.yml": """
      title: T
      import: {abstract: summary, arxiv: id, tags: categories}
      """
    ])
    let paths = [
      "arxiv-api/search-100.xml", "arxiv-api/old-id.xml", "hf-daily-papers-1.json", "acl-xml",
      "arxiv-1000.jsonl", "bibtex/pmlr-v304-proceedings.bib",
      "hf-papers/papers-page-mar-12.txt",
    ]
    var job = PaperImport(
      paths.map { .file(RealText.data.appending(path: $0).path) },
      now: try #require(Day("2026-11-01")))
    job.site = folder.url.path
    let report = try job.run()
    #expect(
      report.entries.count == 1790
        && report.diagnostics.allSatisfy { $0.message.contains("TeX command") }, "\(report)")
    let content = SourceFolder(name: "Content", location: folder.url.path + "/Content")
    var diagnostics: [Diagnostic] = []
    let loaded = try ContentLoader(content).load(diagnostics: &diagnostics)
    #expect(loaded.papers.count == folder.papers.count)
    #expect(diagnostics == [])
  }
}
