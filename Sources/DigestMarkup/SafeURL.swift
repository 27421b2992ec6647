/// A URL that is safe in `href` or `src`: http, https, mailto, or relative to the page.
///
/// The check runs after removing what browsers remove (C0 controls and spaces at both ends, tabs
/// and line feeds anywhere; WHATWG URL, 4.4), so that `java\tscript:` does not pass.
public struct SafeURL: Hashable, Sendable {
  public let text: String

  /// Returns `nil` for any other scheme (`javascript:`, `data:` …) and for `//host`.
  public init?(_ text: String) {
    let stripped = SafeURL.stripped(text)
    guard SafeURL.isAllowed(stripped) else { return nil }
    self.text = String(decoding: stripped, as: UTF8.self)
  }

  /// Creates a URL from a path that the program composed of validated components.
  package init(path: String) {
    text = path
  }

  /// Whether it is a relative path: it has no scheme, no leading slash, and a path.
  var isRelative: Bool {
    guard let end = text.utf8.firstIndex(where: { "/:?#".utf8.contains($0) }) else { return true }
    return text.utf8[end] != UInt8(ascii: ":") && end != text.startIndex
  }

  private static func stripped(_ text: String) -> [UInt8] {
    let kept = text.utf8.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    let start = kept.drop { $0 <= 0x20 }
    guard let end = start.lastIndex(where: { $0 > 0x20 }) else { return [] }
    return Array(start[...end])
  }

  private static func isAllowed(_ bytes: [UInt8]) -> Bool {
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return false }
    let slashes: [UInt8] = [UInt8(ascii: "/"), UInt8(ascii: "\\")]
    if bytes.count > 1, slashes.contains(bytes[0]), slashes.contains(bytes[1]) { return false }
    let end = bytes.firstIndex { [0x2F, 0x3F, 0x23].contains($0) } ?? bytes.count
    guard let colon = bytes[..<end].firstIndex(of: UInt8(ascii: ":")) else { return true }
    let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    return ["http", "https", "mailto"].contains(scheme)
  }
}
