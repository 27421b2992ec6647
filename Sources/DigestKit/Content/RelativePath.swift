/// Paths written relative to a file, as in `![](figures/a.png)`.
enum RelativePath {
  /// The path from the root that `path`, written in the file `source`, means; `nil` if it leaves
  /// the root or is no relative path at all.
  ///
  /// For instance `../a.png` in `papers/2024/x.md` → `papers/a.png`.
  static func resolve(_ path: String, from source: String) -> String? {
    guard !path.isEmpty, !path.hasPrefix("/"), !path.hasPrefix("#"), !path.hasPrefix("?") else {
      return nil
    }
    var components = source.split(separator: "/").dropLast().map(String.init)
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      if part == "." { continue }
      if part != ".." {
        components.append(String(part))
      } else if components.popLast() == nil {
        return nil
      }
    }
    return components.joined(separator: "/")
  }

  /// How to reach `target` from the page `source`, both from the site's root.
  ///
  /// For instance `tags/a.html` from `papers/x.html` → `../tags/a.html`.
  static func link(to target: String, from source: String) -> String {
    String(repeating: "../", count: source.utf8.count { $0 == UInt8(ascii: "/") }) + target
  }
}
