import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestModel
@testable import DigestServe

@Suite struct LiveBuildTests {
  private let content = MemoryFolder(
    "Content",
    [
      "site.yml": "title: Site\nbase_url: https://example.org/\n",
      "papers/a.md": "---\ntitle: First\ndate: 2025-03-01\ntags: [nlp]\n---\nOne [b](b.md).\n",
      "papers/b.md": "---\ntitle: Second\ndate: 2025-03-01\n---\nTwo.\n",
    ])
  private let theme = MemoryFolder("Templates", smallTheme)

  private func build() -> LiveBuild {
    let theme = theme.folder
    return LiveBuild(content: content.folder, templates: { [theme] }, options: Build.Options())
  }

  private func text(_ build: inout LiveBuild, _ path: String) throws -> String? {
    try build.bytes(at: SitePath(made: path)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `a broken file leaves the last good site`() throws {
    var live = build()
    let before = try text(&live, "papers/a.html")
    content.write("papers/a.md", "---\ntitle: Firs\ndate: soon\n---\nOne [b](b.md) and more.\n")
    live.update(SourceChanges(content: ["papers/a.md"]))
    #expect(live.problems.map(\.path) == ["Content/papers/a.md"])
    #expect(live.problems.map(\.line) == [3])
    #expect(try text(&live, "papers/a.html") == before)
    content.write("papers/a.md", "---\ntitle: Firs\ndate: 2025-03-01\n---\nMore.\n")
    live.update(SourceChanges(content: ["papers/a.md"]))
    #expect(live.hasErrors == false)
    #expect(try text(&live, "papers/a.html")?.contains("<h1>Firs</h1>") == true)
  }

  @Test func `macros changed in site.yml apply to all papers`() throws {
    content.write("papers/b.md", "---\ntitle: On $\\Rx$\ndate: 2025-03-01\n---\nIn $\\Rx$.\n")
    var live = build()
    #expect(live.problems.count == 1)
    content.write("site.yml", "title: Site\nmacros: {Rx: '\\mathbf{R}'}\n")
    live.update(SourceChanges(content: ["site.yml"]))
    #expect(try text(&live, "papers/b.html")?.contains("<h1>On 𝐑</h1>") == true)
    #expect(try text(&live, "papers/b.html")?.contains("In <math aria-label=\"𝐑\">") == true)
    #expect(live.problems.contains { $0.topic == .formulas } == false)
  }

  @Test func `a change is shown only after an update`() throws {
    var live = build()
    content.write("papers/a.md", "---\ntitle: Later\ndate: 2025-03-01\n---\nLater.\n")
    #expect(try text(&live, "papers/a.html")?.contains("One") == true)
  }

  @Test func `a deleted paper disappears from all pages`() throws {
    var live = build()
    content.write("papers/b.md", nil)
    live.update(SourceChanges(content: ["papers/b.md"], isListingStale: true))
    #expect(try text(&live, "papers/b.html") == nil)
    #expect(try text(&live, "index.html")?.contains("Second") == false)
    #expect(try text(&live, "search/papers.json")?.contains("Second") == false)
  }

  @Test func `a tag that loses its last paper loses its page`() throws {
    var live = build()
    #expect(try text(&live, "tags/nlp.html") != nil)
    content.write("papers/a.md", "---\ntitle: First\ndate: 2025-03-01\ntags: [cv]\n---\nOne.\n")
    live.update(SourceChanges(content: ["papers/a.md"]))
    #expect(try text(&live, "tags/nlp.html") == nil)
    #expect(try text(&live, "tags/cv.html")?.contains("First") == true)
    #expect(try text(&live, "tags/index.html")?.contains("nlp") == false)
  }

  @Test func `a failed read is repeated`() throws {
    var live = build()
    content.write("papers/b.md", nil)
    live.update(SourceChanges(content: ["papers/b.md"]))
    #expect(
      live.failure?.description == "cannot read Content/papers/b.md: No such file or directory")
    #expect(try text(&live, "papers/b.html") != nil)
    live.update(SourceChanges())
    #expect(live.failure == nil)
    #expect(try text(&live, "papers/b.html") == nil)
  }

  @Test func `a theme that is created later is used`() throws {
    let own = MemoryFolder("Templates", [:])
    let (first, second) = (own.folder, theme.folder)
    var live = LiveBuild(
      content: content.folder, templates: { [first, second] }, options: Build.Options())
    own.write("pages/home.html", "<h1>Mine</h1>")
    live.update(SourceChanges(templates: true))
    #expect(try text(&live, "index.html") == "<h1>Mine</h1>")
  }
}
