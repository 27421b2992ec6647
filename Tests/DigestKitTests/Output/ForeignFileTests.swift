import Foundation
import Glibc
import Testing

@testable import DigestFiles

@Suite struct ForeignFileTests {
  @Test func `a foreign file at a path of the site is named and kept`() throws {
    let output = try TestOutput()
    try output.build(["a.html": "A"])
    try output.write("mine", to: "index.html")
    #expect(
      message(output) { try output.build(["a.html": "B", "index.html": "home"]) } == """
        cannot write …/Public/index.html: \
        the existing file was not written by digest; move it away, or use --force
        """)
    #expect(output.files == ["a.html": "A", "index.html": "mine"])
  }

  @Test func `--force replaces a foreign file at a path of the site and no other`() throws {
    let output = try TestOutput()
    try output.write("mine", to: "index.html")
    try output.write("mine", to: "notes.txt")
    try output.write("mine", to: "tags")
    try output.build(["index.html": "home", "tags/x.html": "X"], force: true)
    #expect(output.files == ["index.html": "home", "notes.txt": "mine", "tags/x.html": "X"])
    try output.build([:])
    #expect(output.files == ["notes.txt": "mine"])
  }

  @Test func `a foreign file where a folder is needed is named and kept`() throws {
    let output = try TestOutput()
    try output.build(["a.html": "A"])
    try output.write("mine", to: "papers")
    #expect(
      message(output) { try output.build(["papers/x/y.html": "home"]) } == """
        cannot write …/Public/papers: \
        the existing file was not written by digest; move it away, or use --force
        """)
  }

  @Test(arguments: [false, true])
  func `a folder with a foreign file is never replaced by a file`(force: Bool) throws {
    let output = try TestOutput()
    try output.build(["tags/x/a.html": "A"])
    try output.write("mine", to: "tags/x/notes.txt")
    #expect(
      message(output) { try output.build(["tags": "all"], force: force) } == """
        cannot write …/Public/tags: \
        there is a folder with files that digest did not write, such as tags/x/notes.txt; \
        move them away
        """)
    #expect(output.files == ["tags/x/a.html": "A", "tags/x/notes.txt": "mine"])
  }

  @Test(arguments: ["papers/a.html", "papers", "feed.xml"], [false, true])
  func `a symbolic link in the output folder is never followed`(path: String, force: Bool) throws {
    let output = try TestOutput()
    let site = ["papers/a.html": "A", "feed.xml": "feed"]
    try output.build(site)
    let outside = output.sibling("outside")
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    try Data("secret".utf8).write(to: URL(filePath: "\(outside)/a.html"))
    try FileManager.default.removeItem(atPath: "\(output.path)/\(path)")
    try output.link(path, to: path == "papers" ? outside : "\(outside)/a.html")
    let new = ["papers/a.html": "B", "feed.xml": "new feed"]
    #expect(
      message(output) { try output.build(new, force: force) } == """
        cannot write …/Public/\(path): \
        it is a symbolic link, which digest does not follow; remove it
        """)
    #expect(try String(contentsOfFile: "\(outside)/a.html", encoding: .utf8) == "secret")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == ["a.html"])
  }

  @Test func `removal does not follow symbolic links`() throws {
    let output = try TestOutput()
    try output.build(["index.html": "home", "papers/a.html": "A", "b.html": "B"])
    let outside = output.sibling("outside")
    try FileManager.default.moveItem(atPath: "\(output.path)/papers", toPath: outside)
    try output.link("papers", to: outside)
    try FileManager.default.removeItem(atPath: "\(output.path)/b.html")
    try output.write("mine", to: "b.html/notes.txt")
    try output.build(["index.html": "home"])
    #expect(try String(contentsOfFile: "\(outside)/a.html", encoding: .utf8) == "A")
    #expect(output.files["b.html/notes.txt"] == "mine")
  }

  @Test(.timeLimit(.minutes(30)))
  func `a named pipe in the output folder does not block the build`() throws {
    let output = try TestOutput()
    try output.build(["a.html": "A"])
    #expect(mkfifo("\(output.path)/b.html", 0o600) == 0)
    #expect(
      message(output) { try output.build(["b.html": "B"]) } == """
        cannot write …/Public/b.html: there is a pipe, socket or device at this path; move it away
        """)
  }

  @Test func `stale staging is removed, but not what a link in it points to`() throws {
    let output = try TestOutput()
    try output.build(["a.html": "A"])
    let outside = output.sibling("outside")
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    try Data("secret".utf8).write(to: URL(filePath: "\(outside)/a.html"))
    try output.write("half", to: "\(Staging.path)/new/papers/x.html")
    try output.link("\(Staging.path)/new/link", to: outside)
    try output.build(["a.html": "A"])
    #expect(output.allPaths == [".digest-manifest", "a.html"])
    #expect(FileManager.default.fileExists(atPath: "\(outside)/a.html"))
  }
}
