import Foundation
import Testing

@testable import DigestKit
@testable import DigestModel

@Suite struct ExportTests {
  private static let content = [
    "papers/a.md": transformerPaper, "papers/net.png": "",
    "papers/b.md": paperFile("Bees", "2025-03-11", "tags: [attention]"),
  ]

  @Test func `papers, days, tags and the whole site have citation files`() throws {
    let site = try TestSite("", ExportTests.content)
    #expect(
      site.paths.filter { $0.hasSuffix(".bib") } == [
        "days/2025-03-11.bib", "days/2025-03-12.bib", "papers.bib", "papers/a.bib", "papers/b.bib",
        "tags/attention.bib", "tags/r-d.bib",
      ])
    #expect(site["tags/attention.bib"] == site["papers/a.bib"] + "\n" + site["papers/b.bib"])
    #expect(site["papers.bib"] == site["papers/b.bib"] + "\n" + site["papers/a.bib"])
    #expect(!site.paths.contains { $0.hasSuffix(".ris") || $0.hasSuffix(".csl.json") })
  }

  @Test func `RIS and CSL-JSON are written on request`() throws {
    let site = try TestSite("exports: {ris: yes, csl: yes, bibtex: no}", ExportTests.content)
    #expect(!site.paths.contains { $0.hasSuffix(".bib") })
    #expect(
      site["papers/a.ris"].replacing("\r\n", with: "\n") == """
        TY  - CONF
        TI  - BERT α-nets: 50% of R&D
        AU  - Vaswani, Ashish
        AU  - van den Oord, Aäron
        AU  - Gemini Team
        PY  - 2017
        DA  - 2017/06/12
        T2  - Advances in Neural Information Processing Systems
        SP  - 5998
        EP  - 6008
        DO  - 10.5555/3295222.3295349
        AN  - arXiv:1706.03762
        UR  - https://doi.org/10.5555/3295222.3295349
        L1  - https://arxiv.org/pdf/1706.03762
        KW  - attention
        KW  - R&D
        LA  - en-GB
        ER  - 

        """)
    let json = try JSONSerialization.jsonObject(with: Data(site["papers.csl.json"].utf8))
    let entries = try #require(json as? [[String: Any]])
    #expect(entries.map { $0["id"] as? String } == ["bees2025", "vaswani2017bert"])
    let issued = entries[1]["issued"] as? [String: [[Int]]]
    #expect(issued == ["date-parts": [[2017, 6, 12]]])
    let authors = try #require(entries[1]["author"] as? [[String: String]])
    #expect(authors[1] == ["family": "van den Oord", "given": "Aäron"])
    #expect(authors[2] == ["literal": "Gemini Team"])
  }

  @Test func `an author's file at the path of a citation file is an error`() {
    #expect(
      TestSite.problems("", ["papers/b.md": paperFile("Bees"), "papers/b.bib": "@misc{b}"]) == """
        Content/papers/b.bib:1:1: error: would be written to papers/b.bib, and so would a page that \
        digest makes
          hint: rename one of the files
        """)
  }

  @Test func `the file of all papers is split into parts below 5 MB, oldest papers first`() throws {
    let family = String(repeating: "abcdefghij", count: 10)
    let authors = (1...9_500).map { "A\($0) \(family)" }.joined(separator: ", ")
    var content: [String: String] = [:]
    for day in 1...6 {
      content["papers/p\(day).md"] = paperFile(
        "P\(day)", "2025-03-0\(day)", "authors: [\(authors)]")
    }
    let site = try TestSite("pages: {tags: no, authors: no}", content)
    #expect(
      site.paths.filter { $0.hasPrefix("papers") && !$0.contains("/") } == [
        "papers-2.bib", "papers.bib",
      ])
    let sizes = ["papers.bib", "papers-2.bib"].map { site[$0].utf8.count }
    #expect(sizes.allSatisfy { $0 < 5_000_000 } && sizes[0] > 4_000_000)
    #expect(site["papers.bib"].contains("p1.html") && site["papers-2.bib"].contains("p6.html"))
  }
}
