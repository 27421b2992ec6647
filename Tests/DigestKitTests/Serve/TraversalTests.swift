import Foundation
import Testing

@testable import DigestFiles
@testable import DigestModel

@Suite struct TraversalTests {
  private static let secret = "nobody may read this"

  /// Paths that have led servers out of their folders; `{FILE}` stands for the file to steal.
  private static let targets: [[UInt8]] = {
    guard TestData.isRequired || TestData.has("hostile/traversal") else {
      return HostileText.traversal.map { Array($0.utf8) }
    }
    let folder = TestData.url("hostile/traversal")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let lines = names.sorted().flatMap { name in
      let bytes = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
      return bytes.split(separator: 0x0A).map { Array($0) }
    }
    let isWhole = ProcessInfo.processInfo.environment["EVERYTHING"] != nil
    return isWhole ? lines : stride(from: 0, to: lines.count, by: 20).map { lines[$0] }
  }()

  @Test func `no spelling of a path leads out of the folder`() async throws {
    try #require(TraversalTests.targets.count > 25)
    let folder = try TestFolder([
      "secret.txt": TraversalTests.secret, "Public/index.html": "home", "Public/a/b.html": "page",
    ])
    let preview = try await TestPreview.serving(folder: "\(folder.path)/Public")
    defer { preview.stop() }
    #expect(try await preview.answer("/").body == "home")
    try await attack(preview)
    #expect(try await preview.answer("/a/b.html").body == "page")
  }

  @Test func `no spelling of a path leads out of a live site`() async throws {
    let folder = try TestFolder([
      "secret.txt": TraversalTests.secret, "Content/site.yml": "title: Site\n",
      "Content/papers/a.md": "---\ntitle: First\ndate: 2025-03-01\n---\nOne.\n",
    ])
    let content = SourceFolder(name: "Content", location: "\(folder.path)/Content")
    let theme = SourceFolder(name: "Templates", files: smallTheme)
    let preview = try await TestPreview.serving(content, theme: theme)
    defer { preview.stop() }
    try await attack(preview)
    #expect(try await preview.answer("/papers/a.html").status == 200)
  }

  /// Requests each string as the path, as the percent-encoded path, and as the query.
  private func attack(_ preview: TestPreview) async throws {
    let port = preview.port
    let found = try await offThePool {
      try TraversalTests.targets.flatMap { line -> [String] in
        let text = String(decoding: line, as: UTF8.self)
        let file = Array(text.replacingOccurrences(of: "{FILE}", with: "secret.txt").utf8)
        let encoded = Array(
          file.map { "%" + String(Int($0) | 0x100, radix: 16).dropFirst() }.joined().utf8)
        let targets = [file, encoded, Array("index.html?f=".utf8) + file]
        return try targets.compactMap { try TraversalTests.stolen(by: $0, port) }
      }
    }
    #expect(found == [])
  }

  /// Returns the target if its response contains a file from outside the folder.
  private static func stolen(by target: [UInt8], _ port: UInt16) throws -> String? {
    let start = target.first == UInt8(ascii: "/") ? "GET " : "GET /"
    let end = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    let bytes = try Connection(port).exchange(Array(start.utf8) + target + Array(end.utf8))
    let answer = Answer(bytes)
    let isStolen = answer.body.contains(secret) || answer.body.contains("root:")
    return isStolen ? String(decoding: target, as: UTF8.self) : nil
  }

  @Test(.testData("hostile/traversal"))
  func `the public lists of traversals are among the targets`() {
    #expect(TraversalTests.targets.count > 90)
  }

  @Test func `symbolic links cannot lead outside the folder`() async throws {
    let folder = try TestFolder([
      "secret.txt": TraversalTests.secret, "Public/index.html": "home", "Public/.hidden": "x",
    ])
    try folder.link("Public/out.txt", to: "../secret.txt")
    try folder.link("Public/up", to: "..")
    try folder.link("Public/in.html", to: "index.html")
    let preview = try await TestPreview.serving(folder: "\(folder.path)/Public")
    defer { preview.stop() }
    #expect(try await preview.answer("/out.txt").status == 404)
    #expect(try await preview.answer("/up/secret.txt").status == 404)
    #expect(try await preview.answer("/.hidden").status == 404)
    #expect(try await preview.answer("/in.html").body == "home")
  }
}
