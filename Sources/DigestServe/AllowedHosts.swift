/// The host names that the preview answers to.
///
/// Without this check, any page on the web could read the preview: its owner points a domain at
/// 127.0.0.1 (DNS rebinding), and the browser considers both to be one origin.
struct AllowedHosts: Sendable {
  private let names: Set<String>

  /// `host` is the address or name given with `--host`.
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

  /// Whether a request comes from a page of the preview, or from no page at all.
  ///
  /// The arguments are the request's `Origin`, `Host` and `Sec-Fetch-Site` headers.
  func allow(origin: String?, host: String?, site: String?) -> Bool {
    if let site, !["same-origin", "none"].contains(site) { return false }
    guard let origin else { return true }
    guard let host else { return false }
    return origin.lowercased() == "http://\(host.lowercased())"
  }
}
