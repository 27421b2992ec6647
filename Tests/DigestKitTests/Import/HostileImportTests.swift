import Foundation
import Testing

@testable import DigestKit

@Suite struct HostileImportTests {
  private func record(_ text: String) throws -> PaperRecord {
    PaperRecord(
      title: text, abstract: text, date: try #require(Day("2025-03-12")), submitter: text, line: 1,
      column: 1)
  }

  @Test func `every hostile text makes a file that reads back equal`() throws {
    for text in try RealText.naughtyStrings() + RealText.hostileLines() {
      let file = PaperFile(try record(text))
      #expect(Slug.isValid(PaperName.slug(ofTitle: file.title)), "\(text)")
      guard file.problem(in: "x") == nil else { continue }
      let bytes = file.bytes(date: file.record.date, tags: nil)
      var diagnostics: [Diagnostic] = []
      let parts = FrontMatter.split(bytes, path: "x", diagnostics: &diagnostics)
      let node = parts.flatMap {
        YAML.parse($0.text[$0.yaml], path: "x", diagnostics: &diagnostics)
      }
      guard case .map(let entries, _) = node, case .scalar(let title) = entries.first?.value else {
        Issue.record("\(text): \(diagnostics)")
        continue
      }
      #expect(diagnostics == [] && Array(title.text.utf8) == Array(file.title.utf8), "\(text)")
      #expect(
        parts.map { $0.text[$0.body] }.map(Array.init) == Array(("\n" + file.body + "\n").utf8))
    }
  }

  @Test func `hostile titles write only below the papers folder`() throws {
    let texts = try RealText.naughtyStrings() + RealText.hostileLines()
    let some = stride(from: 0, to: texts.count, by: 40).map { texts[$0] }
    let site = try ImportSite()
    var batch = ImportBatch(state: ImportState(), tags: nil)
    var diagnostics: [Diagnostic] = []
    batch.add(try some.map(record), from: "x", &diagnostics)
    let entries = try batch.write(
      into: ImportFolder(site: site.url.path, isDryRun: false), isDryRun: false)
    let written = Set(try FileManager.default.subpathsOfDirectory(atPath: site.url.path))
    let expected = ["Content", "Content/papers", "Content/.imported.jsonl"] + entries.map(\.path)
    #expect(written == Set(expected) && entries.allSatisfy { $0.outcome == .new })
    let state = ImportState.parse(batch.state.bytes, diagnostics: &diagnostics)
    #expect(state.bytes == batch.state.bytes)
  }
}
