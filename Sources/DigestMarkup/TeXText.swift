/// Prose with some TeX in it, as in titles and abstracts on arXiv.
///
/// Importers translate it once: ``markdown`` for a body, ``plain`` for a title. Formulas stay as
/// they are, and Markdown's own signs are escaped where
/// they would mean something. Of a command nobody knows the argument or the name is shown. For
/// instance `59.5\% of \emph{all} GPT_BASE` → `59.5% of *all*
/// GPT_BASE`.
package struct TeXText: Hashable, Sendable {
  package let paragraphs: [[TeXPiece]]
  /// Commands that nobody knows, without their backslash; of each text the first few.
  package let unknownCommands: [String]

  /// Creates text from a source that has other markup than TeX.
  package init(paragraphs: [[TeXPiece]]) {
    self.paragraphs = paragraphs
    unknownCommands = []
  }

  package init(_ source: String) { self.init(source, isStrict: false) }

  /// Of a source in which all of TeX's signs are TeX's: braces, for instance, are never shown.
  package init(tex source: String) {
    // Zotero writes HTML's tags so.
    let tags = source.replacing("{\\textless}", with: "<").replacing("{\\textgreater}", with: ">")
    self.init(tags, isStrict: true)
  }

  private init(_ source: String, isStrict: Bool) {
    let unknown = TeXUnknownCommands()
    paragraphs = TeXParagraphs.split(Array(source.utf8)).map { paragraph in
      var parser = TeXParser(TeXEscapedFormulas.restored(paragraph), isStrict: isStrict, unknown)
      return parser.pieces()
    }
    unknownCommands = unknown.names
  }

  /// The text as Markdown, with one paragraph per line, so that an editor's search and `git diff`
  /// are not confused by line breaks.
  package var markdown: String {
    let lines = paragraphs.map { MarkdownWriter.line($0) }.filter { !$0.isEmpty }
    return String(decoding: Array(lines.joined(separator: "\n\n".utf8)), as: UTF8.self)
  }

  /// The text on one line without styles, links and escapes; formulas keep their delimiters.
  package var plain: String {
    let lines = paragraphs.map { TeXPiece.plain($0) }.filter { !$0.isEmpty }
    return String(decoding: Array(lines.joined(separator: " ".utf8)), as: UTF8.self)
  }
}

/// A run of text, a formula, a link or a styled part.
package indirect enum TeXPiece: Hashable, Sendable {
  package enum Style: Hashable, Sendable {
    case emphasis
    case strong
  }

  case text([UInt8])
  /// A formula with its delimiters.
  case math([UInt8])
  case code([UInt8])
  /// A URL that is shown as such.
  case url([UInt8])
  case link(to: [UInt8], [TeXPiece])
  case styled(Style, [TeXPiece])

  package static func plain(_ pieces: [TeXPiece]) -> [UInt8] {
    var bytes: [UInt8] = []
    for piece in pieces { piece.appendPlain(to: &bytes) }
    while bytes.last == 0x20 { bytes.removeLast() }
    return Array(bytes.drop { $0 == 0x20 })
  }

  private func appendPlain(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text), .math(let text), .code(let text), .url(let text): bytes += text
    case .link(_, let pieces), .styled(_, let pieces):
      for piece in pieces { piece.appendPlain(to: &bytes) }
    }
  }
}
