import Foundation
import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestMarkup
@testable import DigestModel

/// Tests mails with hostile text in every field.
@Suite struct HostileMailTests {
  private static func content(_ text: String) -> [String: String] {
    let quoted = YAMLText.quoted(text)
    let fields = """
      authors:
        - \(quoted)
      summary: \(quoted)
      award: \(quoted)
      retracted: \(quoted)
      withdrawn: \(quoted)
      image: x.png
      image_alt: \(quoted)
      """
    return [
      "papers/a.md": paperFile(quoted, "2025-03-12", fields),
      "papers/b.md": paperFile("B", "2025-03-12"), "papers/x.png": "",
    ]
  }

  private static func mailing(_ text: String) throws -> Mailing? {
    let settings = MailSite.settings + "  thumbnails: yes\n"
    let title = "title: \(YAMLText.quoted(text))\ndescription: \(YAMLText.quoted(text))"
    let own = ["site.yml": "\(title)\nbase_url: https://example.org/d/\n\(settings)"]
    return try MailSite.mailing(
      MailSelection(.newest), content(text).merging(own) { _, own in own })
  }

  private static let names = [
    "From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe",
    "List-Unsubscribe-Post", "Auto-Submitted", "Precedence", "MIME-Version", "Content-Type",
  ]

  @Test(arguments: [
    "A\r\nBcc: b@c.org", "A\n\nBody", "=?utf-8?q?A=0D=0ABcc:_b@c.org?=", "\u{202E}A\u{2066}",
    String(repeating: "x", count: 998), "🎉👩‍👩‍👧", "A\u{2028}Bcc: b@c.org", "A\u{85}B",
    "\"A\" <b@c.org>",
    "--=_digest_20a05650fca16000", "From me", ".", "a\u{301}\u{338}",
  ])
  func `no text adds a header or a part`(_ text: String) throws {
    let message = MailSite.file(try HostileMailTests.mailing(text), "eml")
    let head = message.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\r\n")
    let names = head.filter { !$0.hasPrefix(" ") }.map { $0.components(separatedBy: ":")[0] }
    #expect(names == HostileMailTests.names)
    #expect(message.components(separatedBy: "\r\n--=_digest_").count == 4)
    for line in message.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 76 && line.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
      #expect(!line.hasPrefix("From ") && !line.hasPrefix("."))
    }
  }

  @Test func `a control character is an error with its position`() {
    #expect(throws: DiagnosticsError.self) { try HostileMailTests.mailing("A\u{0}B") }
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'\u{301}\"\u{338}<\u{20E3}b>",
    "</style><script>", "</title><svg onload=alert(1)>", "javascript:alert(1)", "&lt;script&gt;",
  ])
  func `no text becomes markup`(_ text: String) throws {
    let html = MailSite.file(try HostileMailTests.mailing(text), "html")
    for sign in ["<script", "<img src=x", "onerror=alert(1)>", "<svg", "</style><", "<\u{20E3}"] {
      #expect(!html.contains(sign), "\(sign)")
    }
    #expect(HostileMailTests.faults(in: html) == [])
  }

  private static let elements: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "p", "a", "h1",
    "h2", "h3", "ol", "ul", "li", "br", "img",
  ]
  private static let attributes: Set<String> = [
    "lang", "dir", "charset", "name", "content", "style", "class", "role", "href", "src", "alt",
    "width",
  ]

  /// Returns the tags and attributes that mail programs strip or that hostile text has added.
  private static func faults(in html: String) -> [String] {
    HTMLScanner.tags(in: Array(html.utf8)).flatMap { tag in
      (elements.contains(tag.name) ? [] : [tag.name])
        + tag.attributes.filter { attribute in
          let isAddress = ["href", "src"].contains(attribute.name)
          let isAbsolute = ["https://", "http://", "mailto:"].contains {
            attribute.value.hasPrefix($0)
          }
          return !attributes.contains(attribute.name) || (isAddress && !isAbsolute)
            || attribute.value.contains("url(")
        }.map { "\(tag.name) \($0.name)=\($0.value)" }
    }
  }

  /// Mail providers replace placeholders between these delimiters.
  @Test(arguments: [
    "{{ .Subscriber.Email }}", "{% include x %}", "*|EMAIL|*", "{# x #}", "{{{x}}}",
  ])
  func `no text of a paper is a placeholder for a provider`(_ text: String) throws {
    let mailing = try MailSite.mailing(HostileMailTests.content(text))
    for sign in ["{{", "{%", "{#", "*|"] where text.contains(sign) {
      let html = MailSite.file(mailing, "html").components(separatedBy: "</head>")[1]
      #expect(!html.contains(sign), "\(sign)")
      #expect(!MailSite.file(mailing, "md").contains(sign), "\(sign)")
    }
  }

  @Test func `Markdown in the text of papers is escaped`() {
    #expect(
      MailMarkdown.escaped("[a](b) *c* _d_ `e` <f> & # ! | ~") == """
        \\[a\\](b) \\*c\\* \\_d\\_ \\`e\\` &lt;f&gt; &amp; \\# \\! &#124; &#126;
        """)
    for (text, expected) in [
      ("- a", "\\- a"), ("+ a", "\\+ a"), ("1. a", "1\\. a"), ("12) a", "12\\) a"), ("1a", "1a"),
      ("--- a", "\\--- a"), (".a", ".a"), ("=", "&#61;"), ("# a", "\\# a"),
    ] {
      #expect(MailMarkdown.escapedLine(text) == expected)
    }
  }
}
