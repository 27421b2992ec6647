import Foundation
import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestModel

@Suite struct MailMessageTests {
  private static let reader = MailReader(
    mailbox: Mailbox(unchecked: "ada@example.net"), token: "0123456789abcdef0123456789abcdef")

  private static func message(
    settings: String = MailSite.settings, title: String = "A", for reader: MailReader? = nil
  ) throws -> String {
    let mailing = try #require(
      try MailSite.mailing(settings: settings, ["papers/a.md": paperFile(title)]))
    let file = try #require(mailing.files(for: reader, unsubscribe: nil).first)
    return String(decoding: file.bytes, as: UTF8.self)
  }

  private static func head(_ message: String) -> String {
    message.components(separatedBy: "\r\n\r\n")[0].replacing("\r\n", with: "\n")
  }

  @Test func `the header is that of the issue, without a recipient`() throws {
    #expect(
      MailMessageTests.head(try MailMessageTests.message()) == """
        From: Daily Papers <news@example.org>
        To: undisclosed-recipients:;
        Subject: Digest: 12 March 2025
        Date: Wed, 12 Mar 2025 00:00:00 +0000
        Message-ID: <2025-03-12@example.org>
        List-Id: Daily <daily.example.org>
        List-Unsubscribe: <https://example.org/u?t=TOKEN>,
         <mailto:leave@example.org>
        List-Unsubscribe-Post: List-Unsubscribe=One-Click
        Auto-Submitted: auto-generated
        Precedence: bulk
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="=_digest_20a05650fca16000"
        """)
  }

  @Test func `a reader's message has the reader's address, token and number`() throws {
    let message = try MailMessageTests.message(for: MailMessageTests.reader)
    let head = MailMessageTests.head(message)
    #expect(head.contains("\nTo: ada@example.net\n"))
    #expect(head.contains("<https://example.org/u?t=0123456789abcdef0123456789abcdef>"))
    #expect(head.contains("\nMessage-ID: <2025-03-12.") && !message.contains("TOKEN"))
    let other = MailReader(mailbox: Mailbox(unchecked: "alan@example.net"), token: "ff")
    let second = MailMessageTests.head(try MailMessageTests.message(for: other))
    let id = { (head: String) in head.split(separator: "\n").first { $0.hasPrefix("Message-ID") } }
    #expect(id(second) != id(head))
  }

  @Test func `one-click is promised only where there is an https address`() throws {
    let mailOnly = MailSite.settings.replacing("    - https://example.org/u?t={token}\n", with: "")
    let head = MailMessageTests.head(try MailMessageTests.message(settings: mailOnly))
    #expect(head.contains("List-Unsubscribe: <mailto:leave@example.org>"))
    #expect(!head.contains("One-Click"))
    let none = MailMessageTests.head(try MailMessageTests.message(settings: ""))
    #expect(!none.contains("List-") && none.contains("From: noreply@example.org\n"))
  }

  @Test func `every line is ASCII of at most 76 characters and ends in CR LF`() throws {
    let title = String(repeating: "强化学习 und Überraschung 🎉 =20 ", count: 20)
    let message = try MailMessageTests.message(title: "'\(title)'")
    #expect(message.utf8.allSatisfy { $0 < 0x80 && $0 != 0 })
    for line in message.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 76 && !line.contains("\n") && !line.contains("\r"))
    }
  }

  @Test func `a name with dots or of any length gives a valid Message-ID`() throws {
    let tags = (0..<40).map { "tag..\($0)" }
    let content = [
      "papers/a.md": paperFile("A", "2025-03-12", "tags: [\(tags.joined(separator: ", "))]")
    ]
    for some in [["tag..0"], tags] {
      let mailing = try MailSite.mailing(MailSelection(.newest, tags: some), content)
      let head = MailMessageTests.head(MailSite.file(mailing, "eml"))
      let line = try #require(head.split(separator: "\n").first { $0.hasPrefix("Message-ID: <") })
      let left = line.dropFirst(13).prefix { $0 != "@" }
      #expect(line.count <= 76 && !left.contains("..") && !left.hasSuffix("."))
      #expect((mailing?.name.utf8.count ?? 999) < 200)
    }
  }
}

@Suite struct MailWordsTests {
  @Test(arguments: [
    ("Plain words", "Plain words"), ("", ""),
    ("Größe", "=?utf-8?q?Gr=C3=B6=C3=9Fe?="),
    ("a =?utf-8?q?b?=", "=?utf-8?q?a_=3D=3Futf=2D8=3Fq=3Fb=3F=3D?="),
    ("two  spaces", "=?utf-8?q?two__spaces?="), ("\u{202E}abc", "=?utf-8?q?=E2=80=AEabc?="),
    ("tab\there", "=?utf-8?q?tab=09here?="),
  ])
  func `text that needs no encoding is kept`(_ text: String, _ expected: String) {
    #expect(MailWords.text(text, after: "Subject") == expected)
  }

  @Test func `encoded words have at most 75 octets and split no character`() {
    let text = String(repeating: "aÄbÖcÜd", count: 60)
    let words = MailWords.text(text, after: "Subject").components(separatedBy: "\r\n ")
    #expect(words.count > 10)
    var decoded: [UInt8] = []
    for word in words {
      #expect(word.utf8.count <= 75 && word.hasPrefix("=?utf-8?q?") && word.hasSuffix("?="))
      let inner = word.dropFirst(10).dropLast(2)
      let part = QuotedPrintableTests.decode([String(inner)])
      #expect(String(validating: part, as: UTF8.self) != nil)
      decoded += part
    }
    #expect(String(decoding: decoded, as: UTF8.self) == text)
  }

  @Test func `text with little ASCII is encoded as base64, and no character is split`() throws {
    let text = String(repeating: "強化学習🎉 ", count: 30)
    let words = MailWords.text(text, after: "Subject").components(separatedBy: "\r\n ")
    let parts = try words.map { word in
      #expect(word.utf8.count <= 75 && word.hasPrefix("=?utf-8?b?") && word.hasSuffix("?="))
      let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
      return try #require(String(validating: data, as: UTF8.self))
    }
    #expect(parts.joined() == text)
  }

  @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"])
  func `base64 follows RFC 4648`(_ text: String) {
    #expect(Base64.encode(Array(text.utf8)) == Data(text.utf8).base64EncodedString())
  }

  @Test func `a word of a thousand letters is encoded to be broken`() {
    let value = MailWords.text(String(repeating: "x", count: 998), after: "Subject")
    for line in value.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 76) }
    let words = MailWords.text(
      String(repeating: "word ", count: 60) + "end", after: "Subject")
    #expect(words.replacing("\r\n", with: "") == String(repeating: "word ", count: 60) + "end")
  }

  @Test(
    arguments: [
      (nil, "a@b.c"), ("Ada", "Ada <a@b.c>"), ("Lovelace, Ada", "\"Lovelace, Ada\" <a@b.c>"),
      ("\"\\", "\"\\\"\\\\\" <a@b.c>"), ("Jörg", "=?utf-8?q?J=C3=B6rg?= <a@b.c>"),
    ] as [(String?, String)])
  func `a name is quoted or encoded as it needs`(_ name: String?, _ expected: String) {
    #expect(MailWords.mailbox(name, "a@b.c", after: "From") == expected)
  }
}

@Suite struct QuotedPrintableTests {
  private static func encode(_ text: String) -> String {
    String(decoding: QuotedPrintable.encode(text.utf8), as: UTF8.self)
  }

  @Test(arguments: [
    ("a\n", "a\r\n"), ("a", "a\r\n"), ("a=b\n", "a=3Db\r\n"), ("é\n", "=C3=A9\r\n"),
    ("a \n", "a=20\r\n"), ("a\t\n", "a=09\r\n"), ("a b\n", "a b\r\n"), ("\n\na\n", "\r\n\r\na\r\n"),
    (".\n", "=2E\r\n"), ("..a\n", "=2E.a\r\n"), ("From me\n", "=46rom me\r\n"),
    ("Fromage\n", "Fromage\r\n"), ("a From b\n", "a From b\r\n"), ("a\r\n", "a=0D\r\n"),
    ("\u{0}\u{7F}\n", "=00=7F\r\n"),
  ])
  func `bytes that a server could change are encoded`(_ text: String, _ expected: String) {
    #expect(QuotedPrintableTests.encode(text) == expected)
  }

  @Test func `long lines are broken, and none begins with a dot or From`() {
    for filler in ["x", "é", "=", ".", " ", "From "] {
      for count in 70..<90 {
        let text = String(repeating: filler, count: count) + ".From x"
        let lines = QuotedPrintableTests.encode(text).components(separatedBy: "\r\n").dropLast()
        for line in lines {
          #expect(line.utf8.count <= 76 && !line.hasPrefix(".") && !line.hasPrefix("From "))
          #expect(!line.hasSuffix(" "))
        }
        #expect(QuotedPrintableTests.decode(Array(lines)) == Array(text.utf8))
      }
    }
  }

  static func decode(_ lines: [String]) -> [UInt8] {
    let joined = lines.map { $0.hasSuffix("=") ? String($0.dropLast()) : $0 }.joined()
    var (bytes, rest) = ([UInt8](), Array(joined.utf8)[...])
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}

@Suite struct TextColumnsTests {
  private static func filled(_ text: String, first: String = "") -> [String] {
    var columns = TextColumns()
    columns.fill(text, first: first)
    return columns.lines
  }

  @Test func `lines have 72 columns, no trailing spaces and a hanging indent`() {
    let lines = TextColumnsTests.filled(String(repeating: "words go on ", count: 30), first: "12. ")
    #expect(lines.count == 6)
    for (index, line) in lines.enumerated() {
      #expect(line.count <= 72 && !line.hasSuffix(" "))
      #expect(line.hasPrefix(index == 0 ? "12. words" : "    "))
    }
  }

  @Test func `wide characters count twice and can be broken anywhere`() {
    let lines = TextColumnsTests.filled(String(repeating: "学", count: 100))
    #expect(lines.map(\.count) == [36, 36, 28])
    #expect(TextWidth.of("e\u{301}学🎉\u{200D}a") == 6)
  }

  @Test func `a word of hundreds of letters is broken, an address is not`() {
    #expect(
      TextColumnsTests.filled(String(repeating: "x", count: 200)).map(\.count) == [72, 72, 56])
    let address = "https://example.org/" + String(repeating: "x", count: 100)
    #expect(TextColumnsTests.filled("See \(address) now") == ["See", address, "now"])
  }

  /// Lines that begin with `>` are quotes in RFC 3676; `From ` begins a message in old mailboxes.
  @Test(arguments: [">", ">>", "From"])
  func `no line begins with a quote mark or From`(_ sign: String) {
    for count in 60...75 {
      let text = String(repeating: "x", count: count) + " \(sign) 0.05 of all"
      for line in TextColumnsTests.filled(text) {
        #expect(!line.hasPrefix(">") && !line.hasPrefix("From "))
      }
    }
  }
}
