import Foundation
import Testing

@testable import DigestMarkup

@Suite struct MarkdownTests {
  @Test func `a body is the abstract up to its first heading, and notes`() {
    let body = Self.render("One *two*.\n\n# Notes\n\nThree.")
    #expect(body.abstract == "<p>One <em>two</em>.</p>\n")
    #expect(body.notes == "<h2>Notes</h2>\n<p>Three.</p>\n")
  }

  @Test func `GitHub's extensions, footnotes and smart punctuation work`() {
    let text = "~~a~~ \"b\" -- https://a.org [^1]\n\n|c|\n|-|\n|d|\n\n- [x] e\n\n[^1]: F."
    let html = Self.render(text).abstract
    for part in [
      "<del>a</del> “b” –", "<a href=\"https://a.org\">", "<td>d</td>",
      "<input type=\"checkbox\" checked=\"\" disabled=\"\"", "id=\"fn-1\"",
    ] {
      #expect(html.contains(part), "\(part) in \(html)")
    }
  }

  @Test func `a word with one tilde and an underscore is text`() {
    #expect(
      Self.render("about ~5 of snake_case_name").abstract == "<p>about ~5 of snake_case_name</p>\n")
  }

  @Test func `the excerpt is plain text, cut at a sentence`() {
    let sentence = "A *sentence* of `some` [length](https://a.org) is here. "
    let excerpt = Markdown.read(Array(times(sentence, 20).utf8)[...], firstLine: 1).excerpt
    #expect(excerpt.hasPrefix("A sentence of some length is here. A sentence"))
    #expect(excerpt.hasSuffix("here."))
    #expect(excerpt.unicodeScalars.count <= Markdown.excerptLimit)
  }

  @Test func `a long text without a full stop is cut at a word`() {
    let excerpt = Markdown.read(Array(times("éabc, ", 200).utf8)[...], firstLine: 1).excerpt
    #expect(excerpt.hasSuffix("éabc…"))
    #expect(excerpt.unicodeScalars.count <= Markdown.excerptLimit + 1)
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "a <b onclick=x>b</b>", "<!-- x -->", "<?php x ?>",
    "<![CDATA[x]]>",
    "<div>\n\n<script>x</script>\n\n</div>", "<iframe src=x>", "<textarea>", "a<br onload=x>",
  ])
  func `raw HTML is never passed on`(_ text: String) {
    let html = Self.render(text).abstract
    let kept = html.replacingOccurrences(of: "<!-- raw HTML omitted -->", with: "")
      .replacingOccurrences(of: "<p>", with: "").replacingOccurrences(of: "</p>", with: "")
    #expect(!kept.contains("<"), "\(html)")
  }

  /// Spellings of URLs that browsers would run as scripts.
  static let scripts = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)",
    "java&#9;script:alert(1)", "java&#10;script:alert(1)", "java&#13;script:alert(1)",
    "&#1;javascript:alert(1)", "&#32;javascript:alert(1)", "&#x1F;javascript:alert(1)",
    "javascript&#58;alert(1)", "javascript&#x3A;alert(1)", "javascript&#0000058;alert(1)",
    "%6Aavascript:alert(1)", "javascript%3Aalert(1):x", "javascript://a.org/%0aalert(1)",
    "javascript:/*a*/alert(1)", "vbscript:x", "VBSCRIPT:x", "data:text/html,x",
    "data:image/svg+xml,x",
    "data:;base64,x", "DATA:x", "feed:javascript:alert(1)", "view-source:x", "jar:x", "blob:x",
    "filesystem:x", "file:///etc/passwd", "//evil.example", "/\\evil.example",
    "\\\\\\\\evil.example",
    "intent:x", "about:blank", "ws://x", "chrome:x", "&#x2028;javascript:x", "java\\script:x",
    "javascript\\:alert(1)", "&#xFEFF;javascript:x", "ftp://a.org",
  ]

  @Test(arguments: scripts) func `a link that could run a script is removed`(_ url: String) throws {
    for text in [
      "[x](\(url))", "![x](\(url))", "[x](<\(url)>)", "[x]\n\n[x]: \(url)",
      "![x][y]\n\n[y]: <\(url)>",
      "<\(url)>",
    ] {
      let html = Self.render(text).abstract
      #expect(PageJudge.faults(in: Array(html.utf8)) == [], "\(text) became \(html)")
    }
  }

  @Test(arguments: [
    "https://a.org/x?y=1&z#a", "mailto:a@b.org", "../papers/a.html", "#notes",
    "a:b/c".replacingOccurrences(of: ":", with: "/"),
  ])
  func `other links are kept`(_ url: String) {
    let escaped = url.replacingOccurrences(of: "&", with: "&amp;")
    #expect(Self.render("[x](\(url))").abstract == "<p><a href=\"\(escaped)\">x</a></p>\n")
  }

  static func render(_ text: String) -> (abstract: String, notes: String) {
    let body = Markdown.render(Array(text.utf8)[...], firstLine: 1) { $0 }
    return (
      String(decoding: body.abstract.bytes, as: UTF8.self),
      String(decoding: body.notes.bytes, as: UTF8.self)
    )
  }
}
