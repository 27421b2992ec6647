import DigestMarkup

/// Links in an abstract to code, data and other material.
struct PaperLinks: Equatable {
  enum Kind: String, CaseIterable {
    case code
    case project
    case data
    case model
    case video
  }

  /// The first URL of each kind.
  private(set) var urls: [Kind: String] = [:]

  init(_ text: TeXText) {
    for paragraph in text.paragraphs { read(paragraph, before: []) }
  }

  private mutating func read(_ pieces: [TeXPiece], before: [UInt8]) {
    var before = before
    for piece in pieces {
      switch piece {
      case .url(let url): add(url, after: before)
      case .link(let url, let shown): add(url, after: before + [0x20] + TeXPiece.plain(shown))
      case .styled(_, let inner): read(inner, before: before)
      case .text, .math, .code: break
      }
      before = Array((before + TeXPiece.plain([piece])).suffix(80))
    }
  }

  private mutating func add(_ url: [UInt8], after text: [UInt8]) {
    let url = String(decoding: url, as: UTF8.self)
    guard let kind = PaperLinks.kind(of: url, after: text), urls[kind] == nil,
      SafeURL(url) != nil
    else { return }
    urls[kind] = url
  }

  static func kind(of url: String, after text: [UInt8] = []) -> Kind? {
    guard let (host, path) = parts(of: url) else { return nil }
    let folders = path.split(separator: "/")
    switch host {
    case "github.com", "gitlab.com", "bitbucket.org", "codeberg.org":
      return folders.count >= 2 ? .code : nil
    case "anonymous.4open.science": return .code
    case "huggingface.co": return huggingFaceKind(folders)
    case "zenodo.org": return .data
    case "doi.org": return path.hasPrefix("10.5281/zenodo") ? .data : nil
    case "youtube.com", "youtu.be", "vimeo.com": return .video
    case "arxiv.org": return nil
    default: return host.hasSuffix(".github.io") || isProject(text) ? .project : nil
    }
  }

  private static func huggingFaceKind(_ folders: [Substring]) -> Kind? {
    switch folders.first {
    case "datasets": folders.count >= 3 ? .data : nil
    case "spaces": .project
    case "papers", "collections", "docs", "blog", nil: nil
    default: folders.count >= 2 ? .model : nil
    }
  }

  /// Returns the host without `www.` and the path without its first slash.
  ///
  /// Returns `nil` for a URL with a user name, which is only misleading.
  private static func parts(of url: String) -> (host: String, path: String)? {
    let lowered = url.lowercased()
    guard let scheme = ["https://", "http://"].first(where: { lowered.hasPrefix($0) }) else {
      return nil
    }
    let rest = url.utf8.dropFirst(scheme.utf8.count)
    let authority = rest.prefix { ![0x2F, 0x3F, 0x23].contains($0) }
    if authority.contains(UInt8(ascii: "@")) { return nil }
    let host = String(decoding: authority.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
      .lowercased()
    let path = rest.dropFirst(authority.count + 1).prefix { $0 != 0x3F && $0 != 0x23 }
    return (
      host.hasPrefix("www.") ? String(host.dropFirst(4)) : host,
      String(decoding: path, as: UTF8.self)
    )
  }

  private static func isProject(_ text: [UInt8]) -> Bool {
    let before = String(decoding: text.suffix(60), as: UTF8.self).lowercased()
    return ["project", "website", "web page", "webpage", "homepage", "home page", "demo"]
      .contains { before.contains($0) }
  }
}
