import Glibc

/// A path below the site's root that is safe to write: `papers/2310.18660.html`.
public struct SitePath: Sendable, CustomStringConvertible {
  public let text: String

  /// `nil` unless every component is a plain name: not empty, not `.` or `..`, at most 255 bytes,
  /// and free of `\`, NUL and other control characters.
  public init?(_ text: String) {
    let components = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard components.allSatisfy(SitePath.isPlain) else { return nil }
    self.text = text
  }

  /// A path that the program made from slugs; anything else is a bug of ours.
  package init(made text: String) {
    assert(SitePath(text) != nil, "not a path: \(text)")
    self.text = text
  }

  private init(checked text: String) {
    self.text = text
  }

  public var description: String { text }

  /// How many folders lie between this file and the root.
  public var depth: Int { text.utf8.count { $0 == UInt8(ascii: "/") } }

  /// The folder this lies in; `nil` at the root.
  package var folder: SitePath? {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return SitePath(checked: String(text[..<slash]))
  }

  private static func isPlain(_ name: Substring.UTF8View) -> Bool {
    guard !name.isEmpty, name.count <= 255 else { return false }
    if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return false }
    return !name.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
  }
}

/// Compared by bytes, as file systems do: two spellings of `é` are one `String` and two files.
extension SitePath: Hashable, Comparable {
  public static func == (a: SitePath, b: SitePath) -> Bool {
    a.text.utf8.count == b.text.utf8.count && compare(a, b) == 0
  }

  public static func < (a: SitePath, b: SitePath) -> Bool {
    let order = compare(a, b)
    return order == 0 ? a.text.utf8.count < b.text.utf8.count : order < 0
  }

  public func hash(into hasher: inout Hasher) {
    text.utf8.span.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// Below, at or above 0, as the bytes that both have compare.
  private static func compare(_ a: SitePath, _ b: SitePath) -> Int32 {
    let count = min(a.text.utf8.count, b.text.utf8.count)
    return a.text.utf8.span.withUnsafeBytes { a in
      b.text.utf8.span.withUnsafeBytes { b in
        guard let a = a.baseAddress, let b = b.baseAddress else { return 0 }
        return memcmp(a, b, count)
      }
    }
  }
}
