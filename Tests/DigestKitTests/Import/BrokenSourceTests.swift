import Foundation
import Testing

@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel

/// A file that is truncated, malformed or hostile, and the messages about it.
struct BrokenSource: Sendable, CustomTestStringConvertible {
  let format: String
  let text: String
  let problems: String
  /// The titles of the papers that can be read nevertheless.
  var titles: [String] = []

  var testDescription: String { "\(format): \(text.prefix(60))" }
}

@Suite struct BrokenSourceTests {
  @Test(arguments: xml + json + lines + bibTeX + tables)
  func `a broken file is rejected or left out with these messages`(_ input: BrokenSource) throws {
    let importer = try #require(Importer.all.first { $0.name == input.format })
    let mapping = ImportMapping(names: ["title": "name"])
    let found = importer.records(
      in: input.text, path: "x", mapping: input.format == "csv" ? mapping : nil)
    #expect(found.problems.joined(separator: "\n") == input.problems)
    #expect(found.records.map(\.title.plain) == input.titles)
  }

  static let xml: [BrokenSource] = [
    BrokenSource(
      format: "arxiv", text: "<feed><entry><id>http://arxiv.org/abs/2601.00001</id>",
      problems: """
        x:1:54: error: invalid XML: the document ends too early, or goes on behind its end
          hint: fetch the file again; XML that is cut short or changed by hand often reads so
        """),
    BrokenSource(
      format: "arxiv",
      text: """
        <!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
        <feed><entry><title>&b;</title></entry></feed>
        """,
      problems: """
        x:1:1: error: a document type ('<!DOCTYPE') is not allowed
          hint: remove it; no source needs one
        """),
    BrokenSource(
      format: "arxiv", text: "<feed><entry><title>&xxe;</title></entry></feed>",
      problems: """
        x:1:26: error: invalid XML: Entity 'xxe' not defined
          hint: fetch the file again; XML that is cut short or changed by hand often reads so
        """),
    BrokenSource(
      format: "arxiv", text: "<feed>\n<entry><title>No day</title></entry></feed>",
      problems: "x:2:1: warning: an entry without title, identifier or day; left out"),
    BrokenSource(
      format: "arxiv-listing", text: "<rss><channel><title>cs.CL</title></channel></rss>",
      problems: """
        x:1:1: warning: the listing is empty
          hint: arXiv announces nothing on weekends and holidays; try again on a weekday
        """),
    BrokenSource(
      format: "arxiv-listing", text: "<rss><channel><item><title>A</title></item></channel></rss>",
      problems: "x:1:1: warning: an entry without title, identifier or day; left out"),
    BrokenSource(
      format: "arxiv-oai",
      text: """
        <OAI-PMH><error code="badResumptionToken">token expired</error></OAI-PMH>
        """,
      problems: """
        x:1:1: error: arXiv says: token expired (badResumptionToken)
          hint: check the request; resumption tokens expire each day
        """),
    BrokenSource(
      format: "arxiv-oai",
      text: """
        <OAI-PMH><ListRecords>
        <record><header status="deleted"><identifier>oai:arXiv.org:1</identifier></header></record>
        <record><header/><metadata><dc><title>A</title></dc></metadata></record>
        </ListRecords></OAI-PMH>
        """,
      problems: """
        x:2:1: warning: arXiv has deleted this record; left out
        x:3:1: warning: a record without title, identifier or day; left out
          hint: ask for metadataPrefix=arXiv or arXivRaw
        """),
    BrokenSource(
      format: "acl",
      text: """
        <collection id="P99"><volume id="1"><meta><year>1999</year></meta>
        <paper id="1"><author><first>A</first></author></paper>
        <paper id="2"><title>Gone</title><removed date="2020-01-01">x</removed></paper>
        <paper id="3"><title>Kept</title></paper></volume></collection>
        """,
      problems: """
        x:2:1: warning: a paper without title, or a volume without year; left out
        x:3:1: warning: a paper that was removed; left out
        """, titles: ["Kept"]),
    BrokenSource(
      format: "acl", text: String(repeating: "<a>", count: 150),
      problems: """
        x:1:1: error: nested more than 100 levels deep
        """),
    BrokenSource(
      format: "acl", text: "<collection id='a'/>x",
      problems: """
        x:1:21: error: invalid XML: the document ends too early, or goes on behind its end
          hint: fetch the file again; XML that is cut short or changed by hand often reads so
        """),
  ]

  static let json: [BrokenSource] = [
    BrokenSource(
      format: "hugging-face", text: "[{\"paper\": {\"title\": \"A\"",
      problems: """
        x:1:25: warning: invalid JSON: the text ends in the middle of a value; left out
          hint: mend the record, or export the file again
        x:1:1: error: the file ends in the middle of a record; what stands before it was imported
          hint: fetch the file whole and import again
        """),
    BrokenSource(
      format: "hugging-face", text: "[{\"paper\": {\"title\": \"A\", \"upvotes\": 1}}]",
      problems: "x:1:2: warning: an entry without title, identifier or day; left out"),
    BrokenSource(
      format: "hugging-face", text: "[1, 2 3]",
      problems: """
        x:1:7: error: invalid JSON: ',' or ']' is missing
          hint: fetch or export the file again
        """),
    BrokenSource(
      format: "hugging-face", text: "{\"a\" 1}",
      problems: """
        x:1:6: warning: invalid JSON: ':' is missing; left out
          hint: mend the record, or export the file again
        """),
    BrokenSource(
      format: "hugging-face", text: "{a: 1}",
      problems: """
        x:1:2: warning: invalid JSON: a name in quotes is missing; left out
          hint: mend the record, or export the file again
        """),
    BrokenSource(
      format: "hugging-face", text: "[tru]",
      problems: """
        x:1:2: error: invalid JSON: no value begins so
          hint: fetch or export the file again
        """),
    BrokenSource(
      format: "hugging-face", text: "[\"\\x\"]",
      problems: """
        x:1:4: error: invalid JSON: no escape begins so
          hint: fetch or export the file again
        """),
    BrokenSource(
      format: "hugging-face", text: "[\"\\u12G4\"]",
      problems: """
        x:1:5: error: invalid JSON: four hexadecimal digits must follow '\\u'
          hint: fetch or export the file again
        """),
    BrokenSource(
      format: "hugging-face", text: "[\"a\nb\"]",
      problems: """
        x:1:4: error: invalid JSON: a line end or control character inside a text
          hint: fetch or export the file again
        """),
    BrokenSource(
      format: "hugging-face", text: "[] []",
      problems: """
        x:1:4: error: invalid JSON: something follows the value
          hint: fetch or export the file again
        """),
    BrokenSource(
      format: "hugging-face", text: String(repeating: "[", count: 100_000),
      problems: """
        x:1:66: error: invalid JSON: nested more than 64 levels deep
          hint: fetch or export the file again
        """),
    BrokenSource(
      format: "csl-json", text: "[{\"type\": \"article\", \"title\": \" \"}]",
      problems: "x:1:2: warning: an item without a title; left out"),
  ]

  static let lines: [BrokenSource] = [
    BrokenSource(
      format: "arxiv-jsonl",
      text: """
        {"id": "2601.00001", "title": "A", "update_date": "2026-01-01"}
        {"id": "2601.00002", "title": "B"}
        {"id": "2601.00003", "title": "C", "upda
        """,
      problems: """
        x:2:1: warning: a record without title, identifier or day; left out
        x:3:41: warning: invalid JSON: the text ends in the middle of a value; left out
          hint: mend the record, or export the file again
        x:3:1: error: the file ends in the middle of a record; what stands before it was imported
          hint: fetch the file whole and import again
        """, titles: ["A"]),
    BrokenSource(
      format: "jsonl", text: "[1]\n{\"name\": \"A\"}\n{\"title\": \"B\"}",
      problems: """
        x:1:1: warning: not a JSON object; left out
          hint: write one object a line
        x:2:1: warning: there is no 'title'; left out
          hint: name the right column below 'import:' in site.yml, as 'title: …'
        """, titles: ["B"]),
  ]

  private static let mend =
    "\n  hint: mend the entry, or let a reference manager write the file again"

  static let bibTeX: [BrokenSource] = [
    BrokenSource(
      format: "bibtex", text: "@article{a, title = {A}}\n@article{b, title = {B\n",
      problems: "x:2:1: warning: this entry has a '{' without its '}'; left out" + mend,
      titles: ["A"]),
    BrokenSource(
      format: "bibtex", text: "@article{a, title = \"A}\n@article{b, title = {B}}",
      problems: "x:1:1: warning: this entry has a '\"' without its partner; left out" + mend,
      titles: ["B"]),
    BrokenSource(
      format: "bibtex", text: "@article{a b {A}}\n@article{b, title = {B}}",
      problems: "x:1:1: warning: an entry whose key 'a' is not followed by ','; left out" + mend,
      titles: ["B"]),
    BrokenSource(
      format: "bibtex", text: "@article{a, title {A}}",
      problems: "x:1:1: warning: the field 'title' is not followed by '='; left out" + mend),
    BrokenSource(
      format: "bibtex", text: "@article{a, = {A}}",
      problems: "x:1:1: warning: a field has no name; left out" + mend),
    BrokenSource(
      format: "bibtex", text: "@article{a, title = }",
      problems: "x:1:1: warning: a field has no value; left out" + mend),
    BrokenSource(
      format: "bibtex", text: "@article{a, title = ",
      problems: "x:1:1: warning: the file ends in the middle of an entry; left out" + mend),
    BrokenSource(
      format: "bibtex", text: "@article{a, title = {A} year}",
      problems: """
        x:1:1: warning: after the field 'title' stands neither ',' nor the entry's end; left out
        """ + mend),
    BrokenSource(
      format: "bibtex", text: "@article{a, title = {A} year = 2001}",
      problems: """
        x:1:25: warning: a ',' is missing after the field 'title'
          hint: add it; other programs may stop here
        """, titles: ["A"]),
    BrokenSource(
      format: "bibtex", text: "@string{a = {b}",
      problems: "x:1:1: warning: an entry without its closing bracket; left out" + mend),
    BrokenSource(
      format: "bibtex", text: "@article{a, year = 2020}",
      problems: """
        x:1:1: warning: the entry 'a' has no title; left out
          hint: add 'title = {…}'
        """),
  ]

  static let tables: [BrokenSource] = [
    BrokenSource(
      format: "csv", text: "title,day\nA,B",
      problems: """
        x:1:1: error: there is no column 'name'
          hint: the columns are title, day; name the right one below 'import:' in site.yml
        """),
    BrokenSource(
      format: "csv", text: "name,date\nA,2026-01-01\nB\n\"C,\nD\",2026-01-02\n",
      problems: """
        x:3:1: warning: a row of 1 cells under 2 columns; left out
          hint: put a cell that holds a comma or a line end in quotes
        """, titles: ["A", "C, D"]),
    BrokenSource(
      format: "ris", text: "TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \nTY  - JOUR\n",
      problems: """
        x:1:1: warning: a record without its last line 'ER  -'; it ends where the next begins
          hint: see whether the paper is whole, or export the file again
        x:6:1: warning: the file ends without the last line 'ER  -' of a record; it was read up to \
        there
          hint: see whether the paper is whole, or export the file again
        x:6:1: warning: a record without a title; left out
          hint: export or fetch the file again
        """, titles: ["A", "B"]),
    BrokenSource(
      format: "ris", text: "TY  - JOUR\nAU  - A\nER  -\n",
      problems: """
        x:1:1: warning: a record without a title; left out
          hint: export or fetch the file again
        """),
  ]

  /// Every importer either reads or rejects every hostile text; none traps or hangs.
  @Test func `no hostile file makes an importer trap`() throws {
    let hostile = try RealText.naughtyStrings() + RealText.hostileLines().prefix(2000)
    let text = hostile.joined(separator: "\n")
    for importer in Importer.all {
      _ = importer.records(in: text)
      for line in hostile.prefix(1500) { _ = importer.records(in: line) }
    }
  }

  /// `Tests/Fuzz/run bibtex` found this: a URL whose first slash is its last byte.
  @Test func `a URL that ends at its first slash is text`() {
    #expect(TeXText(#"See \url{example.org/} now"#).plain == "See example.org/ now")
  }

  @Test func `a small file truncated anywhere makes no importer trap`() {
    for source in Self.xml + Self.json + Self.lines + Self.bibTeX + Self.tables {
      let bytes = Array(source.text.utf8)
      for importer in Importer.all where importer.name == source.format {
        for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 200)) {
          _ = importer.records(in: String(decoding: bytes[..<end], as: UTF8.self))
        }
      }
    }
  }

  @Test(
    .testData("arxiv-api", "acl-xml", "bibtex", "hf-daily-papers-1.json"),
    arguments: [
      "arxiv-api/two-ids.xml", "hf-daily-papers-1.json", "acl-xml/2022.computel.xml",
      "bibtex/features.bib", "bibtex/traps.bib",
    ])
  func `a file truncated anywhere makes no importer trap`(path: String) throws {
    let bytes = Array(try Data(contentsOf: RealText.data.appending(path: path)))
    let importer = try #require(Importer.all.first { $0.recognizes(FormatSample(bytes)) })
    for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 400)) {
      _ = importer.records(in: String(decoding: bytes[..<end], as: UTF8.self))
    }
  }
}
