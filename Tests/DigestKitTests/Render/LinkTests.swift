import Testing

@testable import DigestFiles
@testable import DigestModel

@Suite struct LinkTests {
  @Test func `old paths redirect`() throws {
    let site = try TestSite(files: [
      "Content/papers/a.md": paper("A", "aliases: [/old/deep/a.html, gone/]"),
      "Content/pages/about.md": Array("---\ntitle: About\naliases: [me.html]\n---\n".utf8),
    ])
    #expect(site["old/deep/a.html"].contains("content=\"0; url=../../papers/a.html\""))
    #expect(site["gone/index.html"].contains("href=\"../papers/a.html\""))
    #expect(site["me.html"].contains("content=\"0; url=about.html\""))
    #expect(site["me.html"].contains("rel=\"canonical\" href=\"https://example.org/about.html\""))
    #expect(!site["sitemap.xml"].contains("old/deep"))
  }

  @Test func `links to content files lead to their pages`() throws {
    let body = """
      [a](../../papers/2024/b.md#notes) [c](c.md) [d](../../pages/about.md?x#y) [e](e%20f.pdf)
      ![g](../g.png) [h](#here) [i](https://a.org/b.md) [j](../../../out.md) [k](nowhere.md)
      """
    let site = try TestSite(files: [
      "Content/papers/2025/a.md": paper("A", body: body),
      "Content/papers/2024/b.md": paper("B", body: "[a](../2025/a.md)"),
      "Content/papers/2025/c.md": paper("C", "slug: see"),
      "Content/papers/2025/e f.pdf": [1], "Content/papers/g.png": [2],
      "Content/pages/about.md": Array("---\ntitle: About\n---\n[b](../papers/2024/b.md)".utf8),
    ])
    let page = site["papers/a.html"]
    for link in [
      "href=\"../papers/b.html#notes\"", "href=\"../papers/see.html\"",
      "href=\"../about.html?x#y\"",
      "href=\"../papers/2025/e%20f.pdf\"", "src=\"../papers/g.png\"", "href=\"#here\"",
      "href=\"https://a.org/b.md\"", "href=\"../../../out.md\"", "href=\"nowhere.md\"",
    ] {
      #expect(page.contains(link), "\(link) in \(page)")
    }
    #expect(site["papers/b.html"].contains("href=\"../papers/a.html\""))
    #expect(site["about.html"].contains("href=\"papers/b.html\""))
    #expect(site.files["papers/2025/e f.pdf"] == [1])
  }

  @Test func `the not-found page works at any depth`() throws {
    let site = try TestSite("-- Content/site.yml --\ntitle: D\nbase_url: https://a.org/digest\n")
    #expect(site["404.html"].contains("href=\"/digest/index.html\""))
    #expect(!site["404.html"].contains("href=\"index.html\""))
    #expect(!site["404.html"].contains("rel=\"canonical\""))
    #expect(site["404.html"].contains("noindex"))
  }

  @Test func `an image is found from every depth`() throws {
    let fields = "image: figures/a b.png\nimage_alt: \"A \\\"dog\\\"\""
    let site = try TestSite(files: [
      "Content/papers/2025/a.md": paper("A", fields),
      "Content/papers/2025/figures/a b.png": [1],
    ])
    #expect(
      site["papers/a.html"].contains(
        "<img src=\"../papers/2025/figures/a%20b.png\" alt=\"A &quot;dog&quot;\">"))
  }

  @Test func `every link within a site has a target`() throws {
    var files: [String: [UInt8]] = [:]
    for number in 0..<60 {
      files["Content/papers/p\(number).md"] = paper(
        "P\(number)", date: "2025-0\(1 + number % 4)-1\(number % 3)",
        "tags: [t\(number % 5), C++]\nauthors: [A\(number % 7), 王小明]\naliases: [old/\(number).html]"
      )
    }
    files["Content/pages/about.md"] = Array("---\ntitle: About\n---\n".utf8)
    let site = try TestSite(files: files)
    for path in site.paths where path.hasSuffix(".html") && path != "404.html" {
      for tag in HTMLScanner.tags(in: site.files[path] ?? []) {
        for (name, value) in tag.attributes where name == "href" || name == "src" {
          if value.hasPrefix("http") || value.hasPrefix("#") { continue }
          let target = RelativePath.resolve(value, from: path)
          #expect(target.map { site.files[$0] != nil } == true, "\(value) on \(path)")
        }
      }
    }
  }
}
