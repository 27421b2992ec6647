import DigestCore

/// The identifier of a mailing list (RFC 2919): `Daily Papers <daily.papers.example.org>`.
public struct ListID: Hashable, Sendable {
  public let name: String?
  public let identifier: String

  /// Parses an identifier with an optional name; throws the reason if it is invalid.
  package init(_ text: String) throws(Mailbox.Problem) {
    if let control = TextCheck.firstControlInLine(text.utf8) {
      throw Mailbox.Problem(
        message:
          "the list's name holds the control character \(TextCheck.name(ofControl: control))",
        hint: "write it on one line, without escapes")
    }
    let tidy = FieldReader.tidied(text)
    let open =
      tidy.utf8.last == UInt8(ascii: ">") ? tidy.utf8.lastIndex(of: UInt8(ascii: "<")) : nil
    let name = open.map { FieldReader.tidied(String(tidy[..<$0])) } ?? ""
    let inner = open.map { tidy[tidy.utf8.index(after: $0)...].dropLast() } ?? tidy[...]
    guard Mailbox.isDomain(inner.utf8), inner.utf8.contains(UInt8(ascii: ".")),
      inner.utf8.count <= 255
    else {
      throw Mailbox.Problem(
        message: "'\(inner)' cannot identify a list",
        hint: "write names joined by dots below a domain of yours: daily.papers.example.org")
    }
    (self.name, identifier) = (name.isEmpty ? nil : name, String(inner))
  }
}

/// An address for unsubscribing, in which `{token}` and `{email}` are replaced for each reader.
public struct UnsubscribeAddress: Hashable, Sendable {
  /// The address as written, with its placeholders.
  package let pattern: String

  package var isSecure: Bool { pattern.hasPrefix("https://") }
  var isMail: Bool { pattern.hasPrefix("mailto:") }
  /// Whether the address differs between readers.
  package var isPersonal: Bool { pattern.contains("{token}") || pattern.contains("{email}") }
  public var needsToken: Bool { pattern.contains("{token}") }

  /// The maximum length in bytes of a filled-in address, which cannot be folded and must fit on a
  /// header line of 998 bytes (RFC 5322, 2.1.1).
  static let lengthLimit = 900
  /// The lengths in bytes of a token, and of the longest address when percent-encoded: a local part
  /// of 64 bytes (RFC 5321, 4.5.3.1.1), `%40` and a domain of 255.
  private static let lengths = (token: 32, email: 3 * 64 + 3 + 255)

  /// The length in bytes that `text` can have once its placeholders are filled in.
  private static func longest(_ text: String) -> Int {
    let tokens = text.ranges(of: "{token}").count
    let emails = text.ranges(of: "{email}").count
    return text.utf8.count + tokens * lengths.token + emails * lengths.email
  }

  init(_ text: String) throws(Mailbox.Problem) {
    let isWeb = FieldReader.webAddress(text) != nil
    let isMail =
      text.hasPrefix("mailto:")
      && (try? Mailbox(String(text.dropFirst(7).prefix { $0 != "?" }))) != nil
    guard isWeb || isMail,
      text.utf8.allSatisfy({ (0x21..<0x7F).contains($0) && !"<>\"\\".utf8.contains($0) })
    else {
      throw Mailbox.Problem(
        message: "'unsubscribe' must be a web address or 'mailto:' with an address, not '\(text)'",
        hint: "for instance https://lists.example.org/unsubscribe?t={token}")
    }
    guard UnsubscribeAddress.longest(text) <= UnsubscribeAddress.lengthLimit else {
      throw Mailbox.Problem(
        message: "'unsubscribe' can become longer than a mail's line allows",
        hint: "write a shorter address, with {email} at most once")
    }
    if let stranger = UnsubscribeAddress.unknownPlaceholder(in: text) {
      throw Mailbox.Problem(
        message: "'unsubscribe' holds the unknown placeholder '\(stranger)'",
        hint: "there are {token} and {email}")
    }
    pattern = text
  }

  private static func unknownPlaceholder(in text: String) -> String? {
    for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      let name = part.prefix { $0 != "}" }
      if !["token", "email"].contains(name) || name.endIndex == part.endIndex {
        return "{\(name)}"
      }
    }
    return nil
  }

  /// Returns the address for a reader; without one, placeholders become `TOKEN` and `EMAIL`.
  package func filled(for reader: MailReader?) -> String {
    guard let reader else {
      return pattern.replacing("{token}", with: "TOKEN").replacing("{email}", with: "EMAIL")
    }
    var email: [UInt8] = []
    Escape.urlComponent(reader.mailbox.address, to: &email)
    return pattern.replacing("{token}", with: reader.token)
      .replacing("{email}", with: String(decoding: email, as: UTF8.self))
  }
}

/// A recipient of a mail.
public struct MailReader: Hashable, Sendable {
  public let mailbox: Mailbox
  /// Identifies the reader in places where the address must not be shown.
  public let token: String

  public init(mailbox: Mailbox, token: String) {
    self.mailbox = mailbox
    self.token = token
  }
}
