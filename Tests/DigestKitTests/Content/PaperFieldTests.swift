import Foundation
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestModel

@Suite struct PaperFieldTests {
  /// `UPDATE_DOCS=1 swift test` writes the table; the run fails all the same.
  @Test func `the table of keys in the documentation is that of the program`() throws {
    let file = URL(filePath: "\(Sources.root)/docs/content.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let parts = text.split(separator: "\n\n", omittingEmptySubsequences: false)
    let index = try #require(parts.firstIndex { $0.contains("| `title` |") })
    let table = PaperField.documentation
    #expect(parts[index] == table, "UPDATE_DOCS=1 swift test updates docs/content.md")
    if ProcessInfo.processInfo.environment["UPDATE_DOCS"] == "1", parts[index] != table {
      let updated = parts[..<index] + [table[...]] + parts[(index + 1)...]
      try updated.joined(separator: "\n\n").write(to: file, atomically: true, encoding: .utf8)
    }
  }

  /// A paper with every field that an import can set.
  private var full: Paper {
    var paper = Paper(source: "papers/a.md", slug: "a", date: Day(ordinal: 0))
    for field in PaperField.imported { field.value.parse?("7", &paper) }
    paper.title = "A: title"
    paper.authors = [Author(name: "A. B"), Author(name: "C, D", affiliation: "E")]
    paper.published = PartialDate("2025-03")
    paper.type = .phdthesis
    paper.editors = [Author(given: "E", family: "Van Dyke")]
    paper.updated = Day("2025-03-13")
    paper.tags = ["a, b", "no"]
    paper.arxiv = ArxivID("2405.01230v2")
    paper.doi = DOI("10.1000/a")
    paper.acl = ACLID("P18-1001")
    paper.openReview = OpenReviewID("rJzIBfZAb")
    paper.language = "en"
    paper.links = PaperLink.Kind.allCases.compactMap { kind in
      FieldReader.webAddress("https://a.org/\(kind)").map { PaperLink(kind: kind, url: $0) }
    }
    paper.submitter = Submitter(name: "F", url: FieldReader.webAddress("https://a.org/"))
    paper.extra = [YAMLNode.Entry(key: "k", text: "v: w")]
    return paper
  }

  private func lines(_ paper: Paper) -> String {
    PaperField.imported.compactMap { field in
      field.value.of(paper).map { FieldText.lines(field.name, $0) }
    }.joined()
  }

  @Test func `what is written of every field reads back the same`() throws {
    let written = lines(full)
    #expect(PaperField.imported.allSatisfy { $0.value.of(full) != nil })
    var diagnostics: [Diagnostic] = []
    let node = try #require(
      YAML.parse(Array(written.utf8)[...], path: "a.md", diagnostics: &diagnostics))
    guard case .map(let entries, _) = node else {
      Issue.record("\(written)")
      return
    }
    var reader = FieldReader(path: "a.md")
    var read = Paper(source: "papers/a.md", slug: "a", date: Day(ordinal: 1))
    Schema<Paper>.paper.read(entries, into: &read, with: &reader)
    #expect(reader.diagnostics == [] && diagnostics == [])
    #expect(lines(read) == written)
  }

  @Test func `an import refuses texts that the loader would refuse, wherever they are`() {
    let long = String(repeating: "a", count: FieldLimits.text + 1)
    let changes: [(inout PaperRecord) -> Void] = [
      { $0.venue = long }, { $0.authors = [Author(name: "A", affiliation: long)] },
      { $0.extra = [("a", long)] }, { $0.links[.pdf] = "https://a.org/\(long)" },
    ]
    for change in changes {
      var record = PaperRecord(title: "A", abstract: "")
      change(&record)
      let problem = PaperFile(record, today: Day(ordinal: 0)).problem(in: "a.bib")
      #expect(problem?.message.contains("bytes; the limit is 10000; left out") == true)
    }
  }

  @Test func `a template can show any key that an import may set`() throws {
    let template = "{{#paper}}{{doi}} {{pdf}}{{#acl}} {{.}}{{/acl}} {{title}}{{/paper}}"
    let site = try TestSite(files: [
      "Content/papers/a.md": paper("A", "doi: 10.1000/a\npdf: https://a.org/b"),
      "Templates/pages/paper.html": Array(template.utf8),
    ])
    #expect(site["papers/a.html"] == "10.1000/a https://a.org/b A")
  }
}

extension PaperField {
  /// A table of all keys; keys of one type and meaning share a row.
  static var documentation: String {
    var rows: [(names: String, type: String, meaning: String)] = []
    for field in all {
      let isRequired = required.contains { $0.name == field.name }
      let meaning = [isRequired ? "required" : "", field.meaning].filter { !$0.isEmpty }
        .joined(separator: ": ")
      if let last = rows.last, last.type == field.value.type, last.meaning == meaning {
        rows[rows.count - 1].names += ", `\(field.name)`"
      } else {
        rows.append(("`\(field.name)`", field.value.type, meaning))
      }
    }
    let lines = rows.map { row in
      "| \(row.names) | \(row.type) | \(row.meaning.isEmpty ? "" : row.meaning + " ")|"
    }
    return (["| key | type | meaning |", "|---|---|---|"] + lines).joined(separator: "\n")
  }
}
