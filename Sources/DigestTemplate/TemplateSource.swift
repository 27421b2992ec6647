package import DigestCore

/// One template file, read but not yet parsed.
public struct TemplateSource: Sendable {
  /// As errors show it: `Templates/pages/paper.html`.
  ///
  /// Its ending decides how text is escaped, see `TemplateLanguage`.
  public let path: String
  /// As `{{>name}}` and `TemplateSet.compile` say it: `pages/paper`, `card`.
  public let name: String
  public let bytes: [UInt8]

  public init(path: String, name: String, bytes: [UInt8]) {
    self.path = path
    self.name = name
    self.bytes = bytes
  }
}

extension TemplateSource {
  /// A problem at a byte of the file.
  package func diagnostic(at offset: Int, _ message: String, hint: String?) -> Diagnostic {
    let (line, column) = place(of: offset)
    return Diagnostic(path: path, line: line, column: column, message: message, hint: hint)
  }

  /// Line and column from 1; columns are counted in Unicode scalars.
  package func place(of offset: Int) -> (line: Int, column: Int) {
    let before = bytes.prefix(offset)
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return (line, column)
  }
}

/// What a template makes, told from its path; decides escaping and the checks of places.
package enum TemplateLanguage: Sendable {
  case html
  case xml
  /// Nothing is escaped: the text part of a mail, robots.txt.
  case text
  /// Any other path: Mustache as specified, HTML escaping without a look at the place.
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
