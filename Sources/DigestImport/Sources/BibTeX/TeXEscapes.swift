import DigestCore

/// Undoes what TeX and reference managers do to identifiers and addresses.
///
/// For instance `10.1007/978{\_}24`, `a\_b\%20c`, `x%5C_y`, `\url{https://a.b/~c}` and `\~{}doe`.
enum TeXEscapes {
  static func undone(_ text: String) -> String {
    guard text.utf8.contains(where: { "\\{}$&%".utf8.contains($0) }) else { return text }
    var reader = Reader(Array(text.utf8))
    return String(decoding: reader.run(), as: UTF8.self).replacing("&amp;", with: "&")
      .trimmingSpaces
  }

  private struct Reader {
    private let text: [UInt8]
    private var index = 0
    private var kept: [UInt8] = []

    init(_ text: [UInt8]) {
      self.text = text
    }

    mutating func run() -> [UInt8] {
      while index < text.count {
        switch text[index] {
        case UInt8(ascii: "{"), UInt8(ascii: "}"): index += 1
        case UInt8(ascii: "$") where text.contains(UInt8(ascii: "\\")): index += 1
        case UInt8(ascii: "\\"): command()
        case UInt8(ascii: "%") where escapedBackslash: index += 3
        default: take()
        }
      }
      return kept
    }

    private mutating func take() {
      kept.append(text[index])
      index += 1
    }

    /// `%5C` before a sign that TeX escapes.
    private var escapedBackslash: Bool {
      guard index + 3 < text.count else { return false }
      let code = text[(index + 1)...(index + 2)].map(ASCII.lowercased)
      return code.elementsEqual("5c".utf8) && "_%&#~".utf8.contains(text[index + 3])
    }

    private mutating func command() {
      let name = text[(index + 1)...].prefix(while: ASCII.isLetter)
      if name.isEmpty {
        index += 1
        // `\-` only allows a line to end.
        if index < text.count, text[index] == UInt8(ascii: "-") { return index += 1 }
        return index < text.count ? take() : ()
      }
      index = name.endIndex
      kept += (TeXEscapes.names[String(decoding: name, as: UTF8.self)] ?? "").utf8
      if index < text.count, text[index] == 0x20 { index += 1 }
    }
  }

  /// Others, such as `\url` and `\href`, are left out.
  private static let names: [String: String] = [
    "textunderscore": "_", "textasciitilde": "~", "sim": "~", "textbackslash": "\\",
    "textless": "<", "textgreater": ">", "lt": "<", "gt": ">", "textbar": "|", "slash": "/",
    "textendash": "-", "textquotesingle": "'", "textdollar": "$", "textpercent": "%",
  ]
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
