/// Writes an XML 1.0 document in UTF-8.
///
/// Text and attribute values are escaped, and characters that XML forbids become U+FFFD.
package struct XMLWriter {
  package private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)

  package init() {}

  /// Writes an empty element: `element("link", ["href": url])` → `<link href="…"/>`.
  package mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
    begin(name, attributes)
    bytes += "/>\n".utf8
  }

  package mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String
  ) {
    begin(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    escape(text)
    bytes += "</\(name)>\n".utf8
  }

  package mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ content: (inout XMLWriter) -> Void
  ) {
    begin(name, attributes)
    bytes += ">\n".utf8
    content(&self)
    bytes += "</\(name)>\n".utf8
  }

  private mutating func begin(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    bytes.append(UInt8(ascii: "<"))
    bytes += name.utf8
    for (key, value) in attributes {
      bytes += " \(key)=\"".utf8
      escape(value)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func escape(_ text: String) {
    // Every forbidden character begins with one of these bytes, so most text needs no second look.
    let isSuspect =
      text.utf8.withContiguousStorageIfAvailable { bytes in
        bytes.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || $0 == 0xEF }
      } ?? true
    let isAllowed = !isSuspect || text.unicodeScalars.allSatisfy(XMLWriter.isAllowed)
    Escape.html(isAllowed ? text : XMLWriter.replacingForbidden(text), to: &bytes)
  }

  private static func replacingForbidden(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isAllowed($0) ? $0 : "\u{FFFD}" }))
  }

  /// The production `Char` of XML 1.0, 2.2.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
