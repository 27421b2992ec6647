import Testing

@testable import DigestMarkup

@Suite struct AbsoluteLinksTests {
  private static let page = "https://example.org/d/papers/a.html"

  @Test(arguments: [
    ("../papers/b.html", "https://example.org/d/papers/b.html"),
    ("b.html#x", "https://example.org/d/papers/b.html#x"),
    ("./b.html", "https://example.org/d/papers/b.html"),
    ("../../../../b.html", "https://example.org/b.html"),
    ("/b.html", "https://example.org/b.html"),
    ("#fn1", "https://example.org/d/papers/a.html#fn1"),
    ("?q=1", "https://example.org/d/papers/a.html?q=1"),
    ("", "https://example.org/d/papers/a.html"),
    ("https://a.org/x", "https://a.org/x"),
    ("mailto:a@b.org", "mailto:a@b.org"),
    ("//a.org/x", "//a.org/x"),
    ("a/b:c", "https://example.org/d/papers/a/b:c"),
  ])
  func `URLs are resolved as in browsers`(address: String, absolute: String) {
    for html in ["<p><a href=\"\(address)\">x</a></p>", "<img alt=\"y\" src=\"\(address)\" />"] {
      let resolved = AbsoluteLinks.resolve(
        SafeHTML(vouchedFor: Array(html.utf8)), page: AbsoluteLinksTests.page)
      let expected = html.replacing("\"\(address)\"", with: "\"\(absolute)\"")
      #expect(String(decoding: resolved.bytes, as: UTF8.self) == expected)
    }
  }

  @Test func `text that looks like a link is left alone`() {
    let html = "<p title=\" href=&quot;x&quot;\">a href=\"b\" c</p>"
    let resolved = AbsoluteLinks.resolve(
      SafeHTML(vouchedFor: Array(html.utf8)), page: AbsoluteLinksTests.page)
    #expect(String(decoding: resolved.bytes, as: UTF8.self) == html)
  }
}
