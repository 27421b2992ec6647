/// Applies Mustache's rule for standalone tags: a line with nothing but a tag is removed.
enum TemplateLines {
  /// Removes the text of standalone lines and marks the beginnings of other lines.
  static func arrange(_ tokens: [TemplateToken], in bytes: [UInt8]) -> [TemplateToken] {
    var arranged: [TemplateToken] = []
    arranged.reserveCapacity(tokens.count)
    var start = 0
    for (index, token) in tokens.enumerated() where endsLine(token, bytes) {
      arranged += line(tokens[start...index], bytes)
      start = index + 1
    }
    return arranged + line(tokens[start...], bytes)
  }

  private static func endsLine(_ token: TemplateToken, _ bytes: [UInt8]) -> Bool {
    token.kind == .text && bytes[token.content.upperBound - 1] == 0x0A
  }

  /// Returns the tokens of one line: only its tags if it is standalone.
  private static func line(
    _ tokens: ArraySlice<TemplateToken>, _ bytes: [UInt8]
  ) -> [TemplateToken] {
    var tags = tokens.filter { $0.kind != .text }
    guard isStandalone(tags), isBlank(tokens, bytes) else { return inlineLine(tokens, bytes) }
    tags[0].lead = lead(of: tokens, bytes)
    for index in tags.indices { tags[index].isStandalone = true }
    return tags
  }

  /// Whether the tags of a line are a single one, or inheritance tags such as `{{<page}}{{$main}}`
  /// and `{{/main}}{{/page}}`.
  ///
  /// `{{$main}}{{/main}}` alone is a placeholder for inline text, so its line is kept.
  private static func isStandalone(_ tags: [TemplateToken]) -> Bool {
    guard let first = tags.first, tags.allSatisfy({ canStandAlone($0.kind) }) else { return false }
    if tags.count == 1 { return true }
    let areInheritance = tags.allSatisfy { [.parent, .block, .end].contains($0.kind) }
    let holdsParent = first.kind == .parent || tags.allSatisfy { $0.kind == .end }
    return areInheritance && holdsParent
  }

  private static func canStandAlone(_ kind: TemplateToken.Kind) -> Bool {
    ![.text, .variable, .raw].contains(kind)
  }

  private static func isBlank(_ tokens: ArraySlice<TemplateToken>, _ bytes: [UInt8]) -> Bool {
    tokens.allSatisfy {
      $0.kind != .text || bytes[$0.content].allSatisfy(TemplateScanner.isSpace)
    }
  }

  /// Returns the tokens of a line that is kept, and marks its first text.
  ///
  /// A line that begins with a tag gets an empty text, where indentation can be inserted.
  private static func inlineLine(
    _ tokens: ArraySlice<TemplateToken>, _ bytes: [UInt8]
  ) -> [TemplateToken] {
    guard var first = tokens.first else { return [] }
    var line = Array(tokens)
    if let tag = line.firstIndex(where: { $0.kind != .text }), isBlank(tokens.prefix(tag), bytes) {
      line[tag].lead = lead(of: tokens, bytes)
    }
    if first.kind == .text {
      line[0].startsLine = true
    } else {
      let start = first.offset..<first.offset
      first = TemplateToken(kind: .text, offset: first.offset, content: start, startsLine: true)
      line.insert(first, at: 0)
    }
    return line
  }

  /// Returns the white space before the first tag of a line.
  private static func lead(of tokens: ArraySlice<TemplateToken>, _ bytes: [UInt8]) -> Range<Int> {
    guard let first = tokens.first, first.kind == .text else { return 0..<0 }
    return first.content
  }
}
