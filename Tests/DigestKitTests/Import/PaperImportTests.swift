import Foundation
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestModel

@Suite struct PaperImportTests {
  @Test func `a paper becomes a pleasant file`() throws {
    let site = try ImportSite(["Content/tags.yml": "agents:\n  - agent\n"])
    let page =
      "byAK\n" + page("Agents: ``A'' Study", about: #"\emph{Up} 5\%. See https://github.com/a/b."#)
    #expect(try site.run(page).description == "new 1")
    let about = abstract("*Up* 5%. See https://github.com/a/b.")
    #expect(
      site["Content/papers/agents-a-study.md"] == """
        ---
        title: "Agents: “A” Study"
        date: 2025-03-12
        tags: [agents]
        code: https://github.com/a/b
        submitter: AK
        ---

        \(about)

        """)
  }

  @Test func `a second run changes no contents and no times`() throws {
    let site = try ImportSite()
    try site.run(page("One", "Two"))
    let before = try site.snapshot()
    #expect(try site.run(page("One", "Two")).description == "same 2")
    #expect(try site.snapshot() == before)
  }

  @Test func `an edited file is kept and named`() throws {
    let site = try ImportSite()
    try site.run(page("One", "Two"))
    try site.write("Content/papers/one.md", "mine")
    let report = try site.run(page("One", "Two", about: "New text."))
    #expect(
      report.description == "updated 1, kept 1 (edited by hand)")
    #expect(site["Content/papers/one.md"] == "mine")
    #expect(site["Content/papers/two.md"]?.contains("New text.") == true)
  }

  @Test func `a deleted file is not created again`() throws {
    let site = try ImportSite()
    try site.run(page("One"))
    try site.remove("Content/papers/one.md")
    #expect(
      try site.run(page("One")).description == """
        kept 1
        kept Content/papers/one.md: deleted or moved by hand; to get it back, delete its line from \
        Content/.imported.jsonl
        """)
    #expect(site.papers == [])
    try site.remove("Content/.imported.jsonl")
    #expect(try site.run(page("One")).description == "new 1")
  }

  @Test func `a file that no import has written is kept`() throws {
    let site = try ImportSite(["Content/papers/one.md": "mine"])
    #expect(
      try site.run(page("One")).description
        == "kept 1\nkept Content/papers/one.md: no import wrote this file")
    #expect(site["Content/papers/one.md"] == "mine")
  }

  @Test func `without the state, imported files are recognized by their contents`() throws {
    let site = try ImportSite()
    try site.run(page("One", "Two"))
    let state = site["Content/.imported.jsonl"]
    try site.remove("Content/.imported.jsonl")
    try site.write("Content/papers/two.md", "mine")
    #expect(try site.run(page("One", "Two")).entries.map(\.outcome) == [.same, .kept])
    try site.remove("Content/.imported.jsonl")
    try site.remove("Content/papers/two.md")
    try site.run(page("One", "Two"))
    #expect(site["Content/.imported.jsonl"] == state)
  }

  @Test func `new tag rules apply to files that nobody has edited`() throws {
    let site = try ImportSite()
    try site.run(page("One Agent"))
    try site.write("Content/tags.yml", "agents:\n  - agent\n")
    #expect(try site.run(page("One Agent")).description == "updated 1")
    #expect(site["Content/papers/one-agent.md"]?.contains("tags: [agents]") == true)
  }

  @Test func `a repeated paper keeps its file and its first day`() throws {
    let site = try ImportSite()
    try site.run(page("One Paper"))
    #expect(try site.run(page("ONE paper!", day: "Mar 14")).entries.map(\.outcome) == [.updated])
    #expect(site.papers == ["one-paper.md"])
    #expect(site["Content/papers/one-paper.md"]?.contains("date: 2025-03-12") == true)
    let both = page("One Paper", day: "Mar 14") + page("One Paper", day: "Mar 10")
    #expect(try site.run(both).description == "updated 1, skipped 1 (repeated)")
    #expect(site["Content/papers/one-paper.md"]?.contains("date: 2025-03-10") == true)
  }

  @Test func `papers with one slug get names that do not depend on their order`() throws {
    let long = String(repeating: "same words ", count: 8)
    let orders = [[long + "a", long + "b"], [long + "b", long + "a"]]
    let sites = try orders.map { titles in
      let site = try ImportSite()
      try site.run(page(titles[0], titles[1]))
      return site
    }
    #expect(sites[0].papers == sites[1].papers && sites[0].papers.count == 2)
    #expect(sites[0].papers.allSatisfy { $0.utf8.count <= 92 && $0.hasPrefix("same-words-") })
    try sites[0].run(page(long + "c"))
    #expect(sites[0].papers.count == 3)
  }

  @Test func `a dry run writes nothing and reports the same`() throws {
    let site = try ImportSite()
    #expect(try site.run(page("One")) { $0.isDryRun = true }.description == "new 1")
    #expect(try site.snapshot().isEmpty)
  }

  @Test func `the report is also available as lines of JSON`() throws {
    let site = try ImportSite(["Content/papers/two.md": "mine"])
    #expect(
      try site.run(page("One \"x\"", "Two")).jsonLines == #"""
        {"outcome":"new","path":"Content/papers/one-x.md","title":"One \"x\""}
        {"outcome":"kept","path":"Content/papers/two.md","title":"Two",\#
        "reason":"no import wrote this file"}
        """#)
  }

  @Test func `links are not followed out of the site`() throws {
    let site = try ImportSite(["outside/x": "", "Content/x": ""])
    let papers = site.url.appending(path: "Content/papers")
    try FileManager.default.createSymbolicLink(
      at: papers, withDestinationURL: site.url.appending(path: "outside"))
    #expect(
      throws: SystemError(
        "open", path: "Content/papers", reason: "it is a link or a file, not a folder")
    ) {
      try site.run(page("One"))
    }
    try site.remove("Content/papers")
    try site.write("Content/papers/.keep", "")
    try FileManager.default.createSymbolicLink(
      at: papers.appending(path: "one.md"),
      withDestinationURL: site.url.appending(path: "outside/x"))
    #expect(
      try site.run(page("One")).description
        == "kept 1\nkept Content/papers/one.md: it is a symbolic link")
    #expect(site["outside/x"] == "")
  }

  @Test func `only one import runs at a time`() throws {
    let site = try ImportSite()
    try site.run(page("One"))
    let busy = try ImportFolder(site: site.url.path, isDryRun: false)
    #expect(
      throws: SystemError("import into", path: "Content", reason: "another import is at work")
    ) { try site.run(page("One")) }
    _ = busy
  }

  @Test(arguments: [
    ("", "page.txt:1:1: error: the file is empty\n  hint: add content, or remove the file"),
    ("<a/>", "page.txt:1:1: error: no importer knows this format\n  \(PaperImportTests.formats)"),
    ("new\n", "page.txt:1:1: error: no importer knows this format\n  \(PaperImportTests.formats)"),
    ("Mar 12\n", "page.txt:1:1: error: no papers found\n  \(PaperImportTests.formats)"),
    (
      "Feb 30\n",
      "page.txt:1:1: error: there is no Feb 30\n  hint: February is not that long"
    ),
  ])
  func `input that cannot be imported is rejected, and nothing is written`(
    page: String, message: String
  ) throws {
    let site = try ImportSite()
    let error = #expect(throws: DiagnosticsError.self) { try site.run(page) }
    #expect(error?.diagnostics.map(\.description) == [message])
    #expect(site.papers == [])
  }

  @Test func `a truncated JSONL file is imported up to its end, and the run fails`() throws {
    let site = try ImportSite()
    let report = try site.run("{\"title\": \"One\"}\n{\"title\": \"Tw")
    #expect(report.description.hasPrefix("new 1, skipped 1 (left out)\n"))
    #expect(
      report.diagnostics.map(\.description) == [
        """
        page.txt:2:1: error: the file ends in the middle of a record; what stands before it was \
        imported
          hint: fetch the file whole and import again
        """,
        """
        page.txt:2:14: warning: invalid JSON: the text ends in the middle of a value; left out
          hint: mend the record, or export the file again
        """,
      ])
  }

  static let formats = """
    hint: formats are: arxiv-listing, arxiv, arxiv-oai, acl, pubmed-xml, endnote-xml, dblp, \
    hugging-face, arxiv-jsonl, openreview, inspire, csl-json, bibtex, ris, nbib, wos, endnote, pmlr, \
    csv, jsonl, papers-page
    """

  @Test func `a damaged state file stops the import`() throws {
    let site = try ImportSite()
    try site.run(page("One"))
    let before = site["Content/papers/one.md"]
    for line in [#"{"slug":"../x","date":"2025-03-12"}"#, "<<<<<<< HEAD"] {
      try site.write("Content/.imported.jsonl", line + "\n")
      let error = #expect(throws: DiagnosticsError.self) { try site.run(page("One", about: "B.")) }
      #expect(
        error?.diagnostics.map(\.description) == [
          """
          Content/.imported.jsonl:1:1: error: not a line that an import wrote
            hint: restore the file from version control; without it, imports take every paper's \
          file for edited by hand
          """
        ])
    }
    #expect(site["Content/papers/one.md"] == before)
  }

  /// What imports write has no limit that they refuse when they read it.
  @Test func `a state file of more than 64 MB is read`() throws {
    let site = try ImportSite()
    try site.run(page("One"))
    let state = try FileHandle(forWritingTo: site.url.appending(path: "Content/.imported.jsonl"))
    try state.seekToEnd()
    // Lines without anything on them are no damage.
    let line = Data(repeating: 0x20, count: 1 << 20) + Data([0x0A])
    for _ in 0..<65 { try state.write(contentsOf: line) }
    try state.close()
    #expect(try site.run(page("One", "Two")).description == "new 1, same 1")
    #expect((site["Content/.imported.jsonl"]?.utf8.count ?? 0) < 2000)
  }

  @Test func `titles and abstracts that make no page are left out and reported`() throws {
    let site = try ImportSite()
    let long = String(repeating: "x ", count: 140_000)
    let report = try site.run("Mar 12\n\nOne\n\n\(long)\n\n" + page(#"\cite{x}"#))
    #expect(
      report.diagnostics.map(\.description) == [
        """
        page.txt:3:1: warning: an abstract that no page could hold: a body of 279999 bytes; the \
        limit is 262144; left out
          hint: a digest holds abstracts and notes; link to longer texts
        """,
        """
        page.txt:9:1: warning: a title without letters; left out
          hint: give the paper a title
        """,
      ])
    #expect(report.description == "skipped 2 (left out)")
  }
}
