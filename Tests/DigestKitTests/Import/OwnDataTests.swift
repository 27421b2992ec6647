import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel

/// Tests the author's JSON and CSV: which columns are understood, and the messages about others.
@Suite struct OwnDataTests {
  private func record(_ text: String, _ mapping: ImportMapping? = nil) throws -> PaperRecord {
    let head = FormatSample(text.utf8, mapping: mapping)
    let importer = try #require(Importer.all.first { $0.recognizes(head) })
    #expect(["jsonl", "csv"].contains(importer.name))
    return try #require(importer.records(in: text, mapping: mapping).records.first)
  }

  @Test func `a record of arXiv's needs no mapping`() throws {
    let record = try record(
      #"""
      {"id": "http://arxiv.org/abs/2510.21404v2", "title": "A Paper", "summary": "We show.",
      "authors": ["Xueguang Xie", "Shu Yan"], "categories": ["cs.GR", "cs.LG"], "comment": "11 pages",
      "journal-ref": "J. X 1 (2026)", "doi": "10.1000/1", "published": "2025-10-24T09:00:00Z",
      "pdf": "https://arxiv.org/pdf/2510.21404v2"}
      """#.replacing("\n", with: " "))
    #expect(record.arxiv?.id == "2510.21404" && record.doi?.id == "10.1000/1")
    #expect(record.abstract.plain == "We show." && record.summary == nil)
    #expect(record.authors.map(\.name) == ["Xueguang Xie", "Shu Yan"])
    #expect(record.tags == ["cs.GR", "cs.LG"] && record.published == PartialDate("2025-10-24"))
    #expect(record.extra.map(\.key) == ["comment", "journal_ref"])
    #expect(record.links.isEmpty)
  }

  @Test func `a record of Semantic Scholar's needs no mapping`() throws {
    let record = try record(
      #"""
      {"paperId": "649def", "externalIds": {"ArXiv": "1705.10311", "DOI": "10.1000/2", "ACL": "P18-1001"},
      "title": "A Paper", "abstract": "We show.", "year": 2017, "publicationDate": "2017-05-29",
      "venue": "ACL", "journal": {"name": "ArXiv", "pages": "1-9"},
      "authors": [{"authorId": "1", "name": "Ada Lovelace"}], "fieldsOfStudy": ["Computer Science"],
      "tldr": {"model": "tldr@v2", "text": "Short."},
      "openAccessPdf": {"url": "https://example.org/a.pdf", "status": "GREEN"}}
      """#.replacing("\n", with: " "))
    #expect(record.arxiv?.id == "1705.10311" && record.acl?.id == "P18-1001")
    #expect(
      record.published == PartialDate("2017-05-29") && record.venue == "ACL"
        && record.pages == "1-9")
    #expect(record.authors == [Author(name: "Ada Lovelace")] && record.tags == ["Computer Science"])
    #expect(record.summary == "Short." && record.summaryBy == "tldr@v2")
    #expect(record.links[.pdf] == "https://example.org/a.pdf")
  }

  @Test func `a record of OpenAlex's needs no mapping`() throws {
    let record = try record(
      #"""
      {"id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/3", "display_name": "A Paper",
      "publication_year": 2020, "publication_date": "2020-03-04", "is_retracted": true,
      "authorships": [{"author": {"display_name": "Ada Lovelace", "orcid": "https://orcid.org/0000-0002-1825-0097"},
      "raw_author_name": "A. Lovelace"}],
      "primary_location": {"source": {"display_name": "Nature"}},
      "topics": [{"display_name": "Graphs"}, {"display_name": "Bounds"}],
      "abstract_inverted_index": {"We": [0], "show": [1, 4], "what": [2], "we": [3]}}
      """#.replacing("\n", with: " "))
    #expect(record.title.plain == "A Paper" && record.doi?.id == "10.1000/3")
    #expect(record.abstract.plain == "We show what we show")
    #expect(
      record.authors == [Author(name: "Ada Lovelace", orcid: ORCID("0000-0002-1825-0097"))])
    #expect(record.venue == "Nature" && record.tags == ["Graphs", "Bounds"])
    #expect(record.published == PartialDate("2020-03-04") && record.retracted == "Retracted.")
  }

  @Test(arguments: [
    #""authors": [{"given": "Ada", "family": "Lovelace"}, {"first_name": "Alan", "last_name": "Turing"}]"#,
    #""authors": [{"name": "Ada Lovelace"}, "Alan Turing"]"#,
    #""authors": "Ada Lovelace; Alan Turing""#, #""Author": "Lovelace, Ada; Turing, Alan""#,
    #""authors": "Ada Lovelace, Alan Turing""#, #""authors": "Ada Lovelace and Alan Turing""#,
    #""authors_parsed": [["Lovelace", "Ada", ""], ["Turing", "Alan", ""]]"#,
    #""Author Names": ["Lovelace, Ada", "Turing, Alan"]"#,
  ])
  func `authors are understood in every form`(authors: String) throws {
    let record = try record("{\"title\": \"A\", \(authors)}")
    #expect(record.authors.map(\.name) == ["Ada Lovelace", "Alan Turing"])
  }

  @Test(arguments: [
    ("Doe, Jane", "Jane Doe"), ("Jane Doe", "Jane Doe"), ("King, Martin, Jr.", "Martin King Jr."),
    ("Martin King, Jr.", "Martin King, Jr."), ("OpenAI, Inc.", "OpenAI, Inc."),
  ])
  func `a single author is one person`(text: String, name: String) throws {
    let record = try record("{\"title\": \"A\", \"authors\": \"\(text)\"}")
    #expect(record.authors.map(\.name) == [name])
  }

  @Test(arguments: [
    (#"{"title": "A", "summary": "Our words.", "abstract": "We."}"#, "We.", "Our words."),
    (#"{"title": "A", "summary": "Our words."}"#, "", "Our words."),
    (#"{"title": "A", "summary": "We.", "categories": ["cs.CL"]}"#, "We.", nil),
    (
      "{\"title\": \"A\", \"summary\": \"\(String(repeating: "We show. ", count: 50))\"}",
      String(repeating: "We show. ", count: 49) + "We show.", nil
    ),
  ])
  func `a summary is used as the abstract only if there is no other`(
    text: String, abstract: String, summary: String?
  ) throws {
    let record = try record(text)
    #expect(record.abstract.plain == abstract && record.summary == summary)
  }

  @Test(arguments: [
    "title,authors,abstract,date\n\"A, B\",Ada Lovelace; Alan Turing,We.,2020-01-02\n",
    "Title,Author,Abstract Note,Date\n\"A, B\",\"Lovelace, Ada; Turing, Alan\",We.,2020-01-02\n",
    "\u{FEFF}\"date\",\"title\",\"abstract\",\"authors\"\r\n2020-01-02,\"A, B\",We.,\"Ada Lovelace;Alan Turing\"\r\n",
  ])
  func `a table is recognized by the names of its columns`(text: String) throws {
    let record = try record(text)
    #expect(record.title.plain == "A, B" && record.date == Day("2020-01-02"))
    #expect(record.authors.map(\.name) == ["Ada Lovelace", "Alan Turing"])
    #expect(record.abstract.plain == "We.")
  }

  private func said(_ text: String, _ mapping: ImportMapping = ImportMapping()) throws -> [String] {
    let site = try ImportSite()
    if mapping != ImportMapping() {
      let names = mapping.names.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)\n" }
      let keep = mapping.kept.isEmpty ? "" : "  keep: [\(mapping.kept.joined(separator: ", "))]\n"
      try site.write("Content/site.yml", "title: T\nimport:\n\(names.joined())\(keep)")
    }
    return try site.run(text).diagnostics.map(\.description)
  }

  @Test func `unused columns are named once, with the nearest key`() throws {
    let records = (1...1200).map { number in
      #"{"title": "T\#(number)", "venu": "V", "score": 3, "abstract": "We.", "note2": null}"#
    }
    #expect(
      try said(records.joined(separator: "\n") + "\n{\"title\": \"X\", \"speed\": 1}") == [
        """
        page.txt:1:1: warning: 'score' (1,200 records), 'speed' (1 record) go nowhere
          hint: name a key for it below 'import:' in site.yml, or keep it with 'keep: [score]'
        """,
        """
        page.txt:1:1: warning: 'venu' (1,200 records) goes nowhere
          hint: did you mean 'venue'?
        """,
      ])
  }

  @Test func `a mapping of a column that no record has is reported`() throws {
    #expect(
      try said(#"{"title": "A", "names": "B"}"#, ImportMapping(names: ["authors": "Names"])) == [
        """
        page.txt:1:1: warning: 'names' (1 record) goes nowhere
          hint: name a key for it below 'import:' in site.yml, or keep it with 'keep: [names]'
        """,
        """
        page.txt:1:1: warning: no record has the column 'Names'
          hint: 'authors' below 'import:' in site.yml names it
        """,
      ])
  }

  @Test func `columns are kept below 'extra' on request`() throws {
    let site = try ImportSite(["Content/site.yml": "title: T\nimport: {keep: [score, Lab]}\n"])
    #expect(try site.run(#"{"title": "A", "Lab": ["X", "Y"], "score": 3}"#).diagnostics == [])
    #expect(
      site["Content/papers/a.md"]?.contains("extra:\n  score: \"3\"\n  Lab: X; Y\n") == true,
      "\(site["Content/papers/a.md"] ?? "")")
  }

  @Test func `a mapped column is used for nothing else`() throws {
    let mapping = ImportMapping(names: ["venue": "journal", "doi": "ids.doi"])
    let record = try record(
      #"{"title": "A", "journal": "J", "ids": {"doi": "10.1000/1", "arxiv": "2601.00001"}}"#,
      mapping)
    #expect(record.venue == "J" && record.doi?.id == "10.1000/1")
    #expect(record.arxiv?.id == "2601.00001")
  }

  @Test func `missing fields of new papers are reported with counts`() throws {
    let site = try ImportSite()
    let text = """
      {"title": "A", "abstract": "We.", "date": "2025-01-02"}
      {"title": "B", "year": 2025}
      {"title": "C"}
      """
    #expect(
      try site.run(text).description == """
        new 3
        without an abstract: 2 of 3 new papers
        without a date in the source, so filed under 2025-06-01: 1 of 3 new papers
        """)
    #expect(try site.run(text).description == "same 3")
  }

  @Test(arguments: [
    (
      "site.yml", "title: T\ntitle: U\n",
      "Content/site.yml:2:1: error: key 'title' appears twice (first on line 1)"
    ),
    ("site.yml", "title: T\nimport: {autors: Names}\n", "error: unknown key 'autors'"),
    ("authors.yml", "- nam: A\n", "Content/authors.yml:1:3: error: unknown key 'nam'"),
    ("tags.yml", "a: b\n", "Content/tags.yml:1:4: error: the tag 'a' needs a list of phrases"),
  ])
  func `an error in the settings stops an import before it reads anything`(
    file: String, text: String, message: String
  ) throws {
    let site = try ImportSite(["Content/\(file)": text])
    let error = #expect(throws: DiagnosticsError.self) {
      // No import could read this source.
      try site.run("") { $0.inputs = [.file("/nowhere")] }
    }
    let shown = error?.diagnostics.map(\.description).joined(separator: "\n") ?? ""
    #expect(shown.contains(message), "\(shown)")
    #expect(site.papers == [])
  }
}
