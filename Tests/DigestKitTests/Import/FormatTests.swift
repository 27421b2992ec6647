import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel

/// A record of each format that people export, found by its content.
@Suite struct FormatTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let format: String
    let text: String
    /// Title | authors | published | venue | pages | DOI, without what the format has not.
    let shown: String

    var testDescription: String { format }
  }

  @Test(arguments: samples)
  func `a file of each format is known and read`(sample: Sample) throws {
    let head = FormatSample(sample.text.utf8)
    let importer = try #require(Importer.all.first { $0.recognizes(head) })
    #expect(importer.name == sample.format)
    let (records, problems) = importer.records(in: sample.text)
    #expect(problems == [], "\(problems)")
    let file = PaperFile(try #require(records.first), today: .epoch)
    let record = file.record
    let shown: [String?] = [
      file.title, record.authors.map(\.personName.inverted).joined(separator: "; "),
      record.published?.description, record.venue, record.pages,
      record.doi?.id ?? record.arxiv?.id,
    ]
    #expect(shown.compactMap { $0 }.joined(separator: " | ") == sample.shown)
  }

  static let samples: [Sample] = [
    Sample(
      format: "nbib",
      text: """
        PMID- 1
        DP  - 2020 May 3
        TI  - A title that goes on
              to a second line.
        FAU - Doe, Jane
        AU  - Doe J
        JT  - Journal of tests
        PG  - 1-9
        AID - 10.1000/abc [doi]

        """,
      shown: """
        A title that goes on to a second line. | Doe, Jane | 2020-05-03 | Journal of tests | 1–9 | \
        10.1000/abc
        """),
    Sample(
      format: "nbib", text: "PMID- 1\nTI  - One\nAU  - Doe JA\nDP  - 2020 Jan-Feb\nTA  - J Test\n",
      shown: "One | Doe, JA | 2020-01 | J Test"),
    Sample(
      format: "wos",
      text: """
        FN Clarivate Analytics Web of Science
        VR 1.0
        PT J
        AU Doe, J
           Roe, R
        AF Doe, Jane
           Roe, Rich
        TI A title
           of two lines
        SO JOURNAL OF TESTS
        PD SEP 3
        PY 2018
        BP 1
        EP 9
        DI 10.1000/w
        ER

        EF
        """,
      shown:
        "A title of two lines | Doe, Jane; Roe, Rich | 2018-09-03 | JOURNAL OF TESTS | 1–9 | 10.1000/w"
    ),
    Sample(
      format: "endnote",
      text: """
        %0 Journal Article
        %A Doe, Jane
        %A Rich Roe
        %T A title
        %J Journal of Tests
        %P 1-9
        %D 2019
        %8 May 4
        %R 10.1000/e

        """,
      shown: "A title | Doe, Jane; Roe, Rich | 2019-05-04 | Journal of Tests | 1–9 | 10.1000/e"),
    Sample(
      format: "endnote-xml",
      text: """
        <?xml version="1.0"?><xml><records><record><ref-type name="Journal Article">17</ref-type>
        <contributors><authors><author><style face="normal">Doe, Jane</style></author></authors>
        </contributors><titles><title><style>A title</style></title><secondary-title>J. Tests
        </secondary-title></titles><pages>1-9</pages><dates><year>2019</year><pub-dates><date>May 4
        </date></pub-dates></dates><electronic-resource-num>10.1000/x</electronic-resource-num>
        </record></records></xml>
        """, shown: "A title | Doe, Jane | 2019-05-04 | J. Tests | 1–9 | 10.1000/x"),
    Sample(
      format: "pubmed-xml",
      text: """
        <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>
        <Journal><JournalIssue><PubDate><Year>2020</Year><Month>May</Month><Day>3</Day></PubDate>
        </JournalIssue><Title>Journal of Tests</Title></Journal>
        <ArticleTitle>H<sub>2</sub>O and <i>others</i></ArticleTitle>
        <Pagination><MedlinePgn>1-9</MedlinePgn></Pagination>
        <ELocationID EIdType="doi">10.1000/p</ELocationID>
        <AuthorList><Author><LastName>Doe</LastName><ForeName>Jane A</ForeName></Author>
        <Author><CollectiveName>Big Group of Tests</CollectiveName></Author></AuthorList>
        </Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
        """,
      shown: """
        H2O and others | Doe, Jane A; Big Group of Tests | 2020-05-03 | Journal of Tests | 1–9 | \
        10.1000/p
        """),
    Sample(
      format: "dblp",
      text: """
        <dblp><article key="journals/corr/abs-1706-03762"><author>Wei Wang 0012</author>
        <title>Attention Is <i>All</i>.</title><journal>CoRR</journal><volume>abs/1706.03762</volume>
        <year>2017</year></article></dblp>
        """, shown: "Attention Is All | Wang, Wei | 2017 | 1706.03762"),
    Sample(
      format: "openreview",
      text: """
        {"notes": [{"id": "abcDEF123", "forum": "abcDEF123", "cdate": 1700000000000,
        "content": {"title": {"value": "A title"}, "authors": {"value": ["Jane Doe"]},
        "venue": {"value": "ICLR 2024 poster"}, "pdf": {"value": "/pdf/x.pdf"}}}], "count": 1}
        """, shown: "A title | Doe, Jane | 2023-11-14 | ICLR 2024 poster"),
    Sample(
      format: "inspire",
      text: """
        {"hits": {"hits": [{"metadata": {"control_number": 1, "titles": [{"title": "A title"}],
        "authors": [{"full_name": "Doe, Jane"}], "collaborations": [{"value": "ATLAS"}],
        "preprint_date": "2015-08-14", "arxiv_eprints": [{"value": "1508.03608"}],
        "publication_info": [{"journal_title": "Eur.Phys.J.C", "page_start": "1", "page_end": "9"}]
        }}]}}
        """,
      shown:
        "A title | Doe, Jane; ATLAS Collaboration | 2015-08-14 | Eur.Phys.J.C | 1–9 | 1508.03608"),
    Sample(
      format: "csl-json",
      text: """
        {"status": "ok", "message-type": "work", "message": {"title": ["A title"],
        "author": [{"given": "Jane", "family": "Doe"}, {"name": "Big Group"}],
        "issued": {"date-parts": [[2020, 1, 2]]}, "DOI": "10.1000/c", "type": "journal-article",
        "container-title": ["J. Tests"], "page": "1-9"}}
        """, shown: "A title | Doe, Jane; Big Group | 2020-01-02 | J. Tests | 1-9 | 10.1000/c"),
    Sample(
      format: "pmlr",
      text: """
        ---
        title: 'A title: with a colon'
        abstract: We show.
        layout: inproceedings
        id: doe20a
        volume: '119'
        page: 1-9
        author:
        - given: Jane
          family: Doe
        date: 2020-11-21
        container-title: Proceedings of Tests
        ---

        """, shown: "A title: with a colon | Doe, Jane | 2020-11-21 | Proceedings of Tests | 1–9"),
    Sample(
      format: "ris",
      text:
        "Record #1 of 2\nTY  - JOUR\nT1  - A title\nA1  - Doe, Jane\nY1  - 2019//\nER  - \n\n2.\n",
      shown: "A title | Doe, Jane | 2019"),
    Sample(
      format: "csv",
      text: """
        Authors,Author full names,Title,Year,Source title,Page start,DOI
        "Doe J.; Roe R.","Doe, Jane (57190000); Roe, Rich (57190001)",A title,2020,J. Tests,1,10.1000/s
        """, shown: "A title | Doe, J.; Roe, R. | 2020 | J. Tests | 10.1000/s"),
    Sample(
      format: "csv",
      text: """
        "Key","Item Type","Publication Year","Author","Title","Publication Title","DOI","Date"
        "A","journalArticle","2019","Doe, Jane; Roe, Rich","A title","J. Tests","10.1000/z","2019-03-05"
        """, shown: "A title | Doe, Jane; Roe, Rich | 2019-03-05 | J. Tests | 10.1000/z"),
    Sample(
      format: "jsonl",
      text: """
        {"data": [{"paperId": "x", "externalIds": {"DOI": "10.1000/s2"}, "title": "A title",
        "venue": "ACL", "publicationDate": "2017-05-29", "authors": [{"name": "Jane Doe"}]}]}
        """, shown: "A title | Doe, Jane | 2017-05-29 | ACL | 10.1000/s2"),
  ]

  @Test(arguments: [
    "Some notes of mine\n\nThat is no bibliography at all, just a file of notes.\n",
    "Dear all,\n\nplease find the papers attached.\n", "TITLE: A\nAUTHOR: B\n",
    "%PDF-1.7 binary", "<html><body>A page</body></html>",
  ])
  func `a file that fits no format is an error that lists them`(text: String) throws {
    let site = try ImportSite()
    let error = #expect(throws: DiagnosticsError.self) { try site.run(text) }
    let problem = try #require(error?.diagnostics.first)
    #expect(problem.message == "no importer knows this format")
    #expect(problem.hint?.contains("bibtex, ris, nbib") == true)
  }

  @Test(arguments: [
    ("@article{Alan D. Doe_2011, title = {One}, year = 2011}", "One"),
    ("@article{EuropeanCommission,T2019, title = {One}, year = 2019}", "One"),
    ("@article{a b c,\n  title = {One}\n}", "One"),
    ("@article{Doe, J. (2010), title={One}}", "One"),
  ])
  func `keys of BibTeX may have spaces and commas`(text: String, title: String) {
    let (records, problems) = Importer.bibTeX.records(in: text)
    #expect(records.map(\.title.plain) == [title] && problems == [])
  }

  @Test(arguments: [
    "@misc{a, title = {One}\n year = 2020}", "@misc{a, title = {One} year = 2020}",
    "@misc{a,\n title = \"One\"\n year = {2020},\n}",
  ])
  func `a missing comma costs no entry`(text: String) {
    let (records, problems) = Importer.bibTeX.records(in: text)
    #expect(records.map(\.title.plain) == ["One"])
    #expect(records.first?.published == PartialDate("2020"))
    #expect(problems.count == 1 && problems[0].contains("a ',' is missing after the field 'title'"))
  }
}
