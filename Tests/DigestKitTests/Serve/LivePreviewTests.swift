import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestModel
@testable import DigestServe

@Suite struct LivePreviewTests {
  private let content = MemoryFolder(
    "Content",
    [
      "site.yml": "title: Site\n",
      "papers/wing.md": LivePreviewTests.paper("Wing", "Vortex lift over a delta wing."),
      "papers/kite.md": LivePreviewTests.paper("Kite", "Vortex lift under a kite."),
      "papers/sail.md": LivePreviewTests.paper("Sail", "Ropes and the keel of a boat."),
      "papers/boat.md": LivePreviewTests.paper("Boat", "Ropes, the keel and a hull."),
      "papers/poem.md": LivePreviewTests.paper("Poem", "Nothing else."),
    ])
  private let theme = MemoryFolder("Templates", smallTheme)

  private static func paper(_ title: String, _ abstract: String) -> String {
    "---\ntitle: \(title)\ndate: 2025-03-01\n---\n\(abstract)\n"
  }

  private func liveBuild() -> LiveBuild {
    let (content, theme) = (content.folder, theme.folder)
    return LiveBuild(content: content, templates: { [theme] }, options: Build.Options())
  }

  /// Creates a preview; with an hour of quiet, a test ends before an index is made after an edit.
  private func preview(quiet: Duration = .zero) -> LivePreview {
    LivePreview(liveBuild(), session: "s", quiet: quiet) { [] }
  }

  private func write(_ name: String, _ text: String?) -> SourceChanges {
    let isMoved = content.write("papers/\(name).md", text)
    return SourceChanges(content: ["papers/\(name).md"], isListingStale: isMoved)
  }

  private func text(_ path: String, _ preview: LivePreview) async -> String {
    guard case .file(let bytes) = await preview.answer(SitePath(made: path)) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the similar papers that a paper's page lists.
  private func similar(_ name: String, _ preview: LivePreview) async -> [String] {
    similar(in: await text("papers/\(name).html", preview))
  }

  private func similar(in page: String) -> [String] {
    ["Wing", "Kite", "Sail", "Boat", "Gull"].filter {
      page.contains("<a href=\"../papers/\($0.lowercased()).html\">\($0)</a>")
    }
  }
}

extension LivePreviewTests {
  @Test func `the first page of a paper does not wait for an index`() async {
    let preview = preview()
    #expect(await similar("wing", preview) == [])
    await preview.settle()
    #expect(await similar("wing", preview) == ["Kite"])
  }

  @Test func `after an edit a page is rendered at once, with the last known similar papers`() async
  {
    let preview = preview(quiet: .seconds(3600))
    #expect(await similar("wing", preview) == [])
    await preview.settle()
    let text = LivePreviewTests.paper("Hull", "Ropes, the keel and a hull.")
    await preview.update(write("wing", text))
    let page = await self.text("papers/wing.html", preview)
    #expect(page.contains("<h1>Hull</h1>"))
    #expect(similar(in: page) == ["Kite"])
  }

  @Test func `a deleted paper disappears from other pages at once`() async {
    let preview = preview(quiet: .seconds(3600))
    #expect(await similar("sail", preview) == [])
    await preview.settle()
    #expect(await similar("sail", preview) == ["Boat"])
    // A newer paper changes the positions of all others in the list of papers.
    await preview.update(write("gull", LivePreviewTests.paper("Gull", "Birds.")))
    #expect(await similar("sail", preview) == ["Boat"])
    #expect(await similar("gull", preview) == [])
    await preview.update(write("boat", nil))
    #expect(await similar("sail", preview) == [])
    #expect(await similar("wing", preview) == ["Kite"])
  }

  @Test func `once edits stop, pages are the same as in a build`() async throws {
    let preview = preview()
    #expect(await similar("wing", preview) == [])
    let text = LivePreviewTests.paper("Wing", "Ropes, the keel and a hull.")
    await preview.update(write("wing", text))
    _ = await similar("wing", preview)
    await preview.settle()
    #expect(await similar("wing", preview) == ["Sail", "Boat"])
    let sink = MemorySink()
    let build = Build(content: content.folder, templates: [theme.folder])
    _ = try build.run(into: sink, progress: NoProgress())
    for (path, bytes) in sink.files {
      #expect(await preview.answer(SitePath(made: path)) == .file(bytes), "\(path)")
    }
  }

  @Test func `search waits for the index of the current site`() async {
    let preview = preview()
    let before = await text("search.html", preview)
    #expect(before.contains("Poem") == false)
    await preview.update(write("gull", LivePreviewTests.paper("Gull", "A limerick.")))
    #expect(await text("search/manifest.json", preview).contains("\"papers\":6"))
    #expect(await text("search.html", preview) != before)
  }

  @Test func `an index is made only if a page that needs it is requested`() async {
    let preview = preview()
    await preview.update(write("gull", LivePreviewTests.paper("Gull", "Birds.")))
    #expect(await text("index.html", preview).contains("Gull"))
    #expect(await text("search/papers.json", preview).contains("Gull"))
    await preview.settle()
    #expect(await preview.build.site?.search.current == nil)
  }

  @Test func `pages are notified only of an index that changes them`() async throws {
    let preview = preview()
    var events = try #require(preview.events.subscribe()).makeAsyncIterator()
    #expect(await generation(&events) == 1)
    _ = await similar("wing", preview)
    await preview.settle()
    #expect(await generation(&events) == 2)
    await preview.update(write("poem", LivePreviewTests.paper("Poem", "Something else.")))
    #expect(await generation(&events) == 3)
    #expect(await similar("wing", preview) == ["Kite"])
    await preview.settle()
    #expect(await preview.build.site?.search.current != nil)
    await preview.update(write("kite", nil))
    #expect(await generation(&events) == 4)
  }

  private func generation(_ events: inout EventBytes.Iterator) async -> Int? {
    let event = String(decoding: await events.nextBuffer(suggested: 0) ?? [], as: UTF8.self)
    let number = event.split(separator: "\"generation\":").dropFirst().first
    return number.flatMap { Int($0.prefix { $0.isNumber }) }
  }

  @Test func `a new theme needs no new index`() async {
    let preview = preview()
    _ = await similar("wing", preview)
    await preview.settle()
    theme.write("assets/style.css", "body { color: red }")
    await preview.update(SourceChanges(templates: true))
    #expect(await preview.build.site?.search.current != nil)
    #expect(await similar("wing", preview) == ["Kite"])
  }
}

extension LivePreviewTests {
  @Test func `an index of a site that has changed is the last one but not current`() async throws {
    var live = liveBuild()
    _ = try live.bytes(at: SitePath(made: "papers/wing.html"))
    let papers = try #require(live.site).site.papers
    let first = live.indexJob(papers, withFiles: true)
    live.update(write("wing", LivePreviewTests.paper("Wing", "Ropes, the keel and a hull.")))
    _ = try live.bytes(at: SitePath(made: "papers/wing.html"))
    let isDifferent = live.adopt(try await #require(first).made(isUrgent: true))
    #expect(isDifferent)
    #expect(live.site?.search.current == nil)
    #expect(live.site?.search.isLookedAt == true)
    #expect(try page("wing", &live) == ["Kite"])
    let second = live.indexJob(try #require(live.site).site.papers, withFiles: true)
    _ = live.adopt(try await #require(second).made(isUrgent: true))
    let third = live.indexJob([], withFiles: true)
    #expect(third == nil)
    #expect(try page("wing", &live) == ["Sail", "Boat"])
  }

  private func page(_ name: String, _ live: inout LiveBuild) throws -> [String] {
    let bytes = try live.bytes(at: SitePath(made: "papers/\(name).html")) ?? []
    return similar(in: String(decoding: bytes, as: UTF8.self))
  }
}
