import Foundation
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestModel

@Suite struct HostileImportTests {
  private func record(_ text: String) throws -> PaperRecord {
    var record = PaperRecord(
      title: text, abstract: text, date: Day("2025-03-12"))
    record.submitter = text
    record.authors = [Author(name: text, affiliation: text)]
    record.venue = text
    record.summary = text
    record.tags = [text]
    record.extra = [(text, text)]
    return record
  }

  @Test func `every hostile text is written to a file that reads back unchanged`() throws {
    for text in try RealText.naughtyStrings() + RealText.hostileLines() {
      let file = PaperFile(try record(text), today: .epoch)
      #expect(Slug.isValid(PaperName.slug(ofTitle: file.title)), "\(text)")
      guard file.problem(in: "x") == nil else { continue }
      var spelling = TagSpelling(rules: []) { [] }
      let fields = file.fields(date: file.date, tags: spelling.tags(of: file))
      let bytes = PaperFile.bytes(fields, body: file.body)
      var diagnostics: [Diagnostic] = []
      let parts = FrontMatter.split(bytes, path: "x", diagnostics: &diagnostics)
      let node = parts.flatMap {
        YAML.parse($0.text[$0.yaml], path: "x", diagnostics: &diagnostics)
      }
      guard case .map(let entries, _) = node else {
        Issue.record("\(text): \(diagnostics)")
        continue
      }
      #expect(diagnostics == [] && entries.map(\.key.text) == fields.map(\.key), "\(text)")
      for (entry, field) in zip(entries, fields) {
        #expect(FieldValue(entry.value) == field.value, "\(field.key) of \(text)")
      }
      let body = file.body.isEmpty ? "\n" : "\n" + file.body + "\n"
      #expect(parts.map { $0.text[$0.body] }.map(Array.init) == Array(body.utf8))
    }
  }

  @Test func `hostile titles write only below the papers folder`() throws {
    let texts = try RealText.naughtyStrings() + RealText.hostileLines()
    let some = stride(from: 0, to: texts.count, by: 40).map { texts[$0] }
    let site = try ImportSite()
    var diagnostics: [Diagnostic] = []
    var session = try ImportSession(in: site)
    let files = try some.map { PaperFile(try record($0), today: .epoch) }
    try session.add(files, from: "x", .owner)
    try session.finish()
    let entries = session.report.entries
    let written = Set(try FileManager.default.subpathsOfDirectory(atPath: site.url.path))
    let expected = ["Content", "Content/papers", "Content/.imported.jsonl"] + entries.map(\.path)
    #expect(written == Set(expected) && entries.allSatisfy { $0.outcome == .new })
    let state = try ImportState(session.folder)
    try state.load(Parallel(jobs: 1), &diagnostics)
    #expect(diagnostics == [] && state.count == entries.count)
    #expect(
      try state.entries()
        == session.state.entries().sorted { $0.slug < $1.slug })
  }
}
