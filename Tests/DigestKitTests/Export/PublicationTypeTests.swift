import Testing

@testable import DigestImport
@testable import DigestModel

/// A record keeps its type and what stands about its volume, from one file to the next.
@Suite struct PublicationTypeTests {
  @Test(arguments: [
    (
      "article",
      "journal = {Genetics}, volume = {109}, number = {3}, pages = {1--5}, issn = {1234-5678}"
    ),
    ("inproceedings", "booktitle = {On Tests}, series = {LNCS}, editor = {Roe, Rich and Poe, Ann}"),
    ("phdthesis", "school = {University of Tests}"), ("mastersthesis", "school = {University}"),
    ("book", "publisher = {Press}, isbn = {978-3-16-148410-0}, edition = {2}"),
    ("incollection", "booktitle = {A Handbook}, publisher = {Press}, address = {Berlin}"),
    ("techreport", "institution = {Institute}, number = {TR-1}"),
    ("dataset", "publisher = {Zenodo}, version = {2.0}"), ("unpublished", "note = {Draft}"),
  ])
  func `an entry of BibTeX comes out as it went in`(type: String, fields: String) throws {
    let text = "@\(type){k, title = {A title}, author = {Doe, Jane}, year = {2012}, \(fields)}"
    let bib = try CaseRun([("a.bib", Array(text.utf8))]).build()["papers.bib"]
    #expect(bib.hasPrefix("@\(type){"), "\(bib)")
    for field in fields.split(separator: "}, ") {
      let field = field.hasSuffix("}") ? String(field) : "\(field)}"
      #expect(bib.contains("  \(field)"), "no '\(field)' in \(bib)")
    }
  }

  @Test(arguments: [
    ("[{\"type\": \"thesis\", \"title\": \"T\"}]", "phdthesis"),
    ("[{\"type\": \"chapter\", \"title\": \"T\", \"publisher\": \"P\"}]", "incollection"),
    ("[{\"type\": \"dataset\", \"title\": \"T\"}]", "dataset"),
  ])
  func `types of CSL-JSON are kept`(text: String, type: String) throws {
    let run = try CaseRun([("a.json", Array(text.utf8))], format: "csl-json")
    #expect(run.papers.contains("type: \(type)\n"))
  }

  @Test(arguments: [("THES", "phdthesis"), ("CHAP", "incollection"), ("RPRT", "report")])
  func `types of RIS are kept and exported`(tag: String, type: String) throws {
    let text = "TY  - \(tag)\nTI  - T\nAU  - Doe, Jane\nPY  - 2012\nVL  - 3\nIS  - 4\nER  - \n"
    let run = try CaseRun([("a.ris", Array(text.utf8))], settings: "exports: {ris: yes}\n")
    #expect(run.papers.contains("type: \(type)\nvolume: 3\nnumber: 4\n"), "\(run.papers)")
    let ris = try run.build()["papers.ris"]
    #expect(ris.contains("TY  - \(tag)\r\n") && ris.contains("VL  - 3\r\nIS  - 4\r\n"))
  }

  @Test func `a type that is none is refused`() {
    let problems = TestSite.problems(["Content/papers/a.md": paper("A", "type: poem")])
    #expect(
      problems.hasPrefix("Content/papers/a.md:4:7: error: 'type' must be one of article, inproc"))
  }
}
