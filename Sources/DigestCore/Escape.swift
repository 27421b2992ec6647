/// Escapes text for the contexts that digest writes into.
///
/// All functions process UTF-8 bytes rather than characters: `"` followed by a combining mark is
/// one `Character`, so a comparison with `"` would miss it.
package enum Escape {
  /// Appends `text` escaped for HTML or XML, both in element content and in quoted attributes.
  package static func html(_ text: String, to output: inout [UInt8]) {
    utf8(text) { bytes in
      replace(bytes, in: &output, with: htmlEntity)
    }
  }

  package static func html(_ bytes: [UInt8], to output: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { replace($0, in: &output, with: htmlEntity) }
  }

  /// Like `html`, but drops the characters that XML 1.0 forbids even as references: U+FFFE, U+FFFF,
  /// and C0 controls other than tab, line feed and carriage return.
  package static func xml(_ text: String, to output: inout [UInt8]) {
    guard text.utf8.contains(where: mayBeForbiddenInXML) else { return html(text, to: &output) }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: text.unicodeScalars.lazy.filter { !isForbiddenInXML($0) })
    html(String(kept), to: &output)
  }

  /// Appends `text` percent-encoded as one path component or query value (RFC 3986, 2.3).
  package static func urlComponent(_ text: String, to output: inout [UInt8]) {
    for byte in text.utf8 {
      if isUnreserved(byte) {
        output.append(byte)
      } else {
        output += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
      }
    }
  }

  /// Appends `text` as a quoted JSON string (RFC 8259) that is also safe inside `<script>`.
  package static func json(_ text: String, to output: inout [UInt8]) {
    utf8(text) { json($0, to: &output) }
  }

  /// The same for text that is already UTF-8 bytes.
  package static func json(_ text: [UInt8], to output: inout [UInt8]) {
    text.withUnsafeBufferPointer { json($0, to: &output) }
  }

  private static func json(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var start = 0
    var index = 0
    while index < bytes.count {
      if isPlainInJSON(bytes[index]) {
        index += 1
        continue
      }
      let (length, replacement) = jsonEscape(bytes, at: index)
      if let replacement {
        output.append(contentsOf: bytes[start..<index])
        output += replacement
        start = index + length
      }
      index += length
    }
    output.append(contentsOf: bytes[start...])
    output.append(UInt8(ascii: "\""))
  }

  private static func htmlEntity(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }

  /// Whether `byte` never needs escaping, so that ``jsonEscape`` need not be called.
  private static func isPlainInJSON(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00..<0x20, 0x7F, 0xE2, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "&"):
      false
    default: true
    }
  }

  /// The length of the character at `index`, and its escape sequence if it needs one.
  private static func jsonEscape(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (length: Int, replacement: [UInt8]?) {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return (1, [UInt8(ascii: "\\"), byte])
    case 0x0A: return (1, Array(#"\n"#.utf8))
    case 0x09: return (1, Array(#"\t"#.utf8))
    case 0x00..<0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
      return (1, Array(#"\u00"#.utf8) + [hexDigit(byte >> 4), hexDigit(byte & 15)])
    case 0xE2 where isLineSeparator(bytes, at: index):
      return (3, Array((bytes[index + 2] == 0xA8 ? #"\u2028"# : #"\u2029"#).utf8))
    default: return (1, nil)
    }
  }

  /// U+2028 and U+2029 end a line in JavaScript before ECMAScript 2019.
  private static func isLineSeparator(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
  }

  private static func replace(
    _ bytes: UnsafeBufferPointer<UInt8>, in output: inout [UInt8],
    with entity: (UInt8) -> StaticString?
  ) {
    var start = 0
    for index in 0..<bytes.count {
      // All escaped characters are at or below `>` in ASCII, and most text is letters above it.
      guard bytes[index] <= UInt8(ascii: ">"), let replacement = entity(bytes[index]) else {
        continue
      }
      output.append(contentsOf: bytes[start..<index])
      replacement.withUTF8Buffer { output.append(contentsOf: $0) }
      start = index + 1
    }
    output.append(contentsOf: bytes[start...])
  }

  private static func utf8(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var text = text
    text.withUTF8(body)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Whether `byte` can be the first byte of a forbidden character; few other bytes match.
  private static func mayBeForbiddenInXML(_ byte: UInt8) -> Bool {
    byte == 0xEF || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D)
  }

  private static func isForbiddenInXML(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
