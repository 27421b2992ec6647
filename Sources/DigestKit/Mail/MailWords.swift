import DigestCore

/// Text in header fields: unchanged if that is safe, else as encoded words (RFC 2047).
enum MailWords {
  /// The maximum length of a header line in bytes, unless a word is longer.
  static let lineLimit = 76

  /// Returns an unstructured value, such as a subject, to follow `name: `.
  static func text(_ text: String, after name: String) -> String {
    let column = name.utf8.count + 2
    let words =
      isPlain(text)
      ? text.split(separator: " ").map(String.init) : encoded(text, from: column)
    return folded(words, from: column)
  }

  /// Returns a display name with its address, to follow `header: `.
  static func mailbox(_ name: String?, _ address: String, after header: String) -> String {
    guard let name else { return address }
    let column = header.utf8.count + 2
    let words =
      isPlain(name)
      ? phrase(name).split(separator: " ").map(String.init) : encoded(name, from: column)
    return folded(words + ["<\(address)>"], from: column)
  }

  /// Returns a display name as atoms, or as a quoted string if it contains other characters.
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

  /// Whether text is printable ASCII that cannot be taken for encoded words, in words that fit on a
  /// line.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
      && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.contains("  ")
      && text.split(separator: " ").allSatisfy { $0.utf8.count < 60 }
  }

  /// Returns text as encoded words of at most 75 bytes; no word splits a character.
  ///
  /// The first fits on the line after `column` bytes.
  private static func encoded(_ text: String, from column: Int) -> [String] {
    let form = Form.suiting(text)
    var words: [String] = []
    var part: [UInt8] = []
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      let start = words.isEmpty ? column : 1
      if !part.isEmpty, start + form.word(part + bytes).utf8.count > lineLimit {
        words.append(form.word(part))
        part = []
      }
      part += bytes
    }
    return words + [form.word(part)]
  }

  /// The two encodings of RFC 2047.
  private enum Form {
    case base64
    case quoted

    /// Chooses the readable encoding if most characters are ASCII, else the shorter one.
    static func suiting(_ text: String) -> Form {
      let strange = text.unicodeScalars.count { !$0.isASCII }
      return 2 * strange > text.unicodeScalars.count ? .base64 : .quoted
    }

    func word(_ bytes: [UInt8]) -> String {
      switch self {
      case .base64: "=?utf-8?b?\(Base64.encode(bytes))?="
      case .quoted: "=?utf-8?q?\(bytes.map(Form.code).joined())?="
      }
    }

    /// Encodes everything but letters and digits, which all kinds of fields allow.
    private static func code(_ byte: UInt8) -> String {
      if byte == 0x20 { return "_" }
      return ASCII.isAlphanumeric(byte)
        ? String(UnicodeScalar(byte)) : "=" + QuotedPrintable.hexadecimal(byte)
    }
  }

  /// Joins words into lines; continuation lines begin with a space.
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

/// Base64 (RFC 4648, section 4).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for (place, shift) in [18, 12, 6, 0].enumerated() {
        output.append(
          place <= group.count ? alphabet[value >> shift & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
