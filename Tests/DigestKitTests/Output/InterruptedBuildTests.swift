import Foundation
import Glibc
import Testing

@testable import DigestCore
@testable import DigestFiles

/// Tests builds that fail or are killed part-way.
@Suite struct InterruptedBuildTests {
  static let old = [
    "index.html": "old home", "papers/a.html": "A", "papers/b.html": "B", "gone/c.html": "C",
    "tags": "all",
  ]
  static let new = [
    "index.html": "new home", "papers/a.html": "A2", "papers/b.html": "B", "fresh/d.html": "D",
    "tags/x.html": "X",
  ]

  private func staged(_ output: TestOutput) throws -> (PublishedFolder, Staging, MovePlan) {
    let location = try OutputLocation(output.path, protected: [], home: "/h")
    let published = try PublishedFolder(location, force: false, patience: 0)
    try Staging.remove(from: published.lock.folder)
    let staging = try Staging(in: published.lock.folder)
    var files: [SitePath: StagedFile] = [:]
    for file in Self.new.map(outputFile) {
      let standing = try published.standing(at: file.path, size: file.bytes.count) {
        (standing) throws(Errno) in try standing.holds(file.bytes)
      }
      if standing != .same { try staging.write(file.bytes, to: file.path) }
      files[file.path] = StagedFile(phase: file.phase, size: 0, standing: standing)
    }
    let interim = Set(files.keys).union(published.manifest?.paths ?? [])
    try staging.writeRecord(Manifest.bytes(naming: Array(interim)), to: "interim")
    try staging.writeRecord(Manifest.bytes(naming: Array(files.keys)), to: "final")
    return (
      published, staging, try MovePlan(files: files, folders: staging.folders, published: published)
    )
  }

  /// Carries out the first `count` steps of a publication and returns the number of all steps.
  private func move(_ count: Int, _ plan: MovePlan, _ moves: inout Moves) throws -> Int {
    var steps: [(inout Moves) throws -> Void] = []
    steps.append { try $0.replace(Manifest.path, from: "interim") }
    steps += plan.arriving.map { path in { try $0.arrive(path.text, from: path.text) } }
    steps += plan.swapped.map { path in { try $0.swap(path.text) } }
    steps += plan.replaced.map { path in { try $0.replace(path.text, from: path.text) } }
    steps += plan.removed.map { path in { try $0.remove(path) } }
    steps += plan.emptied.map { path in { try $0.removeFolder(path) } }
    steps.append { try $0.replace(Manifest.path, from: "final") }
    for step in steps.prefix(count) { try step(&moves) }
    return steps.count
  }

  @Test func `the plan adds files first, then replaces, then removes`() throws {
    let output = try TestOutput()
    try output.build(Self.old)
    let (_, _, plan) = try staged(output)
    #expect(plan.arriving.map(\.text) == ["fresh"])
    #expect(plan.swapped.map(\.text) == ["tags"])
    #expect(plan.replaced.map(\.text) == ["papers/a.html", "index.html"])
    #expect(plan.removed.map(\.text) == ["gone/c.html", "tags"])
    #expect(plan.emptied.map(\.text) == ["gone"])
  }

  @Test func `assets precede papers, listings and feeds, and the home page is last`() throws {
    let output = try TestOutput()
    try output.build(["x": ""])
    let location = try OutputLocation(output.path, protected: [], home: "/h")
    let published = try PublishedFolder(location, force: false, patience: 0)
    let paths = ["index.html", "feed.xml", "z.css", "list.html", "papers/a.html"]
    let files = paths.map { outputFile($0, "") }
    let staged = files.map {
      ($0.path, StagedFile(phase: $0.phase, size: 0, standing: .different))
    }
    let plan = try MovePlan(
      files: Dictionary(uniqueKeysWithValues: staged), folders: [], published: published)
    #expect(
      plan.replaced.map(\.text)
        == ["z.css", "papers/a.html", "list.html", "feed.xml", "index.html"])
  }

  @Test(arguments: 0...9)
  func `a build killed after any step is completed by the next`(count: Int) throws {
    let output = try TestOutput()
    try output.build(Self.old)
    do {
      let (published, staging, plan) = try staged(output)
      var moves = Moves(published: published, staging: staging)
      #expect(try move(count, plan, &moves) == 9)
    }
    for (path, text) in output.files where !path.hasPrefix(Staging.path) {
      #expect(Self.old[path] == text || Self.new[path] == text)
    }
    try output.build(Self.new)
    #expect(output.files == Self.new)
    #expect(!output.allPaths.contains { $0.hasPrefix("gone") || $0.hasPrefix(Staging.path) })
  }

  @Test(arguments: 0...9)
  func `a build that fails after any step is undone completely`(count: Int) throws {
    let output = try TestOutput()
    try output.build(Self.old)
    let files = Self.old.keys.sorted() + [Manifest.path]
    let before = files.map(output.identity)
    do {
      let (published, staging, plan) = try staged(output)
      var moves = Moves(published: published, staging: staging)
      _ = try move(count, plan, &moves)
      #expect(moves.undo())
      try Staging.remove(from: published.lock.folder)
    }
    #expect(output.files == Self.old)
    #expect(files.map(output.identity) == before)
  }

  @Test func `a failed publication leaves the previous site`() throws {
    let output = try TestOutput()
    try output.build(Self.old)
    let publisher = try output.publisher()
    for file in Self.new.map(outputFile) { try publisher.stage(file) }
    try FileManager.default.removeItem(atPath: "\(output.path)/index.html")
    #expect(
      message(output) { _ = try publisher.publish() }
        == "cannot write …/Public/index.html: No such file or directory")
    var rest = Self.old
    rest["index.html"] = nil
    #expect(output.files == rest)
    try output.build(Self.new)
    #expect(output.files == Self.new)
  }

  @Test func `a failure that cannot be undone is reported`() throws {
    let output = try TestOutput()
    try output.build(Self.old)
    let (published, _, plan) = try staged(output)
    let error = SystemError("write", path: "Public/a.html", reason: "Input/output error")
    #expect(
      message(output) { throw Publication(published, plan, [:]).partly(error) } == """
        cannot write Public/a.html: Input/output error; \
        …/Public is only partly updated; build again
        """)
  }

  @Test func `a source that changes while it is copied is an error`() throws {
    let output = try TestOutput()
    try output.build(Self.old)
    let (_, staging, _) = try staged(output)
    let path = output.sibling("photo.jpg")
    try Data("whole".utf8).write(to: URL(filePath: path))
    let source = try SourceFile("photo.jpg", in: output.siblings)
    #expect(truncate(path, 3) == 0)
    let expected =
      "cannot read …/photo.jpg: it changed while it was being read; build again"
    var text = "no error"
    do { try source.copy(to: staging, SitePath("photo.jpg")!) } catch {
      text = message(output) { throw error }
    }
    #expect(text == expected)
  }

  /// The test mounts a file system that is small enough to fill up.
  @Test(arguments: 1...12)
  func `a full disk leaves the previous site`(kilobytes: Int) throws {
    let output = try TestOutput()
    let disk = output.sibling("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    guard mount("digest-test", disk, "tmpfs", 0, "size=\(kilobytes * 8)k,nr_inodes=40") == 0 else {
      print("skipped `a full disk …`: only root may mount")
      return
    }
    defer { umount2(disk, 0) }
    func build(_ letter: Character) throws {
      let publisher = try Publisher(
        output: "\(disk)/Public", protected: [], force: false, home: "/h", patience: 0)
      for number in 0..<(letter == "a" ? 1 : 20) {
        let text = String(repeating: letter, count: 4_000)
        try publisher.stage(outputFile("papers/\(number).html", text))
      }
      _ = try publisher.publish()
    }
    guard (try? build("a")) != nil else { return }
    let page = "\(disk)/Public/papers/0.html"
    let before = try String(contentsOfFile: page, encoding: .utf8)
    let text = message(output) { try build("b") }
    if text == "no error" { return }
    #expect(text.hasPrefix("cannot "))
    #expect(text.hasSuffix(": No space left on device"))
    #expect(try String(contentsOfFile: page, encoding: .utf8) == before)
    let names = try FileManager.default.subpathsOfDirectory(atPath: "\(disk)/Public").sorted()
    #expect(names == [".digest-manifest", "papers", "papers/0.html"])
  }
}
