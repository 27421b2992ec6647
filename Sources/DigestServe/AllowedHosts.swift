/// The names under which the preview may be asked for.
///
/// Without this check any page on the web could read the preview: its owner lets a name of theirs
/// lead to 127.0.0.1 (DNS rebinding), and the browser takes both for one site.
struct AllowedHosts: Sendable {
  private let names: Set<String>

  /// `host` is the address or name that the user chose to serve on.
  init(host: String?) {
    let own = host.map { $0.contains(":") ? "[\($0.lowercased())]" : $0.lowercased() }
    names = Set(["localhost", "127.0.0.1", "[::1]"] + (own.map { [$0] } ?? []))
  }

  /// Whether a `Host` header names this computer, with or without a port.
  func allow(host header: String?) -> Bool {
    guard let header = header?.lowercased() else { return false }
    if names.contains(header) { return true }
    guard let colon = header.utf8.lastIndex(of: UInt8(ascii: ":")) else { return false }
    let port = header[header.index(after: colon)...]
    return names.contains(String(header[..<colon])) && (1...5).contains(port.utf8.count)
      && port.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether a request comes from a page of the preview's own, or from no page at all.
  func allow(origin: String?, host: String?, site: String?) -> Bool {
    if let site, !["same-origin", "none"].contains(site) { return false }
    guard let origin else { return true }
    guard let host else { return false }
    return origin.lowercased() == "http://\(host.lowercased())"
  }
}
