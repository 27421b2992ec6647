/// Media types of files, by file extension.
enum MediaType {
  static func of(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return unknown }
    return byEnding[name[name.utf8.index(after: dot)...].lowercased()] ?? unknown
  }

  static let html = "text/html; charset=utf-8"
  private static let unknown = "application/octet-stream"

  private static let byEnding = [
    "html": html, "htm": html,
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
    "json": "application/json", "map": "application/json", "jsonl": "application/jsonl",
    "webmanifest": "application/manifest+json", "xml": "application/xml",
    "atom": "application/atom+xml",
    "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8", "yml": "application/yaml", "yaml": "application/yaml",
    "bib": "application/x-bibtex; charset=utf-8", "ics": "text/calendar; charset=utf-8",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "woff2": "font/woff2", "woff": "font/woff", "ttf": "font/ttf", "otf": "font/otf",
    "wasm": "application/wasm", "pdf": "application/pdf", "zip": "application/zip",
    "gz": "application/gzip", "mp4": "video/mp4", "webm": "video/webm", "mp3": "audio/mpeg",
    "vtt": "text/vtt; charset=utf-8",
  ]
}
