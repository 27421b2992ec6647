package import DigestCore

/// The contents of a template file.
public struct TemplateSource: Sendable {
  /// The path as shown in errors: `Templates/pages/paper.html`.
  ///
  /// Its extension determines how text is escaped; see `TemplateLanguage`.
  public let path: String
  /// The name in `{{>name}}` and for `TemplateSet.compile`: `pages/paper`, `card`.
  public let name: String
  public let bytes: [UInt8]

  public init(path: String, name: String, bytes: [UInt8]) {
    self.path = path
    self.name = name
    self.bytes = bytes
  }
}

extension TemplateSource {
  /// Returns an error at an offset in the file, in bytes.
  package func diagnostic(at offset: Int, _ message: String, hint: String?) -> Diagnostic {
    let (line, column) = place(of: offset)
    return Diagnostic(path: path, line: line, column: column, message: message, hint: hint)
  }

  /// Returns the line and column of an offset, from 1; columns are Unicode scalars.
  package func place(of offset: Int) -> (line: Int, column: Int) {
    let before = bytes.prefix(offset)
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return (line, column)
  }
}

/// The language of a template, according to its path, which determines escaping and checks.
package enum TemplateLanguage: Sendable {
  case html
  case xml
  /// Plain text (`.txt`), in which nothing is escaped.
  case text
  /// Any other path: Mustache as specified, with HTML escaping regardless of context.
  case mustache

  init(path: String) {
    if path.hasSuffix(".html") {
      self = .html
    } else if path.hasSuffix(".xml") {
      self = .xml
    } else {
      self = path.hasSuffix(".txt") ? .text : .mustache
    }
  }
}
