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
    /// Comments and new delimiters: nothing is left of them but their line.
    case silent
  }

  let kind: Kind
  /// Where the text or the tag, with its delimiter, begins.
  let offset: Int
  /// The text itself, or the tag's name without sigil and space around it.
  let content: Range<Int>
  /// The white space before the first tag of a line.
  var lead = 0..<0
  /// The tag has its line, or shares it with parent and block tags only: the line vanishes.
  var isStandalone = false
  /// Text only: it is the first of its line, where indentation goes.
  var startsLine = false
}

/// A mistake in a template, before its path and line are known.
struct TemplateProblem {
  let offset: Int
  let message: String
  let hint: String?

  /// A hostile or broken template stops being read after this many.
  static let limit = 100
}
