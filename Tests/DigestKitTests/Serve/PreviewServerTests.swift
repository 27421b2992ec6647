import Foundation
import Testing

@testable import DigestFiles
@testable import DigestModel

@Suite struct PreviewServerTests {
  private let content = SourceFolder(
    name: "Content",
    files: [
      "site.yml": "title: Site\nbase_url: https://example.org/\n",
      "papers/a.md": "---\ntitle: First\ndate: 2025-03-01\ntags: [nlp]\n---\nOne.\n",
      "papers/a b.png": "picture",
    ])
  private let theme = SourceFolder(name: "Templates", files: smallTheme)

  private func preview() async throws -> TestPreview {
    try await TestPreview.serving(content, theme: theme)
  }

  @Test func `pages have their media type and are not cached`() async throws {
    let preview = try await preview()
    defer { preview.stop() }
    let answer = try await preview.answer("/papers/a.html")
    #expect(answer.status == 200)
    #expect(answer.body.contains("<h1>First</h1>"))
    #expect(answer.headers["content-type"] == "text/html; charset=utf-8")
    #expect(answer.headers["cache-control"] == "no-store")
    #expect(answer.headers["x-content-type-options"] == "nosniff")
    #expect(answer.headers["cross-origin-resource-policy"] == "same-origin")
    #expect(answer.headers["access-control-allow-origin"] == nil)
    #expect(try await preview.answer("/papers/a%20b.png?x=1").body == "picture")
    #expect(try await preview.answer("/feed.xml").headers["content-type"] == "application/xml")
  }

  @Test func `folders have index pages`() async throws {
    let preview = try await preview()
    defer { preview.stop() }
    #expect(try await preview.answer("/").body.contains("Site 1"))
    #expect(try await preview.answer("/tags/").body.contains("nlp"))
    let redirect = try await preview.answer("/tags")
    #expect(redirect.status == 302)
    #expect(redirect.headers["location"] == "/tags/")
  }

  @Test func `a missing page is answered with the site's not-found page`() async throws {
    let preview = try await preview()
    defer { preview.stop() }
    let answer = try await preview.answer("/papers/none.html")
    #expect(answer.status == 404)
    #expect(answer.body.contains("Page not found"))
  }

  @Test func `HEAD returns the headers of GET`() async throws {
    let preview = try await preview()
    defer { preview.stop() }
    let (get, head) = try await (preview.answer("/"), preview.answer("/", method: "HEAD"))
    #expect(head.status == 200)
    #expect(head.body.isEmpty)
    #expect(head.headers == get.headers)
    #expect(head.headers["content-length"] == String(get.body.utf8.count))
  }

  @Test func `a current entity tag is answered without the page`() async throws {
    let preview = try await preview()
    defer { preview.stop() }
    let tag = try #require(try await preview.answer("/").headers["etag"])
    let same = try await preview.answer("/", headers: ["If-None-Match: \(tag)"])
    #expect(same.status == 304)
    #expect(same.body.isEmpty)
    let other = try await preview.answer("/", headers: ["If-None-Match: \"0\""])
    #expect(other.status == 200)
    #expect(other.body.contains("data-tag=\(tag)"))
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FROB"])
  func `the preview is read-only`(method: String) async throws {
    let preview = try await preview()
    defer { preview.stop() }
    let answer = try await preview.answer("/", method: method)
    #expect(answer.status == (method == "FROB" ? 404 : 405))
    #expect(answer.body.contains("Site") == false)
  }

  @Test func `events need an allowed host and the same origin`() async throws {
    let preview = try await preview()
    defer { preview.stop() }
    let own = ["localhost:\(preview.port)", "127.0.0.1:\(preview.port)", "[::1]", "LOCALHOST:1"]
    let others = ["evil.example", "localhost.evil.example:80", "127.0.0.1.nip.io", nil]
    for host in own.map(Optional.some) + others {
      let origins = [
        nil, "http://\(host ?? "")", "https://\(host ?? "")", "http://evil.example", "null",
      ]
      for (index, origin) in origins.enumerated() {
        let status = try await listen(preview, host, origin)
        let isAllowed = host.map(own.contains) == true && index < 2
        #expect(status == (isAllowed ? 200 : 403), "\(host ?? "no host") \(origin ?? "no origin")")
      }
    }
  }

  /// Returns the status of the event stream, which never ends.
  private func listen(_ preview: TestPreview, _ host: String?, _ origin: String?) async throws
    -> Int
  {
    let lines =
      ["GET /.digest/events HTTP/1.1"] + (host.map { ["Host: \($0)"] } ?? [])
      + (origin.map { ["Origin: \($0)"] } ?? [])
    let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    return try await offThePool {
      let connection = try Connection(preview.port)
      connection.send(bytes)
      return Answer(connection.receive { $0.count > 20 }).status
    }
  }

  @Test func `idle and slow clients do not delay others`() async throws {
    let preview = try await preview()
    defer { preview.stop() }
    let idle = try (0..<200).map { number in
      let connection = try Connection(preview.port)
      if number.isMultiple(of: 2) { connection.send(Array("GET / HTTP/1.1\r\nHost: loc".utf8)) }
      return connection
    }
    for _ in 0..<5 { #expect(try await preview.answer("/").status == 200) }
    withExtendedLifetime(idle) {}
  }

  @Test func `others are served while a long request head is read`() async throws {
    let preview = try await preview()
    defer { preview.stop() }
    let endless = try Connection(preview.port)
    let head = "GET / HTTP/1.1\r\nX-Long: \(String(repeating: "x", count: 16 << 10))"
    try await offThePool { endless.send(Array(head.utf8)) }
    #expect(try await preview.answer("/").status == 200)
    let long = String(repeating: "x", count: 8 << 10)
    #expect(try await preview.answer("/", headers: ["X-Long: \(long)"]).status == 200)
  }
}
