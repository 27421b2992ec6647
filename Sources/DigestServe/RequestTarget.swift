import DigestCore

/// Parses a request target into a path of the site.
///
/// The target is decoded once. Anything ambiguous is rejected: components `..` and `.`, empty
/// components, `\`, control characters, encoded slashes, and invalid UTF-8.
enum RequestTarget {
  /// Returns the path: `/papers/a%20b.html` → `papers/a b.html`, `/tags/` → `tags/index.html`.
  static func path(of target: String) -> SitePath? {
    guard target.utf8.first == UInt8(ascii: "/"), let decoded = decode(target.dropFirst()) else {
      return nil
    }
    let isFolder = decoded.isEmpty || decoded.hasSuffix("/")
    return SitePath(isFolder ? decoded + SitePath.home.text : decoded)
  }

  private static func decode(_ target: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = target.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { return nil }
      let decoded = high << 4 | low
      if decoded == UInt8(ascii: "/") { return nil }
      bytes.append(decoded)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
