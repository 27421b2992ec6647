import Testing

@testable import DigestCore
@testable import DigestModel

@Suite struct CollisionTests {
  private static func site(_ more: [String: [UInt8]] = [:]) -> [String: [UInt8]] {
    let fields = "tags: [gpt]\nauthors: [Ada]\nvenue: ACL\nupvotes: 3\naliases: [old/deep/a.html]"
    let files = [
      "Content/papers/a.md": paper("A", fields),
      "Content/pages/about.md": Array("---\ntitle: About\n---\n".utf8),
      "Content/figures/a.png": [1],
    ]
    return files.merging(more) { _, new in new }
  }

  @Test func `no file of the author can replace a folder of the site`() throws {
    let paths = try TestSite(files: Self.site()).paths.compactMap { SitePath($0)?.folder }
    let folders = Set(paths.map(\.text)).filter { !$0.contains("figures") && !$0.contains("old") }
    #expect(folders.isSuperset(of: ["assets", "authors", "papers", "search", "tags", "venues"]))
    for folder in folders {
      #expect(
        TestSite.problems(Self.site(["Content/\(folder)": [1]])) == """
          Content/\(folder):1:1: error: would be written to \(folder), which is a folder of the site
            hint: rename the file
          """)
    }
  }

  @Test func `a file conflicts only with folders that the site has`() throws {
    let settings = Array("\(TestSite.settings)pages: {weeks: no, venues: no}\n".utf8)
    for folder in ["weeks", "venues"] {
      let files = Self.site(["Content/\(folder)": [1], "Content/site.yml": settings])
      #expect(TestSite.problems(files) == "")
    }
    #expect(TestSite.problems(Self.site(["Content/Venues": [1]])).contains("a folder of the site"))
  }

  @Test(arguments: ["old", "old/deep"])
  func `no file can be in the place of an alias's folders`(path: String) throws {
    #expect(
      TestSite.problems(Self.site(["Content/\(path)": [1]]))
        .hasPrefix("Content/papers/a.md:8:11: error: would be written to old/deep/a.html, but"))
  }
}
