import Foundation
import Testing

@testable import DigestMarkup
@testable import DigestModel

/// Whole builds with hostile text in every field.
@Suite struct HostileSiteTests {
  private static let folder = TestData.url("hostile/xss")

  /// One payload in ten, or all of them with `EVERYTHING=1`.
  private static var payloads: [String] {
    get throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      let lines = try names.flatMap { name in
        let data = try Data(contentsOf: folder.appending(path: name))
        return data.split(separator: 0x0A).map {
          Self.printable(String(decoding: $0, as: UTF8.self))
        }
      }
      let step = ProcessInfo.processInfo.environment["EVERYTHING"] == nil ? 10 : 1
      return stride(from: 0, to: lines.count, by: step).map { lines[$0] }.filter { !$0.isEmpty }
    }
  }

  @Test(.testData("hostile/xss")) func `no payload of the public lists runs on any page`() throws {
    let payloads = try Self.payloads
    #expect(payloads.count > 250)
    try Self.checkEveryPage(of: payloads)
  }

  @Test func `no payload of our own runs on any page`() throws {
    try Self.checkEveryPage(of: HostileText.scripts)
  }

  private static func checkEveryPage(of payloads: [String]) throws {
    let site = try Self.site(of: payloads)
    for path in site.paths where path.hasSuffix(".html") {
      #expect(PageJudge.faults(in: site.files[path] ?? []) == [], "\(path)")
    }
    Self.checkData(site, count: payloads.count)
  }

  /// For Swift, a character and the combining marks after it are one `Character`; for browsers,
  /// they are not.
  @Test func `a character with a combining mark is escaped like the character alone`() throws {
    let marks = ["\u{301}", "\u{338}", "\u{200D}", "\u{FE0F}", "\u{20E3}"]
    let tricks = ["\"", "'", "<", ">", "&"].flatMap { sign in marks.map { (sign, sign + $0) } }
    let site = try Self.site(of: tricks.map { "a\($0.1) onclick=alert(1) \($0.1)b" }, body: "Text.")
    for path in site.paths where path.hasSuffix(".html") {
      let bytes = site.files[path] ?? []
      #expect(PageJudge.faults(in: bytes) == [], "\(path)")
      let text = Self.withoutStructuredData(bytes)
      for (sign, trick) in tricks where sign != "&" {
        #expect(text.range(of: Data(trick.utf8)) == nil, "\(trick.debugDescription) in \(path)")
      }
    }
    Self.checkData(site, count: tricks.count)
  }

  /// Removes embedded JSON, which contains unescaped apostrophes, because they are harmless there.
  private static func withoutStructuredData(_ page: [UInt8]) -> Data {
    var text = Data(page)
    for type in ["ld+json\">", "json\" id=\"search-manifest\">"] {
      guard let start = text.range(of: Data("<script type=\"application/\(type)".utf8)),
        let end = text[start.upperBound...].range(of: Data("</script>".utf8))
      else { continue }
      text.removeSubrange(start.lowerBound..<end.upperBound)
    }
    return text
  }

  @Test(arguments: ["{{x}}", "{{{x}}}", "{{> card}}", "{{=<% %>=}}", "{{#site}}{{/site}}", "{{"])
  func `template tags in a text remain text`(_ sign: String) throws {
    let site = try Self.site(of: [sign + " in a title"])
    let escaped = sign.replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: ">", with: "&gt;")
    #expect(site["papers/p0.html"].contains("<h1>\(escaped) in a title</h1>"))
  }

  /// Checks that standard parsers read the feed, sitemap and search data, with the texts intact.
  private static func checkData(_ site: TestSite, count: Int) {
    let ids = XMLJudge.texts(of: "id", in: site.files["feed.xml"] ?? [])
    #expect(ids.map { Set($0).count } == ids?.count)
    #expect((ids?.count ?? 0) == min(count, 50) + 1)
    #expect(XMLJudge.texts(of: "loc", in: site.files["sitemap.xml"] ?? []) != nil)
    let json = try? JSONSerialization.jsonObject(
      with: Data(site.files["search/papers.json"] ?? []))
    let papers = (json as? [String: Any])?["papers"] as? [[String: Any]]
    #expect(papers?.count == count)
    #expect(papers?.allSatisfy { $0["title"] as? String == $0["summary"] as? String } == true)
  }

  private static func site(of payloads: [String], body: String? = nil) throws -> TestSite {
    var files: [String: [UInt8]] = ["Content/papers/a.png": [1]]
    for (index, payload) in payloads.enumerated() {
      files["Content/papers/p\(index).md"] = paper(payload, number: index, body: body)
    }
    let longest = payloads.max { $0.utf8.count < $1.utf8.count } ?? ""
    files["Content/site.yml"] = Array(
      "title: \(quoted(longest))\ndescription: \(quoted(longest))\nbase_url: https://a.org/".utf8)
    files["Content/pages/about.md"] = Array("---\ntitle: \(quoted(longest))\n---\n\(longest)".utf8)
    return try TestSite(files: files)
  }

  private static func paper(_ payload: String, number: Int, body: String?) -> [UInt8] {
    let text = quoted(payload)
    // The number keeps tags from being spellings of one tag; a tag has at most 100 bytes.
    let tag = quoted("\(number) " + String(decoding: payload.utf8.prefix(80), as: UTF8.self))
    let label = payload.filter { !"[]\n".contains($0) }
    let standard = """
      \(payload)

      [\(payload)](https://a.org "\(payload)") ![\(payload)](<\(payload)>) <\(payload)> [^\(label)]

      |\(payload)|
      |-|
      |\(payload)|

      ```\(payload)
      \(payload)
      ```

      # \(payload)

      [^\(label)]: \(payload)
      """
    return Array(
      """
      ---
      title: \(text)
      date: 2025-03-\(10 + number % 19)
      authors: [\(text), {name: \(text), affiliation: \(text)}]
      tags: [\(tag)]
      summary: \(text)
      summary_by: \(text)
      venue: \(text)
      pages: \(text)
      license: \(text)
      note: \(text)
      award: \(text)
      retracted: \(text)
      withdrawn: \(text)
      submitter: \(text)
      image: a.png
      image_alt: \(text)
      ---
      \(body ?? (MarkdownLimits.problem(in: Array(standard.utf8)[...]) == nil ? standard : "Text."))
      """.utf8)
  }

  private static func quoted(_ text: String) -> String { YAMLText.quoted(text) }

  /// Removes the characters that front matter rejects, so that escaping is tested.
  private static func printable(_ line: String) -> String {
    String(
      String.UnicodeScalarView(
        line.unicodeScalars.filter {
          $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value & 0xFFFE != 0xFFFE
        })
    ).trimmingCharacters(in: .whitespaces)
  }
}
