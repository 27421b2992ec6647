import DigestCore

/// Text in headers (RFC 2047): as it is where that is safe, else in encoded words.
enum MailWords {
  /// A line of a header has at most so many octets where it can be broken.
  static let lineLimit = 76

  /// An unstructured value, such as a subject, ready to stand after `name: `.
  static func text(_ text: String, after name: String) -> String {
    let column = name.utf8.count + 2
    let words =
      isPlain(text)
      ? text.split(separator: " ").map(String.init) : encoded(text, from: column)
    return folded(words, from: column)
  }

  /// A display name with its address.
  static func mailbox(_ name: String?, _ address: String, after header: String) -> String {
    guard let name else { return address }
    let column = header.utf8.count + 2
    let words =
      isPlain(name)
      ? phrase(name).split(separator: " ").map(String.init) : encoded(name, from: column)
    return folded(words + ["<\(address)>"], from: column)
  }

  /// A name as it may stand before an address: atoms, or in quotes.
  private static func phrase(_ name: String) -> String {
    let isAtoms = name.utf8.allSatisfy {
      ASCII.isAlphanumeric($0) || $0 == 0x20 || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0)
    }
    if isAtoms { return name }
    let inner = name.utf8.flatMap { byte in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        ? [UInt8(ascii: "\\"), byte] : [byte]
    }
    return "\"" + String(decoding: inner, as: UTF8.self) + "\""
  }

  /// Printable ASCII that no reader takes for an encoded word, in words that fit a line.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
      && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.contains("  ")
      && text.split(separator: " ").allSatisfy { $0.utf8.count < 60 }
  }

  /// The text as encoded words of at most 75 octets, none of which cuts a character in two; the
  /// first has room in the header's first line.
  private static func encoded(_ text: String, from column: Int) -> [String] {
    var words: [String] = []
    var part = ""
    for scalar in text.unicodeScalars {
      let code = code(scalar)
      let start = words.isEmpty ? column : 1
      if start + prefix.utf8.count + part.utf8.count + code.utf8.count + suffix.utf8.count
        > lineLimit
      {
        words.append(prefix + part + suffix)
        part = ""
      }
      part += code
    }
    return words + [prefix + part + suffix]
  }

  private static let prefix = "=?utf-8?q?"
  private static let suffix = "?="

  /// Letters and digits as they are, which every place of a header allows.
  private static func code(_ scalar: Unicode.Scalar) -> String {
    if scalar == " " { return "_" }
    return UTF8.encode(scalar).map { bytes in
      bytes.map { byte in
        ASCII.isAlphanumeric(byte)
          ? String(UnicodeScalar(byte)) : "=" + QuotedPrintable.hexadecimal(byte)
      }.joined()
    } ?? ""
  }

  /// Words on lines; a line that goes on begins with a space.
  private static func folded(_ words: [String], from column: Int) -> String {
    var text = ""
    var column = column
    for (index, word) in words.enumerated() {
      if index > 0, column + 1 + word.utf8.count > lineLimit {
        text += "\r\n "
        column = 1
      } else if index > 0 {
        text += " "
        column += 1
      }
      text += word
      column += word.utf8.count
    }
    return text
  }
}
