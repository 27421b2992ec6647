import Foundation
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestModel

@Suite struct MergeTests {
  @discardableResult
  private func job(_ path: String, _ text: String, in site: ImportSite) throws -> ImportReport {
    var job = PaperImport(path: path, bytes: Array(text.utf8), now: Day("2026-11-01") ?? .epoch)
    job.site = site.url.path
    return try job.run()
  }

  private static func atom(_ title: String, updated: String = "2026-01-05") -> String {
    """
    <feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id>
    <entry><id>http://arxiv.org/abs/2601.00001v2</id><title>\(title)</title>
    <published>2026-01-01T00:00:01Z</published><updated>\(updated)T00:00:01Z</updated>
    <summary>We show.</summary><author><name>Ana B. Ruiz</name></author>
    <category term="cs.CC"/><category term="68Q17"/></entry></feed>
    """
  }

  private static let hf = """
    [{"paper": {"id": "2601.00001", "title": "A Bound,\\n  Improved", "summary": "We show it.",
    "upvotes": 7, "authors": [{"name": "Ana Ruiz"}], "ai_keywords": ["bounds"],
    "submittedOnDailyAt": "2026-01-06T03:55:12.777Z", "publishedAt": "2026-01-01T00:00:01Z"}}]
    """

  private let path = "Content/papers/a-bound-improved.md"

  @Test func `two sources make one file, whichever comes first`() throws {
    let site = try ImportSite()
    #expect(try job("hf", Self.hf, in: site).description == "new 1")
    #expect(try job("arxiv", Self.atom("A Bound, Improved"), in: site).description == "updated 1")
    #expect(
      site[path] == """
        ---
        title: A Bound, Improved
        authors:
          - Ana B. Ruiz
        date: 2026-01-06
        published: 2026-01-01
        updated: 2026-01-05
        tags: [bounds, cs.CC]
        arxiv: "2601.00001"
        upvotes: 7
        ---

        We show.

        """)
    let before = try site.snapshot()
    #expect(try job("hf", Self.hf, in: site).description == "same 1")
    #expect(try job("arxiv", Self.atom("A Bound, Improved"), in: site).description == "same 1")
    #expect(try site.snapshot() == before)
  }

  @Test(arguments: ["A Bound, Improved", "???", "Ada's own title"])
  func `a file that was written by hand can be imported repeatedly`(title: String) throws {
    let site = try ImportSite()
    let text = "---\ntitle: \"\(title)\"\ndate: 2026-01-06\narxiv: \"2601.00001\"\n---\nMine.\n"
    try site.write("Content/papers/mine.md", text)
    #expect(
      try job("a", Self.atom("???"), in: site).diagnostics.allSatisfy { $0.severity != .error })
    let before = try site.snapshot()
    _ = try job("a", Self.atom("???"), in: site)
    #expect(try site.snapshot() == before)
    #expect(site["Content/papers/mine.md"]?.hasSuffix("Mine.\n") == true)
  }

  @Test func `an edit that the source contradicts is kept and reported once`() throws {
    let site = try ImportSite()
    try job("a", Self.atom("A Bound, Improved"), in: site)
    let text = try #require(site[path]).replacing(
      "title: A Bound, Improved", with: "title: 'Ours' # better")
    try site.write(path, text)
    let report = try job("a", Self.atom("A Bound, Revised", updated: "2026-02-02"), in: site)
    #expect(report.description == "updated 1")
    #expect(
      report.diagnostics.map(\.description) == [
        """
        \(path):2:1: warning: 'title' was edited by hand, and the source says otherwise; left as \
        it is
          hint: the source has: "A Bound, Revised"
        """
      ])
    #expect(site[path] == text.replacing("updated: 2026-01-05", with: "updated: 2026-02-02"))
    let again = try job("a", Self.atom("A Bound, Revised", updated: "2026-02-02"), in: site)
    #expect(again.diagnostics == [] && again.description == "kept 1 (edited by hand)")
  }

  @Test func `an edited abstract is kept, and the position of the conflict reported`() throws {
    let site = try ImportSite()
    try job("a", Self.atom("A Bound, Improved"), in: site)
    try site.write(path, try #require(site[path]).replacing("We show.", with: "We prove."))
    let changed = Self.atom("A Bound, Improved").replacing("We show.", with: "We show more.")
    #expect(
      try job("a", changed, in: site).diagnostics.map(\.description) == [
        """
        \(path):12:1: warning: the abstract was edited by hand, and the source says otherwise; \
        left as it is
          hint: the source has: We show more.
        """
      ])
    #expect(site[path]?.contains("We prove.") == true)
  }

  @Test func `a list with a comment is kept and reported`() throws {
    let site = try ImportSite()
    try job("a", Self.atom("A Bound, Improved"), in: site)
    let text = try #require(site[path]).replacing("tags: [cs.CC]", with: "tags: [cs.CC] # mine")
    try site.write(path, text)
    let changed = Self.atom("A Bound, Improved").replacing("68Q17", with: "cs.DS")
    #expect(
      try job("a", changed, in: site).diagnostics.map(\.message) == [
        "'tags' stands beside a comment, and the source says otherwise; left as it is"
      ])
    #expect(site[path] == text)
  }

  @Test func `a handwritten file is completed, not duplicated`() throws {
    let own = """
      ---
      title: My words for it
      arxiv: 2601.00001
      date: 2026-03-03
      tags: []
      ---
      """
    let site = try ImportSite(["Content/papers/2026/mine.md": own + "\n"])
    let report = try job("a", Self.atom("A Bound, Improved"), in: site)
    #expect(report.entries.map(\.path) == ["Content/papers/2026/mine.md"])
    #expect(site.papers == ["2026"])
    #expect(
      site["Content/papers/2026/mine.md"] == """
        ---
        title: My words for it
        authors:
          - Ana B. Ruiz
        arxiv: 2601.00001
        date: 2026-03-03
        published: 2026-01-01
        updated: 2026-01-05
        tags: [cs.CC]
        ---

        We show.

        """)
  }

  @Test func `notes below a heading are kept when the abstract changes`() throws {
    let site = try ImportSite()
    try job("a", Self.atom("A Bound, Improved"), in: site)
    let notes = "\n## Notes\n\nWe liked it.\n"
    try site.write(path, try #require(site[path]) + notes)
    let changed = Self.atom("A Bound, Improved").replacing("We show.", with: "We show more.")
    #expect(try job("a", changed, in: site).description == "updated 1")
    #expect(site[path]?.hasSuffix("---\n\nWe show more.\n" + notes) == true)
  }

  @Test func `line endings and a byte order mark are kept`() throws {
    let site = try ImportSite()
    try job("a", Self.atom("A Bound, Improved"), in: site)
    let windows = try #require(site[path]).replacing("\n", with: "\r\n")
    try site.write(path, "\u{FEFF}" + windows)
    let changed = Self.atom("A Bound, Improved", updated: "2026-02-02")
    #expect(try job("a", changed, in: site).description == "updated 1")
    #expect(
      site[path].map { Array($0.utf8) }
        == Array(("\u{FEFF}" + windows.replacing("2026-01-05", with: "2026-02-02")).utf8))
  }

  @Test func `a replacement changes version, votes and links only`() throws {
    let site = try ImportSite()
    try job("a", Self.atom("A Bound, Improved"), in: site)
    let listing = """
      <rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel><pubDate>Mon, 02 Feb 2026 00:00:00 -0500</pubDate>
      <item><title>New Title</title><guid>oai:arXiv.org:2601.00001v3</guid>
      <description>arXiv:2601.00001v3 Announce Type: replace \nAbstract: New text at
      https://github.com/a/b.</description><arxiv:announce_type>replace</arxiv:announce_type>
      <dc:creator>Someone Else (1)</dc:creator></item>
      <item><title>Unknown</title><guid>oai:arXiv.org:2601.00009v3</guid>
      <description>x</description><arxiv:announce_type>replace-cross</arxiv:announce_type></item>
      <item><title>Fresh</title><guid>oai:arXiv.org:2602.00003v1</guid>
      <description>arXiv:2602.00003v1 Announce Type: new \nAbstract: It works.</description>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>A. One (1), B. Two ((1) Inst)</dc:creator></item></channel></rss>
      """
    let before = try #require(site[path])
    #expect(
      try job("l", listing, in: site).description
        == "new 1, updated 1, skipped 1 (new versions of papers that are not here)")
    #expect(
      site[path]
        == before.replacing("updated: 2026-01-05", with: "updated: 2026-02-02")
        .replacing(
          "arxiv: \"2601.00001\"\n", with: "arxiv: \"2601.00001\"\ncode: https://github.com/a/b\n"))
    #expect(
      site["Content/papers/fresh.md"]?.contains("  - A. One\n  - B. Two\ndate: 2026-02-02") == true)
    #expect(site["Content/papers/fresh.md"]?.hasSuffix("\n\nIt works.\n") == true)
  }

  @Test func `papers with one title but different identifiers are two papers`() throws {
    let site = try ImportSite()
    let text = """
      @article{a, title = {Editorial}, author = {A B}, doi = {10.1000/1}}
      @article{b, title = {Editorial}, author = {A B}, doi = {10.1000/2}}
      @article{c, title = {Editorial}, author = {A B}, doi = {10.1000/1}}
      """
    #expect(
      try job("x.bib", text, in: site).description == """
        new 2, skipped 1 (repeated)
        without an abstract: 2 of 2 new papers
        without a date in the source, so filed under 2026-11-01: 2 of 2 new papers
        """)
    #expect(site.papers.count == 2 && site.papers.allSatisfy { $0.hasPrefix("editorial-") })
    #expect(try job("x.bib", text, in: site).description == "same 2, skipped 1 (repeated)")
  }

  @Test func `the state of the first version is understood`() throws {
    let site = try ImportSite()
    try site.run(page("One", "Two"))
    let state = try #require(site["Content/.imported.jsonl"])
    let old = state.split(separator: "\n").map { line in
      line.prefix(upTo: line.firstRange(of: ",\"fields\"")?.lowerBound ?? line.endIndex) + "}"
    }
    try site.write("Content/.imported.jsonl", old.joined(separator: "\n") + "\n")
    try site.write("Content/papers/two.md", try #require(site["Content/papers/two.md"]) + "Mine.\n")
    #expect(
      try site.run(page("One", "Two", about: "New text.")).description
        == "updated 1, kept 1 (edited by hand)")
    #expect(site["Content/papers/two.md"]?.contains("It works.") == true)
  }

  @Test func `tags are spelt as the site spells them`() throws {
    let own = "---\ntitle: T\ndate: 2026-01-01\ntags: [BOUNDS]\n---\nx\n"
    let site = try ImportSite(["Content/papers/t.md": own])
    try job("hf", Self.hf, in: site)
    #expect(site[path]?.contains("tags: [BOUNDS]\n") == true)
  }
}
