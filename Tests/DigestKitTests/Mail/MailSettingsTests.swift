import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestModel

@Suite struct MailSettingsTests {
  @Test func `complete settings leave no warning`() throws {
    let mailing = try MailSite.mailing(["papers/a.md": paperFile("A")])
    #expect(mailing?.warnings == [])
  }

  @Test func `what a mailing needs by law is a warning that names the rule`() throws {
    let mailing = try MailSite.mailing(settings: "mail: {}\n", ["papers/a.md": paperFile("A")])
    #expect(
      mailing?.warnings.map(\.description).joined(separator: "\n") == """
        Content/site.yml:3:7: warning: no 'from' in 'mail', so the message is from a made-up address
          hint: add 'from: Name <news@…>' on a domain whose SPF, DKIM and DMARC allow it, as \
        Gmail's and Yahoo's sender guidelines ask
        Content/site.yml:3:7: warning: no 'list_id' in 'mail'
          hint: mail programs sort by it (RFC 2919): add 'list_id: daily.papers.example.org'
        Content/site.yml:3:7: warning: no 'postal_address' in 'mail'
          hint: mail to readers in the United States must show one (CAN-SPAM, 15 U.S.C. 7704(a)(5))
        Content/site.yml:3:7: warning: no 'unsubscribe' in 'mail'
          hint: CAN-SPAM, 15 U.S.C. 7704(a)(3), and GDPR, Article 7(3), ask for a way out; Gmail \
        and Yahoo ask bulk senders for one-click unsubscribing (RFC 8058)
        """)
  }

  @Test(arguments: [
    ("mailto:leave@example.org", "'unsubscribe' has no https address"),
    ("http://example.org/{token}", "'unsubscribe' has no https address"),
    ("https://example.org/leave", "'unsubscribe' is the same for every reader"),
  ])
  func `a way to unsubscribe that providers do not accept is a warning`(
    _ way: String, _ message: String
  )
    throws
  {
    let settings = """
      mail:
        from: a@gmail.com
        list_id: a.b
        postal_address: here
        unsubscribe: \(way)

      """
    let mailing = try MailSite.mailing(settings: settings, ["papers/a.md": paperFile("A")])
    let messages = mailing?.warnings.map(\.message)
    #expect(messages == ["'from' is an address at gmail.com", message])
  }

  @Test func `without a base URL there is no mail`() {
    do {
      _ = try MailSite.mailing(["site.yml": "title: A\n", "papers/a.md": paperFile("A")])
      Issue.record("a mail was made")
    } catch {
      #expect(
        (error as? DiagnosticsError)?.diagnostics.map(\.description) == [
          """
          Content/site.yml:1:1: error: no 'base_url', so links in a mail would lead nowhere
            hint: add 'base_url: https://…/', the address of the site
          """
        ])
    }
  }

  /// Checks the line, column, message and hint of errors below `mail:`.
  @Test(
    arguments: [
      (
        "from: news", "4:9: error: 'from': 'news' is not a mail address",
        "write an address such as 'Daily Papers <news@example.org>'"
      ),
      (
        #"from: "A\r\nBcc: b@c.org <a@b.org>""#,
        "4:9: error: 'from': the address holds the control character U+000D",
        "write it on one line, without escapes"
      ),
      (
        #"reply_to: "a@b.org\nBcc: c@d.org""#,
        "4:13: error: 'reply_to': the address holds the control character U+000A",
        "write it on one line, without escapes"
      ),
      (
        "list_id: |\n    A\n    <a.b.org>",
        "4:12: error: 'list_id': the list's name holds the control character U+000A",
        "write it on one line, without escapes"
      ),
      (
        "list_id: Name <daily papers>",
        "4:12: error: 'list_id': 'daily papers' cannot identify a list",
        "write names joined by dots below a domain of yours: daily.papers.example.org"
      ),
      (
        #"from: "a\0b@c.org""#, "4:9: error: control character U+0000", "remove its escape"
      ),
      (
        "from: grüße@example.org",
        "4:9: error: 'from': 'grüße@example.org' holds letters outside ASCII, which many mail "
          + "servers refuse",
        "write the domain in its 'xn--' form; a name before the '@' needs another spelling"
      ),
      (
        "unsubscribe: javascript:alert(1)",
        "4:16: error: 'unsubscribe' must be a web address or 'mailto:' with an address, not "
          + "'javascript:alert(1)'",
        "for instance https://lists.example.org/unsubscribe?t={token}"
      ),
      (
        "unsubscribe: https://a.org/{email}?again={email}&more={email}",
        "4:16: error: 'unsubscribe' can become longer than a mail's line allows",
        "write a shorter address, with {email} at most once"
      ),
      (
        "unsubscribe: https://a.org/{tokens}",
        "4:16: error: 'unsubscribe' holds the unknown placeholder '{tokens}'",
        "there are {token} and {email}"
      ),
      (
        "unsubscribe: \"https://a.org/\\r\\nBcc: b@c.org\"",
        "4:16: error: 'unsubscribe' must be a web address or 'mailto:' with an address, not "
          + "'https://a.org/\\u{D}\nBcc: b@c.org'",
        "for instance https://lists.example.org/unsubscribe?t={token}"
      ),
      (
        "intro: see [us](about.html)",
        "4:10: error: 'intro' links to 'about.html', which leads nowhere from a mail",
        "write the address whole, beginning with https://"
      ),
      (
        "form: a@b.org", "4:3: error: unknown key 'form'", "did you mean 'from'?"
      ),
      (
        "pause: 4000", "4:10: error: 'pause' must be a whole number from 0 to 3600, not '4000'", nil
      ),
    ] as [(String, String, String?)])
  func `errors are reported with their positions`(_ line: String, _ error: String, _ hint: String?)
  {
    let expected = "Content/site.yml:\(error)" + (hint.map { "\n  hint: \($0)" } ?? "")
    #expect(MailSite.problems(settings: "mail:\n  \(line)\n") == expected)
  }
}

@Suite struct MailboxTests {
  @Test(
    arguments: [
      ("a@b.org", nil, "a@b.org"), (" <a@b.org> ", nil, "a@b.org"),
      ("A  B <a@b.org>", "A B", "a@b.org"),
      ("\"B, A\" <a@b.org>", "B, A", "a@b.org"), (#""a\"b\\" <a@b.org>"#, #"a"b\"#, "a@b.org"),
      ("o'neil+x=y@sub.b.org", nil, "o'neil+x=y@sub.b.org"),
      ("Größe 🎉 <a@b.org>", "Größe 🎉", "a@b.org"),
      ("a@localhost", nil, "a@localhost"),
    ] as [(String, String?, String)])
  func `an address is parsed with its name`(_ text: String, _ name: String?, _ address: String)
    throws
  {
    let mailbox = try Mailbox(text)
    #expect(mailbox.name == name && mailbox.address == address)
  }

  @Test(arguments: [
    "", "a", "@b.org", "a@", "a@@b.org", "a b@c.org", ".a@b.org", "a..b@c.org", "a.@b.org",
    "a@b..org", "a@-b.org", "a@b_c.org", "a@[127.0.0.1]", "A <a@b.org", "a@b.org>",
    "<a@b.org>, <c@d.org>",
    "\"A <a@b.org>", "a@b.org\r\nBcc: c@d.org", "A\nB <a@b.org>", "a@b.org\u{0}", "a,b@c.org",
    "a;b@c.org",
    "(x) a@b.org", "ä@b.org", "a@bücher.example", "\"a b\"@c.org",
  ])
  func `invalid addresses are rejected`(_ text: String) {
    #expect(throws: Mailbox.Problem.self) { try Mailbox(text) }
  }

  @Test func `an address can be as long as servers accept`() {
    let local = String(repeating: "a", count: 64)
    let domain = Array(repeating: String(repeating: "b", count: 62), count: 3).joined(
      separator: ".")
    #expect(throws: Never.self) { try Mailbox("\(local)@\(domain)") }
    #expect(throws: Mailbox.Problem.self) { try Mailbox("a\(local)@\(domain)") }
    #expect(throws: Mailbox.Problem.self) { try Mailbox("\(local)@c.\(domain)") }
  }
}
