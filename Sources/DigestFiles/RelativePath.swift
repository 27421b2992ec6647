import DigestCore

/// Functions for paths that are relative to a file, as in `![](figures/a.png)`.
package enum RelativePath {
  /// Resolves `path`, as written in the file `source`, to a path from the root; returns `nil` if it
  /// leaves the root or is not relative.
  ///
  /// For instance `../a.png` in `papers/2024/x.md` → `papers/a.png`.
  package static func resolve(_ path: String, from source: String) -> String? {
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

  /// Returns the percent-decoded path, or the path itself if the result is not valid UTF-8.
  package static func decoded(_ path: Substring) -> String {
    guard path.utf8.contains(UInt8(ascii: "%")) else { return String(path) }
    var bytes: [UInt8] = []
    var rest = Array(path.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let code = UInt8(digits, radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? String(path)
  }

  /// Returns the path percent-encoded for a URL, except for its slashes.
  package static func encoded(_ path: String) -> String {
    var encoded: [UInt8] = []
    for (index, part) in path.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { encoded.append(UInt8(ascii: "/")) }
      Escape.urlComponent(String(part), to: &encoded)
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
