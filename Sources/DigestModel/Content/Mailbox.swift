import DigestCore

/// An email address with an optional display name (RFC 5322): `Daily Papers <news@example.org>`.
public struct Mailbox: Hashable, Sendable {
  public let name: String?
  public let address: String

  /// The address for comparisons, in lower case: RFC 5321 distinguishes case, but mail servers
  /// don't.
  package var key: String { address.lowercased() }

  package var domain: Substring { address[address.index(after: at)...] }

  private var at: String.Index { address.lastIndex(of: "@") ?? address.startIndex }

  /// Creates an address that is known to be valid.
  package init(unchecked address: String) {
    (name, self.address) = (nil, address)
  }

  /// The reason that a text is not an address, and what to write instead.
  package struct Problem: Error, Equatable {
    package let message: String
    package let hint: String
  }

  /// Parses `address`, `<address>`, `Name <address>` or `"Name" <address>`.
  package init(_ text: String) throws(Problem) {
    if let control = TextCheck.firstControlInLine(text.utf8) {
      throw Problem(
        message: "the address holds the control character \(TextCheck.name(ofControl: control))",
        hint: "write it on one line, without escapes")
    }
    let (name, address) = try Mailbox.split(FieldReader.tidied(text))
    try Mailbox.check(address)
    (self.name, self.address) = (name, address)
  }

  private static func split(_ text: String) throws(Problem) -> (name: String?, address: String) {
    guard text.utf8.last == UInt8(ascii: ">") else { return (nil, text) }
    guard let open = text.utf8.lastIndex(of: UInt8(ascii: "<")) else {
      throw Problem(message: "'\(text)' has '>' without '<'", hint: form)
    }
    let name = text[..<open].drop { $0 == " " }
    let address = text[text.utf8.index(after: open)...].dropLast()
    return (try unquoted(trimmed(name)), String(address))
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }

  /// Returns a name without its quotes, or `nil` if it is empty.
  private static func unquoted(_ name: String) throws(Problem) -> String? {
    guard name.utf8.first == UInt8(ascii: "\"") else {
      if name.utf8.contains(UInt8(ascii: "<")) || name.utf8.contains(UInt8(ascii: ">")) {
        throw Problem(message: "'\(name)' cannot stand before an address", hint: form)
      }
      return name.isEmpty ? nil : name
    }
    var bytes: [UInt8] = []
    var rest = name.utf8.dropFirst()
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { break }
      bytes.append(byte == UInt8(ascii: "\\") ? rest.popFirst() ?? byte : byte)
    }
    guard rest.isEmpty, name.utf8.count > 1, name.utf8.last == UInt8(ascii: "\"") else {
      throw Problem(message: "the quotes of the name \(name) do not match", hint: form)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.isEmpty ? nil : text
  }

  private static let form = "write an address such as 'Daily Papers <news@example.org>'"

  private static func check(_ address: String) throws(Problem) {
    let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw Problem(message: "'\(address)' is not a mail address", hint: form)
    }
    guard address.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw Problem(
        message: "'\(address)' holds letters outside ASCII, which many mail servers refuse",
        hint: "write the domain in its 'xn--' form; a name before the '@' needs another spelling")
    }
    guard isLocalPart(parts[0]), isDomain(parts[1]), address.utf8.count <= 254 else {
      throw Problem(message: "'\(address)' is not a mail address", hint: form)
    }
  }

  /// Whether text consists of words joined by dots (RFC 5322, `dot-atom`).
  private static func isLocalPart(_ text: Substring.UTF8View) -> Bool {
    let words = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return text.count <= 64
      && words.allSatisfy { word in
        !word.isEmpty && word.allSatisfy { ASCII.isAlphanumeric($0) || isAtomSign($0) }
      }
  }

  private static func isAtomSign(_ byte: UInt8) -> Bool {
    "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  /// Whether text consists of labels of letters, digits and inner hyphens, joined by dots.
  static func isDomain(_ text: Substring.UTF8View) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { label in
        (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
          && label.allSatisfy { ASCII.isAlphanumeric($0) || $0 == hyphen }
      }
  }
}

extension TextCheck {
  /// Returns the first control character, including line breaks, of a text that must be on one
  /// line.
  ///
  /// White space at the ends is ignored.
  static func firstControlInLine(_ text: some BidirectionalCollection<UInt8>) -> Int? {
    let start = text.firstIndex { !ASCII.isSpace($0) } ?? text.endIndex
    let end = text.lastIndex { !ASCII.isSpace($0) }.map { text.index(after: $0) } ?? start
    let line = text[start..<end]
    if let (_, value) = firstControl(line) { return value }
    return line.first { $0 == 0x0A || $0 == 0x0D }.map(Int.init)
  }
}
