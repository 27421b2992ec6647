import Foundation
import Testing

@testable import DigestKit
@testable import DigestMarkup
@testable import DigestModel

@Suite struct ErrorCatalogueTests {
  static let all =
    BadInput.text + BadInput.yaml + BadInput.fields + BadInput.days + BadInput.identifiers
    + BadInput.siteSettings + BadInput.collisions + BadInput.links + BadInput.markdown

  @Test(arguments: all) func `a bad input is rejected with this message`(_ input: BadInput) {
    #expect(TestSite.problems(input.files) == input.expected)
  }

  @Test func `all errors of a site are reported at once, sorted by path and line`() {
    let problems = TestSite.problems(
      """
      -- Content/papers/b.md --
      ---
      date: 2026-02-30
      tgas: [a]
      ---
      -- Content/papers/a.md --
      ---
      title: A
      ---
      -- Content/site.yml --
      titel: Digest
      -- Content/pages/about.md --
      About.
      """)
    #expect(
      problems == """
        Content/pages/about.md:1:1: error: no front matter
          hint: begin the file with '---', fields such as 'title: …', and '---' again
        Content/papers/a.md:1:1: error: 'date' is missing
          hint: add 'date: 2025-03-12'
        Content/papers/b.md:1:1: error: 'title' is missing
          hint: add 'title: …'
        Content/papers/b.md:2:7: error: 'date': there is no day 2026-02-30
          hint: February 2026 has 28 days
        Content/papers/b.md:3:1: error: unknown key 'tgas'
          hint: did you mean 'tags'?
        Content/site.yml:1:1: error: 'title' is missing
          hint: add 'title: …', the site's name
        Content/site.yml:1:1: error: unknown key 'titel'
          hint: did you mean 'title'?
        """)
  }

  @Test func `text from a file cannot control the terminal that shows an error`() {
    let problems = TestSite.problems(["Content/papers/a.md": paper("A", "venue: x\n\u{202E}key: 1")]
    )
    #expect(problems.contains(#"unknown key '\u{202E}key'"#), "\(problems)")
  }

  /// Messages that only system errors or folders on disk can cause.
  private static let elsewhere = [
    "it changed during the build", "it changed while it was being read", "not a regular file",
    "No such file or directory", "a symbolic link without a target", "fix or remove it",
    "a symbolic link that leads out of", "copy the file instead",
    "skipped: a symbolic link to a folder",
    "move the folder here instead", "skipped: not a file or folder", "no such file",
    "'digest init' makes one", "cannot be read", "cmark: no extension",
  ]

  @Test func `every message of the loader is in the catalogue`() throws {
    let said = Self.all.map(\.expected).joined(separator: "\n")
    let missing = try Sources.files.filter { Self.isCovered($0.path) }.flatMap { path, text in
      Sources.phrases(in: text).filter { phrase in
        !said.contains(phrase)
          && !Self.elsewhere.contains { $0.contains(phrase) || phrase.contains($0) }
      }
    }
    #expect(missing == [])
  }

  private static func isCovered(_ path: String) -> Bool {
    let names = [
      "Content", "FieldReader", "FrontMatter", "PaperSchema", "Schema", "SiteConfiguration",
      "TextCheck", "YAML", "MarkdownLimits", "Collisions", "SitePlan", "Bodies",
    ]
    return names.contains { path.hasSuffix("/\($0).swift") }
  }
}
