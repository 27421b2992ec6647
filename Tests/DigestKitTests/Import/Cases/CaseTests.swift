import Foundation
import Testing

@testable import DigestImport
@testable import DigestModel

/// A file of `$DIGEST_TEST_DATA/../cases` and what must become of it.
struct KnownCase: Sendable, CustomTestStringConvertible {
  let files: [String]
  /// Lines that the papers' front matter and bodies have.
  var papers: [String] = []
  /// What neither the papers nor the report nor the citations may hold.
  var lacks: [String] = []
  /// What the report says.
  var report: [String] = []
  /// Lines of `papers.bib`, which reads again what was read.
  var bib: [String] = []
  /// What the paper's page holds.
  var page: [String] = []
  var settings = ""
  var format: String?

  init(
    _ files: String..., papers: [String] = [], lacks: [String] = [], report: [String] = [],
    bib: [String] = [], page: [String] = [], settings: String = "", format: String? = nil
  ) {
    self.files = files
    (self.papers, self.lacks, self.report, self.bib) = (papers, lacks, report, bib)
    (self.page, self.settings, self.format) = (page, settings, format)
  }

  var testDescription: String { files.joined(separator: ", ") }

  static let folder = TestData.folder.deletingLastPathComponent().appending(path: "cases")

  static let isThere = FileManager.default.fileExists(atPath: folder.path)
}

/// Reduced files of public trackers and real exports, each of which stands for a kind.
@Suite(
  .enabled(
    if: TestData.isRequired || KnownCase.isThere,
    "needs the folder 'cases' beside $DIGEST_TEST_DATA"))
struct CaseTests {
  @Test(arguments: KnownCase.imports + KnownCase.tables)
  func `a file of people's own is read as it is meant`(_ known: KnownCase) throws {
    let files = try known.files.map { name in
      (name, Array(try Data(contentsOf: KnownCase.folder.appending(path: name))))
    }
    let run = try CaseRun(files, settings: known.settings, format: known.format)
    for line in known.papers {
      #expect(run.papers.contains(line + "\n"), "no '\(line)' in\n\(run.papers)\(run.report)")
    }
    for text in known.report { #expect(run.report.contains(text), "\(run.report)\(run.papers)") }
    var output = run.papers + run.report
    if !known.bib.isEmpty || !known.page.isEmpty {
      let site = try run.build()
      let bib = site["papers.bib"]
      for line in known.bib { #expect(bib.contains(line), "no '\(line)' in\n\(bib)") }
      let pages = site.paths.filter { $0.hasPrefix("papers/") && $0.hasSuffix(".html") }
      let page = pages.map { site[$0] }.joined()
      for text in known.page { #expect(page.contains(text), "no '\(text)' on the page") }
      output += bib
    }
    for text in known.lacks { #expect(!output.contains(text), "'\(text)' in\n\(output)") }
  }

  /// A case without a line here would be tried by nobody.
  @Test func `every file of the folder is a case`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: KnownCase.folder.path)
      .filter { !$0.hasSuffix(".expect.md") && !$0.hasPrefix("md-") && !$0.hasPrefix("search-") }
    let known = Set((KnownCase.imports + KnownCase.tables).flatMap(\.files))
    #expect(names.filter { !known.contains($0) }.sorted() == [])
  }
}

extension KnownCase {
  static let imports: [KnownCase] = [
    KnownCase(
      "bib-accent-space.bib",
      papers: [
        "title: Naïve café", "authors: Xavier Frédéric; Anton Jörg; Minh Vũ",
      ]),
    KnownCase("bib-acute-s-braced.bib", papers: ["authors: Marcin Kryśko; Jan Kościuszko; A. Ryś"]),
    KnownCase(
      "bib-ads-macros.bib",
      papers: [
        "venue: The Astrophysical Journal", "venue: Astronomy and Astrophysics",
      ], lacks: ["\\apj", "\\aap"]),
    KnownCase(
      "bib-and-in-names.bib",
      papers: ["authors: Alexandre Lepetit; L. Borland; Sandy Anderson; Barnes and Noble"]),
    KnownCase(
      "bib-and-others.bib", bib: ["Aad, Georges and {ATLAS Collaboration} and others"],
      page: ["Georges Aad", "et al."]),
    KnownCase(
      "bib-article-roundtrip.bib", lacks: ["@inproceedings", "booktitle"],
      bib: [
        "journal = {Phys. Rev. Lett.}", "journal = {Genetics}", "@article{", "@phdthesis{",
        "school = {University of Tests}", "volume = {109}", "pages = {1--5}",
      ]),
    KnownCase("bib-arxiv-doi.bib", papers: ["arxiv: 2101.00001"], report: ["new 1, skipped 1"]),
    KnownCase(
      "bib-author-marks.bib", papers: ["authors: Ann Du; Bo Zhou; Cy Li"], lacks: ["dagger"],
      bib: ["Du, Ann and Zhou, Bo and Li, Cy"]),
    KnownCase(
      "bib-authors-semicolons.bib",
      papers: [
        "authors: F. Baker; S. C. Huang; T. K. Tang", "authors: Jane Doe; Rich Roe",
      ], bib: ["Baker, F. and Huang, S. C. and Tang, T. K."]),
    KnownCase(
      "bib-biblatex-dates.bib",
      papers: ["published: 2019-02-20", "published: 2018-05", "published: 2017-04"]),
    KnownCase(
      "bib-braces-after-accent.bib", papers: ["title: ÉTÉ and ÜBER in ÑA", "title: øK or –III"]),
    KnownCase(
      "bib-cp1252.bib", papers: ["title: Überblick", "authors: Jürgen Müller"]),
    KnownCase(
      "bib-crossref.bib",
      papers: ["venue: Proceedings of the First Conference", "published: 2019-07"]),
    KnownCase("bib-date-papers-app.bib", papers: ["published: 2018-05-29"]),
    KnownCase(
      "bib-dblp-ampersand.bib",
      papers: [
        "title: Search & Learning: 100% of BERT #1", "venue: Proceedings of the X & Y Conference",
      ], lacks: ["textbrace"], bib: ["Proceedings of the X \\& Y Conference"]),
    KnownCase("bib-dblp-homonym.bib", papers: ["authors: Jane Doe; Wei Wang"]),
    KnownCase(
      "bib-declarations-inside.bib", papers: ["title: Diet in Big Mouse® lacI rodents and kern"]),
    KnownCase(
      "bib-discretionary.bib",
      papers: [
        "title: A nanoparticle, et al. slanted x", "authors: Ann Björkman",
      ]),
    KnownCase(
      "bib-editorial-2019.bib", "bib-editorial-2020.bib",
      papers: [
        "published: 2019", "published: 2020", "pages: 1–2", "pages: 1–3",
      ], report: ["new 1\nwithout an abstract: 1 of 1 new paper\nnew 1\n"]),
    KnownCase(
      "bib-editorials.bib",
      papers: [
        "published: 2019", "published: 2020", "published: 2021", "published: 2022",
        "doi: 10.1000/c", "doi: 10.1000/d",
      ], report: ["new 4"]),
    KnownCase(
      "bib-ensuremath-inspire.bib",
      papers: [#"title: Networks for $\Lambda$ hyperons and $\nu$$\mu$ at 5 GeV"#],
      lacks: ["ensuremath"]),
    KnownCase(
      "bib-entities.bib",
      papers: [
        "title: Clinical & Translational café", "authors: Rene Gassmöller; Rene Gassmöller",
        "venue: Computers & Fluids",
      ]),
    KnownCase("bib-hash-group.bib", papers: ["title: #h00t: Microblogging"]),
    KnownCase("bib-html-in-title.bib", papers: ["title: Krill Euphausia and H₂O"]),
    KnownCase(
      "bib-jr-behind.bib", bib: ["King, Jr., Martin Luther and Daumé, III, Hal"]),
    KnownCase(
      "bib-key-with-space.bib",
      papers: [
        "title: A key of Crossref with spaces", "title: A key of Scopus with a comma",
      ], report: ["new 2"]),
    KnownCase("bib-mac-lines.bib", papers: ["title: Old Mac lines é", "authors: A B"]),
    KnownCase(
      "bib-mendeley-doi-url.bib",
      papers: [
        "doi: 10.1007/978-3-030-58452-8_24", "pdf: http://e.example/a_b%20c.pdf",
        "doi: 10.1007/978-3-030-58452-8_25", "pdf: https://e.example/~doe/a_b.pdf",
      ]),
    KnownCase("bib-missing-comma.bib", papers: ["title: Missing comma", "published: 2020"]),
    KnownCase("bib-month-days.bib", papers: ["published: 2018-05-23", "published: 2020-07-13"]),
    KnownCase("bib-month-ranges.bib", papers: ["published: 2018-07", "published: 2018-05"]),
    KnownCase(
      "bib-months-german.bib",
      papers: ["published: 2018-12", "published: 2018-05", "published: 2018-03"]),
    KnownCase(
      "bib-mwe-accents.bib",
      papers: [
        """
        authors: A Kássio; B Martínez-Núñez; C Vallårda; D Hajič; E Woźniak; F İlker; G Erdős; \
        H Gonçalves; I Nguyễn; J Skjæveland
        """
      ]),
    KnownCase(
      "bib-openreview-query.bib", papers: ["openreview: abcDEF1235", "openreview: abcDEF1236"]),
    KnownCase(
      "bib-preface-no-author.bib",
      papers: ["published: 2019", "published: 2021", "published: 2022"], report: ["new 3"]),
    KnownCase(
      "bib-relax.bib", papers: ["authors: Christos Papadimitriou; Yu. I. Manin"], lacks: ["relax"]),
    KnownCase(
      "bib-semanticscholar-arxiv.bib",
      papers: ["arxiv: 2005.14165", "arxiv: 2105.14166", "arxiv: 2105.14167"]),
    KnownCase("bib-space-after-symbol.bib", papers: ["title: A 5 µm film at 20 °C"]),
    KnownCase(
      "bib-space-in-emph.bib",
      papers: ["title: Changes in Drosophila Pseudoobscura and a b"]),
    KnownCase(
      "bib-strings.bib",
      papers: [
        "venue: IEEE Trans. Autom. Control", "published: 2000-02-01", "title: A poem",
        "published: 2016", "venue: Poems",
      ], lacks: ["Hidden"]),
    KnownCase("bib-tabbing-accents.bib", papers: ["authors: M Durbán; A Pérez"]),
    KnownCase("bib-tags-case.bib", papers: ["tags: Machine Learning; C++"]),
    KnownCase(
      "bib-texorpdfstring.bib",
      papers: [
        #"title: $\alpha$-stable “laws”"#, "authors: Bastian Körtgen",
        "title: The Alexiad of Anna",
      ]),
    KnownCase(
      "bib-text-symbols.bib",
      papers: [
        "title: $620 billion, £5, 5‰, ½ • ·",
        "title: The author's «word» and ‘x’ at 5\u{202F}Ω, α-helix",
      ]),
    KnownCase(
      "bib-tj-model.bib",
      papers: [
        "title: Decay of a Bound Pair in Driven $t$-$J$ Models on an FPGA-Based Platform"
      ]),
    KnownCase(
      "bib-two-family-names.bib",
      bib: [
        "García Márquez, Gabriel and Van Grootel, Valérie and El Ghaoui, Laurent and Kim Lewis, Bo"
      ],
      page: [
        "content=\"García Márquez, Gabriel\"", "content=\"Kim Lewis, Bo\"",
      ]),
    KnownCase("bib-underscore-braces.bib", papers: ["title: Polymorphisms in CRF01_AE and H_B"]),
    KnownCase(
      "bib-url-lost.bib", papers: ["code: https://github.com/org/repo_x"],
      page: ["href=\"https://proceedings.mlr.press/v119/doe20a.html\""]),
    KnownCase("bib-vietnamese-hook.bib", papers: ["authors: Hải Vũ; Thủy Bỏ"]),
    KnownCase(
      "bib-year-letter.bib", papers: ["published: 2018", "published: 1998"],
      lacks: ["2026-11-27"]),
    KnownCase(
      "bib-year-only.bib", papers: ["published: 1999"], lacks: ["month ="], bib: ["year = {1999}"],
      page: ["name=\"citation_publication_date\" content=\"1999\""]),
    KnownCase("ris-a1-and-au.ris", papers: ["authors: Fiona First; Sam Second; Theo Third"]),
    KnownCase(
      "ris-da-other-orders.ris",
      papers: ["published: 2014-01-17", "published: 2012-05-13", "published: 2012-05-03"]),
    KnownCase("ris-degenerate-dates.ris", papers: ["published: 2014-04-01"]),
    KnownCase("ris-ebsco-date.ris", papers: ["published: 2020-11", "pages: e2115–e2123"]),
    KnownCase(
      "ris-embase-names.ris",
      lacks: ["S., Nakashima"], bib: ["Nakashima, S. and Penn, E.B. and Van Oudenhove, L."]),
    KnownCase(
      "ris-impossible-parts.ris",
      papers: ["published: 2018", "published: 2017-05-31", "published: 2016"],
      lacks: ["2026-11-27"]),
    KnownCase("ris-jo-and-jf.ris", papers: ["venue: Academy of Tests Journal"]),
    KnownCase(
      "ris-joined-authors.ris", papers: ["authors: Pedro J. Sanchez; Maria Montoya; Ana Reis"]),
    KnownCase(
      "ris-month-word-slashes.ris", papers: ["published: 2012-05-03", "published: 2015-10"]),
    KnownCase(
      "ris-ovid-numbered.ris",
      papers: [
        "title: The first of two", "published: 2019", "title: The second of two",
        "published: 2018",
      ], report: ["new 2"]),
    KnownCase(
      "ris-without-er.ris", papers: ["title: No end one", "title: No end two"],
      report: ["new 2", "warning"]),
    KnownCase("ris-wos-month.ris", papers: ["published: 2018-09", "published: 2023-06-19"]),
    KnownCase(
      "ris-wrapped-lines.ris",
      papers: [
        "title: A title that goes on to a second line", "published: 2019-12-01",
      ], lacks: ["full text"]),
    KnownCase("ris-y1-beside-py.ris", papers: ["published: 2016-10-19"]),
  ]

  static let tables: [KnownCase] = [
    KnownCase(
      "acl-par.xml",
      papers: [
        "The first paragraph.", "The second has [a link](https://e.example/x) and `code`.",
      ]),
    KnownCase(
      "atom-error-entry.xml", lacks: ["title: Error"],
      report: ["error: arXiv says: incorrect id format for 1"]),
    KnownCase("csl-consortium.json", papers: ["authors: Colin Chang; Big Consortium"]),
    KnownCase("csl-edtf-range.json", papers: ["published: 2018-05", "published: 2017-11"]),
    KnownCase(
      "csl-impossible-day.json", papers: ["published: 2018-02"], lacks: ["2026-11-27"],
      bib: ["year = {2018}"]),
    KnownCase("csl-jats-mathml.json", papers: ["Let $x^2$ be."], lacks: ["mml"]),
    KnownCase("csl-null-date.json", papers: ["published: 2015-03", "published: 2009"]),
    KnownCase(
      "csv-own-columns.csv",
      papers: [
        "title: A table of papers", "authors: Jane Doe; Rich Roe", "date: 2020-01-02",
      ]),
    KnownCase(
      "csv-zotero-export.csv", papers: ["authors: Jane Doe; Richard Roe"],
      settings: """
        import:
          title: Title
          authors: Author
          venue: Publication Title
          date: Date
          doi: DOI
          abstract: Abstract Note
          tags: Manual Tags

        """),
    KnownCase(
      "hf-nulls.json",
      papers: [
        "title: A Family, Training and Dataset", "published: 2025-05-14",
      ], lacks: ["null"]),
    KnownCase(
      "json-crossref-rest.json",
      papers: [
        "title: Crossref REST", "authors: A B", "published: 2020-01-02", "doi: 10.1000/x",
        "venue: J",
      ]),
    KnownCase("jsonl-long-title.jsonl", papers: ["title: 中文标题论文"], report: ["new 5"]),
    KnownCase(
      "kaggle-hyphen-initials.jsonl", papers: ["authors: C. Balázs; C.-P. Yuan"]),
    KnownCase(
      "nbib-pubmed.nbib",
      papers: [
        "title: A title that goes on to a second line.", "authors: Jane Doe",
        "published: 2020-05-03", "venue: Journal of tests", "doi: 10.1000/abc",
      ]),
    KnownCase(
      "oai-no-records.xml",
      report: ["error: arXiv says: The combination yields an empty list. (noRecordsMatch)"]),
    KnownCase(
      "rss-affiliations.xml",
      papers: ["authors: The XYZ Collaboration; Jane Doe; Rich Roe, Jr.; Ann Poe"]),
    KnownCase("rss-empty.xml", report: ["no papers", "the listing is empty"]),
    KnownCase(
      "txt-notes.txt", lacks: ["title:", "no papers"], report: ["error", "formats are"]),
  ]
}
