/// A piece of a template: text up to the end of its line, or one tag.
struct TemplateToken {
  enum Kind: UInt8 {
    case text
    case variable
    case raw
    case section
    case inverted
    case end
    case partial
    case parent
    case block
    /// A comment or change of delimiters, which only matters for standalone lines.
    case silent
  }

  let kind: Kind
  /// The offset of the text or of the tag's opening delimiter.
  let offset: Int
  /// The range of the text, or of the tag's name without sigil and white space.
  let content: Range<Int>
  /// The white space before the first tag of a line.
  var lead = 0..<0
  /// Whether the tag's line is removed, because there is nothing else on it but parent and block
  /// tags.
  var isStandalone = false
  /// Whether the token is text at the start of a line, where indentation is inserted.
  var startsLine = false
}

/// A mistake in a template, before its path and line are known.
struct TemplateProblem {
  let offset: Int
  let message: String
  let hint: String?

  /// The maximum number of errors, after which reading a hostile or broken template stops.
  static let limit = 100
}
