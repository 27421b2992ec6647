import Foundation
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestKit
@testable import DigestMarkup
@testable import DigestModel

@Suite struct BibTeXFileTests {
  /// The numbers of entries that bibtexparser 1.4.3 and pybtex 0.25 find; where those two differ,
  /// or digest differs from both, a comment gives the reason.
  private static let counts = [
    "article": 1, "article_comma_first": 2, "article_comma_first_and_trailing_comma_output": 1,
    "article_comma_normal_multiple": 3, "article_comma_normal_single": 1,
    "article_field_name_with_underscore": 1, "article_homogenize": 1, "article_missing_coma": 4,
    "article_multilines": 1, "article_no_braces": 1, "article_oneline": 2, "article_output": 1,
    "article_start_with_bom": 1, "article_start_with_whitespace": 2,
    "article_trailing_comma_output": 1, "article_with_annotation": 1,
    "article_with_annotation_output": 1, "article_with_protection_braces": 1,
    "article_with_special_characters": 1, "article_with_strings": 1,
    "article_with_strings_output": 1, "book": 1, "book_bom": 1, "book_capital_AND": 1,
    "book_comma_first": 1, "book_output": 1, "comments_only": 0, "comments_only_output": 0,
    "comments_percentage": 2, "comments_percentage_nolastcoma": 2,
    "comments_spaces_and_declarations": 1, "common_strings": 0, "crossref_cascading": 4,
    "crossref_cascading_aliases": 3, "crossref_cascading_cycle": 2, "crossref_entries": 14,
    "crossref_missing_entries": 1, "empty": 0, "encoding": 1, "features": 1, "features2": 1,
    "features_output": 1, "fieldname": 1, "multiline_comments": 0, "multiple_entries": 3,
    "multiple_entries_and_comments": 3, "multiple_entries_and_comments_output": 3,
    "multiple_entries_output": 3, "pmlr-v304-proceedings": 80, "string": 1, "traps": 1,
    "website": 1, "wrong": 2, "xref_entries": 8, "xref_missing_entries": 1,
    // bibtexparser finds 118, pybtex 117: two keys differ only in case.
    "biber-examples": 118,
  ]

  @Test(.testData("bibtex")) func `each nasty file has as many entries as other parsers find`()
    throws
  {
    let folder = RealText.data.appending(path: "bibtex")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.count == Self.counts.count)
    for name in names {
      let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
      let source = ImportSource(
        path: name, text: TextCheck.normalized(bytes), days: DayRule(now: .epoch))
      var parser = BibTeXParser(source)
      var count = 0
      while parser.nextEntry() != nil { count += 1 }
      let problems = parser.takeProblems().map(\.description)
      #expect(count == Self.counts[String(name.dropLast(4))], "\(name): \(problems)")
    }
  }

  private func record(_ text: String) throws -> PaperRecord {
    try #require(Importer.bibTeX.records(in: text).records.first)
  }

  @Test func `macros, joined parts, accents and braces are resolved`() throws {
    let record = try record(
      #"""
      @string{jx = "Journal of " # {X}}
      @ARTICLE{k, author = {M{\"u}ller, J{\"o}rg and {The \LaTeX{} Team} and others},
        title = "{BERT}: A $k$-{NN} {\'E}tude \& More", journal = jx, year = 2020, month = mar,
        pages = {1--9}, doi = {https://doi.org/10.1000/A\_b}, keywords = {nlp; bert},
        eprint = {2310.18660v2}, archivePrefix = {arXiv}}
      """#)
    #expect(record.title.plain == "BERT: A $k$-NN Étude & More")
    #expect(record.authors.map(\.name) == ["Jörg Müller", "The LaTeX Team"])
    #expect(record.venue == "Journal of X" && record.published == PartialDate("2020-03"))
    #expect(record.pages == "1–9" && record.doi?.id == "10.1000/A_b")
    #expect(record.arxiv?.id == "2310.18660" && record.tags == ["nlp", "bert"])
  }

  @Test(arguments: [
    ("Knuth, Donald E.", "Donald E. Knuth"), ("Donald~E. Knuth", "Donald E. Knuth"),
    ("van den Oord, A{\\\"a}ron", "Aäron van den Oord"),
    ("King, Jr., Martin Luther", "Martin Luther King Jr."),
    ("{Barnes and Noble}", "Barnes and Noble"),
    (
      "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
      "Charles Louis Xavier Joseph de la Vallée Poussin"
    ),
  ])
  func `names are understood in every form`(written: String, printed: String) {
    #expect(BibTeXNames.parse(written).map(\.name) == [printed])
  }

  @Test func `names are separated by 'and' in any case and across lines`() {
    let names = BibTeXNames.parse("A One AND B Two\n  and C Three and others").map(\.name)
    #expect(names == ["A One", "B Two", "C Three"])
  }

  @Test func `a paper inherits its book's fields, and the book is not a paper`() throws {
    let (records, problems) = Importer.bibTeX.records(
      in: """
        @inproceedings{a, crossref = {B}, title = {One}, author = {A B}}
        @proceedings{b, title = {Proceedings of X}, year = 2019, editor = {E F}}
        """)
    #expect(problems == [] && records.map(\.title.plain) == ["One"])
    #expect(records.first?.venue == "Proceedings of X")
    #expect(records.first?.published == PartialDate("2019"))
  }

  @Test func `exported BibTeX can be imported again`() throws {
    var paper = Paper(source: "papers/a.md", slug: "a", date: Day("2026-01-05") ?? .epoch)
    paper.title = "A $k$-Sum Bound & 50% More: “Uses”"
    paper.authors = [Author(name: "Aäron van den Oord"), Author(name: "The X Team")]
    paper.doi = DOI("10.1000/x_y")
    paper.arxiv = ArxivID("2601.00001")
    paper.venue = "Workshop on X"
    let text = String(decoding: BibTeX.entry(paper, key: "k", permalink: nil), as: UTF8.self)
    let record = try record(text)
    #expect(record.title.plain == paper.title && record.authors == paper.authors)
    #expect(record.doi == paper.doi && record.arxiv == paper.arxiv && record.venue == paper.venue)
  }
}
