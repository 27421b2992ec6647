import Foundation
import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestMarkup
@testable import DigestModel

@Suite struct MailDocumentTests {
  private static let paper = paperFile(
    "'A $n^{2}$ & <b>'", "2025-03-12",
    """
    authors: [Ada Lovelace, Alan Turing, Grace Hopper]
    upvotes: 41
    award: Best Paper
    arxiv: "1706.03762"
    code: https://example.com/code
    summary: In $\\mathbb{R}$.
    retracted: It was wrong.
    """)

  private static func mailing(_ settings: String = "") throws -> Mailing? {
    try MailSite.mailing(
      settings: "author_limit: 2\n\(MailSite.settings)\(settings)",
      ["papers/a.md": MailDocumentTests.paper])
  }

  @Test func `the text has 72 columns and numbered links`() throws {
    #expect(
      MailSite.file(try MailDocumentTests.mailing(), "txt") == """
        Digest
        12 March 2025, 1 paper

        On the web: https://example.org/d/days/2025-03-12.html
        Unsubscribe: https://example.org/u?t=TOKEN

        ------------------------------------------------------------------------

        1. A n² & <b>
           Retracted: It was wrong.
           ▲ 41 · Ada Lovelace, Alan Turing and 1 more · Best Paper

           In ℝ.

           [1] Page: https://example.org/d/papers/a.html
           [2] arXiv: https://arxiv.org/abs/1706.03762
           [3] PDF: https://arxiv.org/pdf/1706.03762
           [4] Code: https://example.com/code

        ------------------------------------------------------------------------

        Digest
        1 Paper Street, London
        On the web: https://example.org/d/days/2025-03-12.html
        Unsubscribe: https://example.org/u?t=TOKEN

        """)
  }

  @Test func `the Markdown renders to exactly the titles`() throws {
    #expect(
      MailSite.file(try MailDocumentTests.mailing(), "md") == """
        1 paper · [Read on the web](https://example.org/d/days/2025-03-12.html)

        ### [A n² &amp; &lt;b&gt;](https://example.org/d/papers/a.html)

        **Retracted:** It was wrong.

        ▲ 41 · Ada Lovelace, Alan Turing and 1 more · Best Paper · \
        [arXiv](https://arxiv.org/abs/1706.03762) · [PDF](https://arxiv.org/pdf/1706.03762) · \
        [Code](https://example.com/code)

        In ℝ.

        1 Paper Street, London

        [Unsubscribe](<https://example.org/u?t=TOKEN>)

        """)
  }

  @Test func `the HTML has the paper's metadata, the ways to unsubscribe and plain formulas`()
    throws
  {
    let html = MailSite.file(try MailDocumentTests.mailing(), "html")
    #expect(html.contains(">A <i>n</i><sup>2</sup> &amp; &lt;b&gt;</a></h3>"))
    #expect(html.contains("▲ 41 · Ada Lovelace, Alan Turing and 1 more · Best Paper &nbsp;<a"))
    #expect(html.contains(">In ℝ.</p>"))
    #expect(html.contains(">Retracted: It was wrong.</p>"))
    #expect(html.components(separatedBy: ">Unsubscribe</a>").count == 3)
    #expect(html.components(separatedBy: ">Read on the web</a>").count == 3)
    #expect(html.contains("1 Paper Street, London<br>"))
    for forbidden in ["<script", "<form", "<link", "<img", "<math", "url(", "@import"] {
      #expect(!html.contains(forbidden), "\(forbidden)")
    }
  }

  @Test func `images are shown on request, by absolute URLs`() throws {
    let content = [
      "papers/x/a.md": paperFile("A", "2025-03-12", "image: 'n 1.png'\nimage_alt: 'A \"net\"'"),
      "papers/x/n 1.png": "",
    ]
    #expect(!MailSite.file(try MailSite.mailing(content), "html").contains("<img"))
    let html = MailSite.file(
      try MailSite.mailing(settings: "\(MailSite.settings)  thumbnails: yes\n", content), "html")
    #expect(
      html.contains(
        """
        <img src="https://example.org/d/papers/x/n%201.png" alt="A &quot;net&quot;" width="160"
        """))
  }

  @Test func `the intro and the footer are above and below, with plain formulas`() throws {
    let settings = """
        intro: |
          Dear *reader* of $x^2$,

          see [us](https://example.org/).
        outro: Bye.

      """
    let mailing = try MailDocumentTests.mailing(settings)
    let html = MailSite.file(mailing, "html")
    #expect(html.contains("<p>Dear <em>reader</em> of <i>x</i><sup>2</sup>,</p>"))
    #expect(html.contains("<p>Bye.</p>"))
    #expect(MailSite.file(mailing, "txt").contains("\nDear *reader* of $x^2$,\n\nsee [us]"))
    #expect(MailSite.file(mailing, "md").contains("\n\nBye.\n\n1 Paper Street"))
  }

  @Test func `a week has a heading for each day`() throws {
    let content = [
      "papers/a.md": paperFile("A", "2025-03-11"), "papers/b.md": paperFile("B", "2025-03-12"),
    ]
    let mailing = try MailSite.mailing(
      MailSelection(.week(try #require(Week("2025-W11")))), content)
    #expect(
      MailSite.file(mailing, "txt").contains("== 12 March 2025 ==\n\n1. B\n   Text.\n\n   [1] Page")
        == false)
    #expect(MailSite.file(mailing, "txt").contains("== 12 March 2025 ==\n\n1. B\n"))
    #expect(MailSite.file(mailing, "md").contains("## 11 March 2025\n\n### [A]"))
    #expect(MailSite.file(mailing, "html").contains(">11 March 2025</h2>"))
  }

  @Test func `a right-to-left language sets the direction of the mail`() throws {
    for (language, direction) in [("ar", "rtl"), ("fa-IR", "rtl"), ("en", "ltr"), ("arn", "ltr")] {
      let mailing = try MailSite.mailing(
        settings: "language: \(language)\n\(MailSite.settings)", ["papers/a.md": paperFile("A")])
      #expect(
        MailSite.file(mailing, "html").contains("<html lang=\"\(language)\" dir=\"\(direction)\">"))
    }
  }

  @Test func `the author's template replaces the default one, and is checked`() throws {
    let content = ["papers/a.md": paperFile("A")]
    let own = try MailSite.mailing(
      content, templates: ["mail/mail-paper.html": "<p>Mine: {{title}}</p>\n"])
    #expect(MailSite.file(own, "html").contains("<p>Mine: A</p>"))
    #expect(throws: DiagnosticsError.self) {
      try MailSite.mailing(content, templates: ["mail/mail-paper.html": "{{titel}}"])
    }
  }

  @Test func `a provider's placeholder to unsubscribe is in every form`() throws {
    let mailing = try MailDocumentTests.mailing()
    for (ending, expected) in [
      ("html", "<a href=\"*|UNSUB|*\""), ("txt", "Unsubscribe: *|UNSUB|*"),
      ("md", "[Unsubscribe](<*|UNSUB|*>)"),
    ] {
      #expect(MailSite.file(mailing, ending, unsubscribe: "*|UNSUB|*").contains(expected))
    }
  }
}
