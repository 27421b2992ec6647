import Testing

@testable import DigestCore
@testable import DigestServe

@Suite struct RequestTargetTests {
  @Test(arguments: [
    ("/", "index.html"), ("/tags/", "tags/index.html"), ("/papers/a.html", "papers/a.html"),
    ("/papers/a%20b.html", "papers/a b.html"), ("/100%25.png", "100%.png"),
    ("/%C3%A9.png", "é.png"), ("/a%2Eb", "a.b"),
  ])
  func `a target is converted to a path`(target: String, path: String) {
    #expect(RequestTarget.path(of: target)?.text == path)
  }

  @Test(arguments: [
    "", "papers/a.html", "http://localhost/a.html", "/../a", "/papers/../a", "/./a", "//a", "/a//b",
    "/%2e%2e/a", "/%2E./a", "/a%2fb", "/a%2Fb", "/a%5cb", "/a\\b", "/a%00b", "/a%0ab", "/a%7f",
    "/%", "/%4", "/%zz", "/%ff", "/%c0%ae%c0%ae/a", "/..", "/../", "*",
  ])
  func `an ambiguous target is rejected`(target: String) {
    #expect(RequestTarget.path(of: target) == nil)
  }

  @Test func `a target is decoded only once`() {
    #expect(RequestTarget.path(of: "/%252e%252e/a")?.text == "%2e%2e/a")
  }
}
