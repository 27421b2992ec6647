import Foundation
import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestModel

@Suite struct RefusalTests {
  private func refusal(
    of path: String, _ output: TestOutput, protected: String = "/nowhere", home: String = "/h"
  ) -> String {
    message(output) {
      _ = try Publisher(
        output: path, protected: [protected], force: true, home: home, patience: 0)
    }
  }

  @Test func `the root of the file system is refused`() throws {
    #expect(
      refusal(of: "/", try TestOutput()) == """
        cannot write to /: it is the root of the file system; \
        use a separate folder, such as Public
        """)
  }

  @Test(arguments: ["me", "me/", ".", "me/../me"])
  func `the home folder and its parents are refused`(name: String) throws {
    let output = try TestOutput()
    let home = output.sibling("me")
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: false)
    let shown = name == "me/" ? "me" : name
    #expect(
      refusal(of: output.sibling(name), output, home: home) == """
        cannot write to …/\(shown): it is your home folder or contains it; \
        use a separate folder, such as Public
        """)
  }

  @Test(arguments: [
    ("site/Content", "the site is built from that folder"),
    ("site/Content/out/deep", "it is inside …/site/Content, which the site is built from"),
    ("site", "it contains …/site/Content, which the site is built from"),
  ])
  func `the site's own sources are refused`(path: String, reason: String) throws {
    let output = try TestOutput()
    let content = output.sibling("site/Content")
    try FileManager.default.createDirectory(atPath: content, withIntermediateDirectories: true)
    #expect(
      refusal(of: output.sibling(path), output, protected: content)
        == "cannot write to …/\(path): \(reason); use a separate folder, such as Public")
    #expect(try FileManager.default.contentsOfDirectory(atPath: content).isEmpty)
  }

  @Test func `the site's sources are refused through a symbolic link`() throws {
    let output = try TestOutput()
    let content = output.sibling("Content")
    try FileManager.default.createDirectory(atPath: content, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: output.path, withDestinationPath: content)
    #expect(
      refusal(of: output.path, output, protected: content) == """
        cannot write to …/Public: the site is built from that folder; \
        use a separate folder, such as Public
        """)
  }

  @Test func `a file is refused`() throws {
    let output = try TestOutput()
    try Data("x".utf8).write(to: URL(filePath: output.path))
    #expect(
      refusal(of: output.path, output)
        == "cannot write to …/Public: it is a file; remove it or choose another folder")
  }

  @Test func `a symbolic link without a target is refused`() throws {
    let output = try TestOutput()
    try FileManager.default.createSymbolicLink(
      atPath: output.path, withDestinationPath: output.sibling("gone"))
    #expect(
      refusal(of: output.path, output)
        == "cannot open …/Public: it is a symbolic link without a target; remove it")
  }

  @Test func `a folder that cannot be created is an error`() throws {
    #expect(
      refusal(of: "/proc/digest", try TestOutput())
        == "cannot make folder /proc/digest: No such file or directory")
  }

  @Test func `an empty path is an error`() throws {
    #expect(refusal(of: "", try TestOutput()) == "cannot open : No such file or directory")
  }

  @Test func `a symbolic link to a folder is followed`() throws {
    let output = try TestOutput()
    let target = output.sibling("real")
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: output.path, withDestinationPath: target)
    try output.build(["a.html": "A"])
    #expect(FileManager.default.fileExists(atPath: "\(target)/a.html"))
  }

  @Test func `a folder with foreign files is refused`() throws {
    let output = try TestOutput()
    try output.write("mine", to: "notes.txt")
    #expect(
      message(output) { try output.build(["a.html": "A"]) } == """
        cannot write to …/Public: it contains files that digest did not write, such as notes.txt; \
        use an empty folder, or --force, which replaces only files at the site's paths
        """)
    #expect(output.allPaths == ["notes.txt"])
  }

  @Test func `a folder of dotfiles counts as empty`() throws {
    let output = try TestOutput()
    try output.write("", to: ".nojekyll")
    try output.write("[core]", to: ".git/config")
    try output.build(["a.html": "A"])
    #expect(output.files == [".nojekyll": "", ".git/config": "[core]", "a.html": "A"])
  }

  @Test func `a damaged manifest is an error`() throws {
    let output = try TestOutput()
    try output.build(["a.html": "A"])
    try output.write("\(Manifest.firstLine)\na.html\n../../etc/passwd\n", to: Manifest.path)
    #expect(
      message(output) { try output.build(["a.html": "B"]) } == """
        cannot read …/Public/.digest-manifest: line 3 was not written by digest; \
        empty the folder, or use --force
        """)
    try output.build(["a.html": "B"], force: true)
    #expect(output.files == ["a.html": "B"])
  }

  @Test(arguments: ["", "digest manifest 2\n", "\(Manifest.firstLine)\na.html"])
  func `a truncated manifest or one of another version is an error`(text: String) {
    #expect(throws: Manifest.BadLine.self) { try Manifest(parsing: Array(text.utf8)) }
  }

  @Test(arguments: [".digest-manifest", ".digest-staging/x", ".digest-manifest-final"])
  func `the names of digest's records cannot be paths of the site`(path: String) throws {
    let output = try TestOutput()
    #expect(
      message(output) { try output.build([path: "A"]) } == """
        cannot write …/Public/\(path): digest uses that name for its own records; \
        rename the source
        """)
  }

  @Test(arguments: [false, true])
  func `a path that is written twice is an error`(isUnchanged: Bool) throws {
    let output = try TestOutput()
    if isUnchanged { try output.build(["a.html": "A"]) }
    let publisher = try output.publisher()
    try publisher.stage(outputFile("a.html", "A"))
    let expected =
      "cannot write …/Public/a.html: the build writes this path twice; rename one of the sources"
    #expect(message(output) { try publisher.stage(outputFile("a.html", "A")) } == expected)
    #expect(message(output) { _ = try publisher.publish() } == expected)
  }

  @Test func `a path that is both a page and a folder is an error`() throws {
    let output = try TestOutput()
    try output.build(["tags": "A"])
    #expect(
      message(output) { try output.build(["tags": "A", "tags/x/y.html": "B"]) } == """
        cannot write …/Public/tags: the build writes this path twice; rename one of the sources
        """)
    #expect(output.files == ["tags": "A"])
  }

  @Test func `a source that is a link or not a file is an error`() throws {
    let output = try TestOutput()
    let source = output.sibling("static")
    func copy() throws {
      try output.publisher().stage(
        copyOf: "static", in: output.siblings, to: SitePath("x")!, phase: .assets)
    }
    #expect(message(output, copy) == "cannot read …/static: No such file or directory")
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    #expect(message(output, copy) == "cannot read …/static: it is not a regular file")
    try FileManager.default.removeItem(atPath: source)
    try FileManager.default.createSymbolicLink(atPath: source, withDestinationPath: "/etc/passwd")
    #expect(
      message(output, copy)
        == "cannot read …/static: it is a symbolic link that leads out of …, or lies in a linked "
        + "folder; copy the file instead")
  }
}
