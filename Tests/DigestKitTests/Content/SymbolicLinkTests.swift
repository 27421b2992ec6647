import Glibc
import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestKit
@testable import DigestModel
@testable import DigestServe

/// Symbolic links that replace files and folders after those were listed.
@Suite struct SymbolicLinkTests {
  private let disk: TestFolder
  private let content: SourceFolder

  init() throws {
    disk = try TestFolder([
      "secret": "secret", "outside/a.png": "secret", "Content/site.yml": "title: Site",
      "Content/a.png": "a", "Content/figures/a.png": "figure", "Content/figures/deep/b.png": "b",
    ])
    content = SourceFolder(name: "Content", location: "\(disk.path)/Content")
  }

  private func text(_ path: String) -> String {
    do {
      guard case .bytes(let bytes) = try content.read(path) else { return "too large" }
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      return error.reason
    }
  }

  private let refusal =
    "it is a symbolic link that leads out of Content, or lies in a linked folder; "
    + "copy the file instead"

  @Test(arguments: ["../secret", "../outside/../secret", "/etc/passwd", ".."])
  func `a file that became a link out of the folder is rejected`(target: String) throws {
    #expect(text("a.png") == "a")
    try disk.remove("Content/a.png")
    try disk.link("Content/a.png", to: target)
    #expect(text("a.png") == refusal)
  }

  @Test func `a link out of the folder by way of one inside is rejected`() throws {
    try disk.link("Content/step", to: "../secret")
    try disk.remove("Content/a.png")
    try disk.link("Content/a.png", to: "step")
    #expect(text("a.png") == refusal)
  }

  @Test(arguments: ["outside", "/etc", "Content/figures/deep"])
  func `a folder that became a link is rejected`(target: String) throws {
    #expect(text("figures/deep/b.png") == "b")
    try disk.move("Content/figures", to: "Content/moved")
    let place = target.hasPrefix("/") ? target : "\(disk.path)/\(target)"
    try disk.link("Content/figures", to: place.replacing("figures", with: "moved"))
    for path in ["figures/a.png", "figures/passwd", "figures/b.png"] {
      #expect([refusal, "No such file or directory"].contains(text(path)), "\(path)")
    }
  }

  @Test func `links to files inside are followed, wherever they are`() throws {
    try disk.link("Content/relative.png", to: "figures/a.png")
    try disk.link("Content/absolute.png", to: "\(disk.path)/Content/figures/a.png")
    try disk.link("Content/figures/up.png", to: "../a.png")
    try disk.link("Content/figures/deep/chain.png", to: "../up.png")
    try disk.link("Content/around.png", to: "../Content/a.png")
    #expect(text("relative.png") == "figure")
    #expect(text("absolute.png") == "figure")
    for path in ["figures/up.png", "figures/deep/chain.png", "around.png"] {
      #expect(text(path) == "a", "\(path)")
    }
  }

  @Test func `links that form a cycle are rejected`() throws {
    try disk.link("Content/one", to: "two")
    try disk.link("Content/two", to: "one")
    #expect(text("one") == refusal)
  }

  @Test func `a pipe that replaces a file is not waited for`() throws {
    try disk.remove("Content/a.png")
    mkfifo("\(disk.path)/Content/a.png", 0o600)
    #expect(text("a.png") == "it is not a regular file")
  }

  @Test func `the folder itself may be a link`() throws {
    try disk.link("Linked", to: "Content")
    var problems: [Diagnostic] = []
    let linked = SourceFolder(name: "Content", location: "\(disk.path)/Linked")
    #expect(try linked.list(diagnostics: &problems).contains("figures/deep/b.png"))
    #expect(linked.contains("figures/deep/b.png"))
    #expect(problems.isEmpty)
  }

  @Test func `a static file that is a link inside is copied as a file`() throws {
    try disk.link("Content/linked.png", to: "figures/a.png")
    let output = try TestOutput()
    let publisher = try output.publisher()
    let path = SitePath(made: "linked.png")
    try publisher.stage(
      copyOf: "linked.png", in: try #require(content.disk), to: path, phase: .assets)
    _ = try publisher.publish()
    #expect(output.files == ["linked.png": "figure"])
  }

  @Test func `a preview shows nothing from outside`() throws {
    let theme = SourceFolder(name: "Templates", files: smallTheme)
    var live = LiveBuild(content: content, templates: { [theme] }, options: Build.Options())
    #expect(try live.bytes(at: SitePath(made: "a.png")) == Array("a".utf8))
    try disk.remove("Content/a.png")
    try disk.link("Content/a.png", to: "/etc/passwd")
    try disk.move("Content/figures", to: "Content/moved")
    try disk.link("Content/figures", to: "../outside")
    for path in ["a.png", "figures/a.png"] {
      #expect(throws: SystemError("read", path: "Content/\(path)", reason: refusal)) {
        try live.bytes(at: SitePath(made: path))
      }
    }
  }
}

/// The two ways to open a file below a folder, openat2(2) and digest's own, have the same results.
@Suite struct BeneathOpeningTests {
  private static let targets: [(path: String, cause: Int32?)] = [
    ("a", nil), ("f/b", nil), ("f/g/c", nil), ("./f/./b", nil), ("f", nil), (".", nil),
    ("in", ELOOP), ("out", ELOOP), ("lost", ELOOP), ("linked/b", ELOOP), ("f/up/a", ELOOP),
    ("f/g/top/f/b", ELOOP), ("/etc/passwd", EXDEV), ("..", EXDEV), ("../secret", EXDEV),
    ("none", ENOENT), ("f/none", ENOENT), ("none/b", ENOENT), ("a/b", ENOTDIR),
  ]

  @Test(arguments: targets)
  func `links and paths out of the folder are rejected`(path: String, cause: Int32?) throws {
    let disk = try TestFolder(["secret": "", "r/a": "", "r/f/b": "", "r/f/g/c": ""])
    for (name, target) in [
      ("in", "a"), ("out", "../secret"), ("lost", "nowhere"), ("linked", "f"), ("f/up", ".."),
      ("f/g/top", "../.."),
    ] {
      try disk.link("r/\(name)", to: target)
    }
    let root = try Folder(at: "\(disk.path)/r", name: "r")
    let flags = O_RDONLY | O_NONBLOCK
    #expect(
      failure { try Descriptor(opening: path, beneath: root.descriptor.number, flags) } == cause)
    #expect(
      failure {
        try Descriptor(walkingTo: Array(path.utf8), beneath: root.descriptor.number, flags)
      } == cause)
  }

  @Test func `no file is created in a linked folder`() throws {
    let disk = try TestFolder(["outside/x": "", "r/f/b": ""])
    try disk.link("r/linked", to: "../outside")
    let root = try Folder(at: "\(disk.path)/r", name: "r")
    #expect(failure { try root.create("f/new") } == nil)
    #expect(failure { try root.create("f/new") } == EEXIST)
    #expect(failure { try root.create("linked/new") } == ELOOP)
    #expect(access("\(disk.path)/outside/new", F_OK) != 0)
  }

  private func failure(_ body: () throws -> Descriptor) -> Int32? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? Errno)?.code ?? -1
    }
  }
}
