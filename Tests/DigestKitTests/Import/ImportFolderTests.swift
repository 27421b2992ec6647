import Foundation
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestModel

@Suite struct ImportFolderTests {
  private func writing(
    _ path: String, stamp: ImportFolder.Stamp? = nil, isNew: Bool = true
  ) -> ImportFolder.FileWriting {
    ImportFolder.FileWriting(
      path: path, bytes: Array("x\n".utf8), stamp: stamp, isNew: isNew, number: 0)
  }

  private func stamp(_ path: String, in folder: ImportFolder) throws -> ImportFolder.Stamp {
    guard case .bytes(_, let stamp) = try folder.read(path, in: .papers) else {
      throw CocoaError(.fileNoSuchFile)
    }
    return stamp
  }

  @Test func `a failed write leaves no temporary files of other papers`() throws {
    let site = try ImportSite()
    // A folder makes writing its path fail, and no import creates such a folder.
    try site.write("Content/papers/.import-1.tmp/in-the-way", "")
    #expect(throws: SystemError.self) { try site.run(page("One", "Two", "Three")) }
    #expect(site.papers == [".import-1.tmp"])
    try site.remove("Content/papers/.import-1.tmp")
    #expect(try site.run(page("One", "Two", "Three")).description == "new 3")
  }

  @Test func `a file whose state cannot be read is an error, not a change`() throws {
    let site = try ImportSite(["Content/papers/a.md": "---\ntitle: A\n---\n"])
    let folder = try ImportFolder(site: site.url.path, isDryRun: false)
    let stamp = try stamp("a.md", in: folder)
    // Looking up a name of 300 bytes fails in the kernel, as on a broken disk.
    let name = String(repeating: "a", count: 300)
    var long = writing(name, stamp: stamp, isNew: false)
    try folder.stage(long, in: .papers, isFlushed: false)
    #expect {
      try folder.finish(&long, in: .papers)
    } throws: { error in
      "\(error)" == "cannot write Content/papers/\(name): File name too long"
    }
    #expect(!long.isOvertaken && site.papers == ["a.md"])
  }

  @Test func `a file that is changed, removed or created meanwhile is kept`() throws {
    let site = try ImportSite(["Content/papers/a.md": "a", "Content/papers/2025/b.md": "b"])
    let folder = try ImportFolder(site: site.url.path, isDryRun: false)
    let changed = writing("a.md", stamp: try stamp("a.md", in: folder), isNew: false)
    let removed = writing("2025/b.md", stamp: try stamp("2025/b.md", in: folder), isNew: false)
    let made = writing("c.md")
    try site.write("Content/papers/a.md", "a person's")
    try site.remove("Content/papers/2025")
    try site.write("Content/papers/c.md", "a person's")
    for var writing in [changed, removed, made] {
      try folder.stage(writing, in: .papers, isFlushed: false)
      try folder.finish(&writing, in: .papers)
      #expect(writing.isOvertaken, "\(writing.path)")
    }
    #expect(site.papers == ["a.md", "c.md"])
    #expect(
      site["Content/papers/a.md"] == "a person's" && site["Content/papers/c.md"] == "a person's")
  }

  @Test func `the next import removes what a killed one left in either folder`() throws {
    let site = try ImportSite([
      "Content/.import-0.tmp": "half", "Content/papers/.import-57.tmp": "half",
    ])
    try site.run(page("One"))
    #expect(site.papers == ["one.md"] && site["Content/.import-0.tmp"] == nil)
  }

  /// As the ACL Anthology's folder has one: `1977.ws.xml` is a collection without papers.
  @Test func `a file without papers in a folder is a note, and the rest is read`() throws {
    let site = try ImportSite([
      "in/a.bib": "@misc{a, title = {One}, year = 2020}",
      "in/b.xml": "<collection id=\"1977.ws\"></collection>",
      "in/c.json": "{\"unknown\": 1}", "in/d.bib": "@misc{d, title = {Two}, year = 2021}",
      "in/notes.md": "Not looked at.",
    ])
    var job = PaperImport([.file(site.url.path + "/in")], now: .epoch)
    job.site = site.url.path
    let report = try job.run()
    #expect(report.description.hasPrefix("new 2"))
    #expect(report.diagnostics.allSatisfy { $0.severity == .warning })
    let notes = report.diagnostics.filter { $0.path.hasSuffix("b.xml") }.map(\.message)
    #expect(notes == ["no papers found"])
  }

  @Test func `a folder in which no file holds papers is an error`() throws {
    let site = try ImportSite(["in/b.xml": "<collection id=\"1977.ws\"></collection>"])
    var job = PaperImport([.file(site.url.path + "/in")], now: .epoch)
    job.site = site.url.path
    let error = #expect(throws: DiagnosticsError.self) { try job.run() }
    let errors = error?.diagnostics.filter { $0.severity == .error }.map(\.message)
    #expect(errors == ["no papers found"])
  }
}
