import DigestCore
import DigestMarkup

/// Text for the fields of a BibTeX file: UTF-8, with TeX's special characters escaped and formulas
/// as TeX.
enum BibTeXText {
  /// Escapes TeX's special characters: `50% of R&D` → `50\% of R\&D`.
  static func escaped(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: isSpecial) else { return bytes }
    var output: [UInt8] = []
    for byte in bytes { appendEscaped(byte, to: &output) }
    return output
  }

  /// Returns a title with braces around names such as `{BERT}` and `{mT5}`, because bibliography
  /// styles change capitals to lower case.
  static func title(_ parts: [MathText.Part]) -> [UInt8] {
    var output: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let text): appendTitle(Array(text.utf8), to: &output)
      case .formula(let tex): appendFormula(Array(tex.utf8), to: &output)
      }
    }
    return output
  }

  private static func appendTitle(_ bytes: [UInt8], to output: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      let end = wordEnd(in: bytes, from: index)
      if end > index {
        appendWord(bytes[index..<end], to: &output)
        index = end
      } else {
        appendEscaped(bytes[index], to: &output)
        index += 1
      }
    }
  }

  /// Appends a formula between dollar signs, in braces if a style would change its capitals.
  private static func appendFormula(_ tex: [UInt8], to output: inout [UInt8]) {
    guard isBalanced(tex) else {
      for byte in "$".utf8 + tex + "$".utf8 { appendEscaped(byte, to: &output) }
      return
    }
    let hasCapitals = tex.contains(where: ASCII.isCapital)
    output += (hasCapitals ? "{$" : "$").utf8
    output += tex
    output += (hasCapitals ? "$}" : "$").utf8
  }

  /// Returns an address or identifier, which BibTeX readers take literally, with braces and
  /// backslashes percent-encoded.
  static func verbatim(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "{"): output += "%7B".utf8
      case UInt8(ascii: "}"): output += "%7D".utf8
      case UInt8(ascii: "\\"): output += "%5C".utf8
      default: output.append(byte)
      }
    }
    return output
  }

  /// Whether braces are balanced; others, escaped or not, would swallow the entries that follow.
  private static func isBalanced(_ formula: [UInt8]) -> Bool {
    var depth = 0
    for byte in formula {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  private static func isSpecial(_ byte: UInt8) -> Bool { escape(byte) != nil }

  private static func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
    if let escape = escape(byte) { output += escape.utf8 } else { output.append(byte) }
  }

  /// Braces are written by name, because BibTeX counts even `\{` as a brace.
  private static func escape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\\"): #"\textbackslash{}"#
    case UInt8(ascii: "{"): #"\textbraceleft{}"#
    case UInt8(ascii: "}"): #"\textbraceright{}"#
    case UInt8(ascii: "~"): #"\textasciitilde{}"#
    case UInt8(ascii: "^"): #"\textasciicircum{}"#
    case UInt8(ascii: "%"): #"\%"#
    case UInt8(ascii: "&"): #"\&"#
    case UInt8(ascii: "#"): "\\#"
    case UInt8(ascii: "_"): #"\_"#
    case UInt8(ascii: "$"): #"\$"#
    default: nil
    }
  }
}

extension BibTeXText {
  /// Returns the end of the word that begins at `start`, or `start` if there is none.
  ///
  /// A period between letters or digits belongs to the word: `GPT-3.5`.
  private static func wordEnd(in bytes: [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      let isInnerPoint =
        bytes[end] == UInt8(ascii: ".") && end > start && end + 1 < bytes.count
        && ASCII.isAlphanumeric(bytes[end + 1])
      guard isWordByte(bytes[end]) || isInnerPoint else { break }
      end += 1
    }
    return end
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte >= 0x80
      || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+")].contains(byte)
  }

  private static func appendWord(_ word: ArraySlice<UInt8>, to output: inout [UInt8]) {
    let isProtected = needsProtection(word)
    if isProtected { output.append(UInt8(ascii: "{")) }
    for byte in word { appendEscaped(byte, to: &output) }
    if isProtected { output.append(UInt8(ascii: "}")) }
  }

  /// Whether a word needs braces, such as `BERT`, `ImageNet`, `3D` and `U-Net`, but not `Networks`
  /// or `Pre-Training`.
  private static func needsProtection(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.contains(where: ASCII.isCapital) else { return false }
    let parts = word.split(separator: UInt8(ascii: "-"))
    return parts.contains { part in
      part.dropFirst().contains(where: ASCII.isCapital)
        || (parts.count > 1 && part.count == 1 && part.contains(where: ASCII.isCapital))
    }
  }
}
