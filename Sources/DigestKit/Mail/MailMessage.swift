import DigestCore
import DigestModel

/// An issue as a message (RFC 5322), with the same content as text and HTML.
///
/// Nothing in it depends on the clock or on random numbers: equal inputs give equal messages.
struct MailMessage {
  let document: MailDocument
  let settings: MailSettings
  let sender: Mailbox

  /// Renders the message; without a reader, placeholders in the unsubscribe address are kept.
  func render(for reader: MailReader?) -> [UInt8] {
    let addresses = settings.unsubscribe.map { $0.filled(for: reader) }
    let boundary = "=_digest_\(hash(of: document.name))"
    var message = headers(for: reader, addresses)
    message.add("MIME-Version", "1.0")
    message.add("Content-Type", "multipart/alternative; boundary=\"\(boundary)\"")
    return message.bytes
      + part(document.text(unsubscribe: addresses.first).utf8, "plain", boundary)
      + part(document.html(unsubscribe: addresses.first), "html", boundary)
      + Array("--\(boundary)--\r\n".utf8)
  }

  private func headers(for reader: MailReader?, _ addresses: [String]) -> MailHeaders {
    var headers = MailHeaders()
    headers.add("From", sender)
    if let replyTo = settings.replyTo { headers.add("Reply-To", replyTo) }
    if let reader {
      headers.add("To", reader.mailbox)
    } else {
      headers.add("To", "undisclosed-recipients:;")
    }
    headers.add("Subject", text: document.subject)
    headers.add("Date", document.day.inMail)
    headers.add("Message-ID", "<\(identifier(for: reader))@\(sender.domain)>")
    addList(addresses, &headers)
    // RFC 3834, and for older programs `Precedence`, keep vacation notes from being sent.
    headers.add("Auto-Submitted", "auto-generated")
    headers.add("Precedence", "bulk")
    return headers
  }

  private func addList(_ addresses: [String], _ headers: inout MailHeaders) {
    if let list = settings.listID { headers.add("List-Id", list) }
    guard !addresses.isEmpty else { return }
    headers.add("List-Unsubscribe", list: addresses.map { "<\($0)>" })
    // RFC 8058, 3.1: only for an https address where the request alone is enough.
    if settings.unsubscribe.contains(where: \.isSecure) {
      headers.add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
    }
  }

  /// The left part of the message ID: words joined by dots, short enough for a line.
  private func identifier(for reader: MailReader?) -> String {
    let whole = document.name.replacing(".", with: "_")
    let name = whole.utf8.count > 32 ? "\(whole.prefix(10)).\(hash(of: whole))" : whole
    return reader.map { "\(name).\(hash(of: $0.mailbox.key))" } ?? name
  }

  private func hash(of text: String) -> String {
    StableHash.hexadecimal(StableHash(text.utf8).value, digits: 16)
  }

  /// Returns a part of the message, after its boundary.
  ///
  /// The boundary contains `=_`, which quoted-printable never produces. The line break before a
  /// boundary does not belong to the text (RFC 2046, 5.1.1).
  private func part(_ text: some Sequence<UInt8>, _ type: String, _ boundary: String) -> [UInt8] {
    let head = """
      --\(boundary)\r
      Content-Type: text/\(type); charset=utf-8\r
      Content-Transfer-Encoding: quoted-printable\r
      \r

      """
    return Array(head.utf8) + QuotedPrintable.encode(text) + [0x0D, 0x0A]
  }
}

/// Builds the header of a message, field by field.
struct MailHeaders {
  private var text = ""

  /// The header with the empty line that ends it.
  var bytes: [UInt8] { Array((text + "\r\n").utf8) }

  /// Adds a field whose value needs no encoding.
  mutating func add(_ name: String, _ value: String) { text += "\(name): \(value)\r\n" }

  /// Adds an unstructured field, such as a subject.
  mutating func add(_ name: String, text value: String) {
    add(name, MailWords.text(value, after: name))
  }

  mutating func add(_ name: String, _ mailbox: Mailbox) {
    add(name, MailWords.mailbox(mailbox.name, mailbox.address, after: name))
  }

  mutating func add(_ name: String, _ list: ListID) {
    let shown = list.name == nil ? "<\(list.identifier)>" : list.identifier
    add(name, MailWords.mailbox(list.name, shown, after: name))
  }

  /// Adds a list of entries, each on a separate line if they do not fit on one.
  mutating func add(_ name: String, list entries: [String]) {
    let line = entries.joined(separator: ", ")
    let isLong = name.utf8.count + 2 + line.utf8.count > MailWords.lineLimit
    add(name, isLong ? entries.joined(separator: ",\r\n ") : line)
  }
}

extension Day {
  /// The day as the date of a message: `Wed, 12 Mar 2025 00:00:00 +0000` (RFC 5322, 3.3).
  var inMail: String {
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let year = description.prefix(4)
    return "\(weekdays[weekday - 1]), \(day) \(Month.names[month - 1].prefix(3)) \(year)"
      + " 00:00:00 +0000"
  }
}
