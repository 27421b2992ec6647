import DigestCore
import DigestModel

/// Warnings about missing settings, each with the law or rule that requires them.
struct MailWarnings {
  let settings: MailSettings
  /// The path of the settings in messages, such as `Content/site.yml`.
  let path: String

  var all: [Diagnostic] {
    sender + list + unsubscribe
      + (settings.postalAddress.isEmpty
        ? [
          warning(
            "no 'postal_address' in 'mail'",
            "mail to readers in the United States must show one (CAN-SPAM, 15 U.S.C. 7704(a)(5))")
        ] : [])
  }

  private var sender: [Diagnostic] {
    guard let from = settings.from else {
      return [
        warning(
          "no 'from' in 'mail', so the message is from a made-up address",
          "add 'from: Name <news@…>' on a domain whose SPF, DKIM and DMARC allow it, as Gmail's "
            + "and Yahoo's sender guidelines ask")
      ]
    }
    let provider = from.domain.lowercased()
    guard MailWarnings.freeMail.contains(provider) else { return [] }
    return [
      warning(
        "'from' is an address at \(provider)",
        "\(provider)'s DMARC policy lets others refuse it unless \(provider) sends it; use a "
          + "domain of yours")
    ]
  }

  private static let freeMail = [
    "aol.com", "gmail.com", "googlemail.com", "hotmail.com", "icloud.com", "outlook.com",
    "yahoo.com",
  ]

  private var list: [Diagnostic] {
    guard settings.listID == nil else { return [] }
    return [
      warning(
        "no 'list_id' in 'mail'",
        "mail programs sort by it (RFC 2919): add 'list_id: daily.papers.example.org'")
    ]
  }

  private var unsubscribe: [Diagnostic] {
    let addresses = settings.unsubscribe
    let rule = "Gmail and Yahoo ask bulk senders for one-click unsubscribing (RFC 8058)"
    if addresses.isEmpty {
      let laws =
        "CAN-SPAM, 15 U.S.C. 7704(a)(3), and GDPR, Article 7(3), ask for a way out; \(rule)"
      return [warning("no 'unsubscribe' in 'mail'", laws)]
    }
    guard let web = addresses.first(where: \.isSecure) else {
      return [warning("'unsubscribe' has no https address", "\(rule), which takes https only")]
    }
    return web.isPersonal
      ? []
      : [
        warning(
          "'unsubscribe' is the same for every reader",
          "RFC 8058 wants an address that says who unsubscribes: put {token} into it")
      ]
  }

  private func warning(_ message: String, _ hint: String) -> Diagnostic {
    Diagnostic(
      path: path, line: settings.mark.line, column: settings.mark.column, severity: .warning,
      message: message, hint: hint)
  }
}
