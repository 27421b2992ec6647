import Foundation
import Glibc
import Testing

@testable import DigestCore
@testable import DigestFiles

@Suite struct PublishTests {
  static let site = [
    "index.html": "home", "style.css": "body", "papers/a.html": "A", "papers/b.html": "B",
    "tags/x/1.html": "X", "feed.xml": "feed",
  ]

  @Test func `a first build creates the folder and all files`() throws {
    let output = try TestOutput()
    let report = try output.build(Self.site)
    #expect(output.files == Self.site)
    #expect(report.files == 6 && report.written == 6 && report.bytes == 15)
    #expect(report.unchanged == 0 && report.removed == 0)
  }

  @Test func `after a build, the manifest is the only additional file`() throws {
    let output = try TestOutput()
    try output.build(Self.site)
    let folders = ["papers", "tags", "tags/x"]
    #expect(output.allPaths == ([".digest-manifest"] + Self.site.keys + folders).sorted())
    let manifest = try String(contentsOfFile: "\(output.path)/.digest-manifest", encoding: .utf8)
    #expect(
      manifest == """
        digest manifest 1: the files below were made by digest, which may replace or remove them
        feed.xml
        index.html
        papers/a.html
        papers/b.html
        style.css
        tags/x/1.html

        """)
  }

  @Test func `a second build of the same site changes nothing`() throws {
    let output = try TestOutput()
    try output.build(Self.site)
    let before = output.allPaths.map(output.identity) + [output.identity("")]
    let report = try output.build(Self.site)
    #expect(output.allPaths.map(output.identity) + [output.identity("")] == before)
    #expect(report.unchanged == 6 && report.written == 0)
  }

  @Test func `a changed file is replaced, and the others keep inode and time`() throws {
    let output = try TestOutput()
    try output.build(Self.site)
    let (a, b) = (output.identity("papers/a.html"), output.identity("papers/b.html"))
    var site = Self.site
    site["papers/a.html"] = "Z"
    let report = try output.build(site)
    #expect(output.files == site)
    #expect(output.identity("papers/a.html") != a)
    #expect(output.identity("papers/b.html") == b)
    #expect(report.written == 1 && report.unchanged == 5)
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
  func `files of any size are compared up to the last byte`(size: Int) throws {
    let output = try TestOutput()
    var bytes = [UInt8](repeating: 7, count: size)
    func publish() throws -> Int {
      let publisher = try output.publisher()
      try publisher.stage(OutputFile(SitePath("x.bin")!, phase: .assets, bytes: bytes))
      return try publisher.publish().written
    }
    #expect(try publish() == 1)
    #expect(try publish() == 0)
    if size > 0 { bytes[size - 1] = 8 } else { bytes = [1] }
    #expect(try publish() == 1)
    #expect(FileManager.default.contents(atPath: "\(output.path)/x.bin") == Data(bytes))
  }

  @Test func `obsolete files are removed, with folders that become empty`() throws {
    let output = try TestOutput()
    try output.build(Self.site)
    try output.write("mine", to: "papers/notes.txt")
    let report = try output.build(["index.html": "home"])
    #expect(output.allPaths == [".digest-manifest", "index.html", "papers", "papers/notes.txt"])
    #expect(report.removed == 5)
  }

  @Test func `a file can become a folder, and a folder a file`() throws {
    let output = try TestOutput()
    let first = ["tags": "all", "old/a/1.html": "1", "old/b.html": "2"]
    let second = ["tags/x.html": "x", "tags/y/z.html": "z", "old": "gone"]
    try output.build(first)
    try output.build(second)
    #expect(output.files == second)
    try output.build(first)
    #expect(output.files == first)
    #expect(!output.allPaths.contains(Staging.path))
  }

  @Test func `the author's files are copied unchanged`() throws {
    let output = try TestOutput()
    let source = output.sibling("photo.jpg")
    let bytes = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    try bytes.write(to: URL(filePath: source))
    func publish() throws -> PublishReport {
      let publisher = try output.publisher()
      try publisher.stage(
        copyOf: "photo.jpg", in: output.siblings, to: SitePath("papers/photo.jpg")!,
        phase: .assets)
      return try publisher.publish()
    }
    #expect(try publish().written == 1)
    #expect(FileManager.default.contents(atPath: "\(output.path)/papers/photo.jpg") == bytes)
    #expect(try publish().unchanged == 1)
    try (bytes.dropLast() + [0]).write(to: URL(filePath: source))
    #expect(try publish().written == 1)
  }

  @Test func `a discarded build leaves nothing, not even the folder it created`() throws {
    let output = try TestOutput()
    let publisher = try output.publisher()
    try publisher.stage(outputFile("a.html", "A"))
    publisher.discard()
    #expect(!FileManager.default.fileExists(atPath: output.path))
  }

  @Test func `a discarded build leaves the old site unchanged`() throws {
    let output = try TestOutput()
    try output.build(Self.site)
    let before = output.allPaths.map(output.identity)
    do {
      let publisher = try output.publisher()
      try publisher.stage(outputFile("index.html", "new"))
      try publisher.stage(outputFile("new.html", "new"))
    }
    #expect(output.files == Self.site)
    #expect(output.allPaths.map(output.identity) == before)
  }

  @Test func `two spellings of one letter are two files`() throws {
    let output = try TestOutput()
    // Not from a dictionary, in which both strings would be the same key.
    let publisher = try output.publisher()
    try publisher.stage(outputFile("caf\u{E9}.txt", "composed"))
    try publisher.stage(outputFile("cafe\u{301}.txt", "decomposed"))
    #expect(try publisher.publish().written == 2)
    try output.build(["cafe\u{301}.txt": "decomposed"])
    #expect(output.files.count == 1)
    #expect(output.files.values.first == "decomposed")
    #expect(output.files.keys.first?.utf8.count == 10)
  }

  @Test func `folders with different histories end up with the same bytes`() throws {
    let (a, b) = (try TestOutput(), try TestOutput())
    try a.build(["zzz/old.html": "", "index.html": "old"])
    try a.build(Self.site)
    try b.build(Self.site)
    #expect(a.allPaths == b.allPaths)
    let manifests = [a, b].map {
      FileManager.default.contents(atPath: "\($0.path)/.digest-manifest")
    }
    #expect(manifests[0] != nil && manifests[0] == manifests[1])
  }

  @Test func `an empty site can be built again without --force`() throws {
    let output = try TestOutput()
    try output.build([:])
    #expect(output.allPaths == [".digest-manifest"])
    try output.build(Self.site)
    try output.build([:])
    #expect(output.allPaths == [".digest-manifest"])
  }

  @Test func `permissions follow the author's umask`() throws {
    let output = try TestOutput()
    try output.build(["papers/a.html": "A"])
    let mask = umask(0)
    umask(mask)
    var status = stat()
    #expect(lstat("\(output.path)/papers/a.html", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o666 & ~mask)
    #expect(lstat("\(output.path)/papers", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o777 & ~mask)
  }
}
