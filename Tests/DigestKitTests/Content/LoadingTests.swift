import Foundation
import Glibc
import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestModel

@Suite struct LoadingTests {
  private static let text = """
    ---
    title: Über "alles"
    date: 2025-03-12
    tags:
      - a b
    ---
    One *two*.

    ```
    code
    ```

    # Notes
    Three.

    """

  @Test(arguments: ["byte order mark", "CR LF", "CR", "mixed"])
  func `line endings and byte order marks do not change the result`(_ kind: String) throws {
    let plain = Array(Self.text.utf8)
    let twin: [UInt8] =
      switch kind {
      case "byte order mark": [0xEF, 0xBB, 0xBF] + plain
      case "CR LF": plain.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
      case "CR": plain.map { $0 == 0x0A ? 0x0D : $0 }
      default:
        plain.enumerated().flatMap { $1 == 0x0A && $0 % 2 == 0 ? [0x0D, 0x0A] : [$1] }
      }
    let expected = try TestSite(files: ["Content/papers/a.md": plain])
    let site = try TestSite(files: ["Content/papers/a.md": twin])
    #expect(site.files == expected.files)
    #expect(expected["papers/a.html"].contains("<p>One <em>two</em>.</p>"))
  }

  @Test(arguments: [
    "no", "1e3", "null", "~", "0x1F", "2025-03-12", "1_000", "Yes", ".nan", "=", "12:30:00",
  ])
  func `a title that YAML would interpret as another type is text`(_ title: String) throws {
    let site = try TestSite(files: ["Content/papers/a.md": paper(title)])
    #expect(site["papers/a.html"].contains("<h1>\(title)</h1>"))
  }

  @Test func `an arXiv identifier keeps its trailing zero`() throws {
    let site = try TestSite(files: ["Content/papers/a.md": paper("A", "arxiv: 2405.01230")])
    #expect(
      site["papers/a.html"].contains("<a href=\"https://arxiv.org/abs/2405.01230\">arXiv</a>"))
  }

  @Test func `conflict markers inside a code block are text`() throws {
    let body =
      "```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n```\n\n~~~\n<<<<<<< HEAD\n>>>>>>> c\n~~~"
    let site = try TestSite(files: ["Content/papers/a.md": paper("A", body: body)])
    #expect(site["papers/a.html"].contains("&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD"))
  }

  @Test func `every field of a paper is loaded`() throws {
    let fields = """
      authors: [{name: Ada, orcid: 0000-0002-1825-0097, affiliation: Here}, Bob]
      published: 2025-03-01
      updated: 2025-03-02
      arxiv: cs/0112017v2
      doi: 10.18653/v1/P18-1001
      acl: 2022.computel-1.3
      openreview: rJzIBfZAb
      venue: ACL
      pages: 1–9
      license: CC BY
      language: pt-BR
      code: https://a.org/code
      upvotes: 1204
      submitter: {name: Eve, url: https://a.org/eve}
      summary: Short.
      award: Best paper
      extra: {rank: 7}
      """
    let page = try TestSite(files: ["Content/papers/a.md": paper("A", fields)])["papers/a.html"]
    for part in [
      "https://orcid.org/0000-0002-1825-0097", "Here", "2025-03-01", "2025-03-02",
      "https://arxiv.org/abs/cs/0112017v2", "https://doi.org/10.18653/v1/P18-1001",
      "https://aclanthology.org/2022.computel-1.3/", "https://openreview.net/forum?id=rJzIBfZAb",
      "<dd><a href=\"../venues/acl.html\">ACL</a></dd>", "1–9", "CC BY", "pt-BR",
      "https://a.org/code", "<dd>1204</dd>", ">Eve</a>",
      "<p>Short.</p>", "Best paper",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test func `links and special files are reported and not followed`() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    let content = root + "/Content"
    try FileManager.default.createDirectory(
      atPath: content + "/papers", withIntermediateDirectories: true)
    try Data(TestSite.settings.utf8).write(to: URL(filePath: content + "/site.yml"))
    try Data("secret".utf8).write(to: URL(filePath: root + "/secret"))
    for (name, target) in [
      ("dangling.png", "nowhere"), ("out.png", "../../secret"), ("loop", "../papers"),
      ("in.yml", "../site.yml"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(content)/papers/\(name)", withDestinationPath: target)
    }
    _ = [CChar]((content + "/papers/").utf8CString.dropLast() + [-1, 46, 109, 100, 0])
      .withUnsafeBufferPointer { name in name.baseAddress.map { close(creat($0, 0o600)) } }
    mkfifo(content + "/papers/pipe.md", 0o600)
    var problems: [Diagnostic] = []
    let loaded = try ContentLoader(SourceFolder(name: "Content", location: content))
      .load(diagnostics: &problems)
    #expect(loaded.files == ["papers/in.yml"])
    #expect(
      problems.sorted().map(\.description).joined(separator: "\n") == """
        Content/papers/dangling.png:1:1: error: a symbolic link without a target
          hint: fix or remove it
        Content/papers/loop:1:1: warning: skipped: a symbolic link to a folder
          hint: move the folder here instead
        Content/papers/out.png:1:1: error: a symbolic link that leads out of Content
          hint: copy the file instead
        Content/papers/pipe.md:1:1: warning: skipped: not a file or folder
        Content/papers/\u{FFFD}.md:1:1: error: the file's name is not UTF-8
          hint: rename it
        """)
  }

  @Test func `an error about missing settings says how to start a site`() throws {
    var problems: [Diagnostic] = []
    _ = try ContentLoader(SourceFolder(name: "Content", files: [:])).load(diagnostics: &problems)
    #expect(
      problems.map(\.description) == [
        "Content/site.yml:1:1: error: no such file\n  hint: 'digest init' makes one"
      ])
  }
}
