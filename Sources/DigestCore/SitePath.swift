import Glibc

/// A path relative to the site's root that is safe to write: `papers/2310.18660.html`.
public struct SitePath: Sendable, CustomStringConvertible {
  public let text: String

  /// The site's first page, and in any folder the file that hosts show for the folder.
  package static let home = SitePath(made: "index.html")

  /// Returns `nil` unless every component is a plain name: not empty, not `.` or `..`, at most
  /// 255 bytes long, and without `\` and control characters.
  public init?(_ text: String) {
    let components = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard components.allSatisfy(SitePath.isPlain) else { return nil }
    self.text = text
  }

  /// Creates a path that the program composed of slugs; an invalid path is a programming error.
  package init(made text: String) {
    assert(SitePath(text) != nil, "not a path: \(text)")
    self.text = text
  }

  private init(checked text: String) {
    self.text = text
  }

  public var description: String { text }

  /// The number of folders between the site's root and the file.
  public var depth: Int { text.utf8.count { $0 == UInt8(ascii: "/") } }

  /// The folder that contains this path; `nil` if that is the root.
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

/// Compares paths by bytes, as file systems do: two encodings of `é` are one string but two files.
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

  /// Compares the common prefix; the result is negative, zero or positive, as for `memcmp`.
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
