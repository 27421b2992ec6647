/// The parser state at a position in HTML or XML, as far as it affects escaping.
struct MarkupState: Equatable {
  /// The tokenizer states of HTML (13.2.5) that affect escaping, simplified.
  enum Position: Equatable {
    case text
    /// After `<`, and after `</` when `isEndTag`.
    case tagStart
    case tagName
    case betweenAttributes
    /// After a section that may or may not have added attributes: a space, `/` or `>` must follow.
    case afterSection
    case attributeName
    case afterAttributeName
    case beforeValue
    case doubleQuoted
    case singleQuoted
    case unquoted
    case afterQuoted
    /// After `<!`, before it is known what it opens.
    case declarationStart
    case declaration
    case comment
    case cdata
    /// The content of `<script>`, `<style>` and similar elements, which contains no tags.
    case rawText
  }

  /// The state of a URL attribute's value.
  enum URLPhase: Int {
    case start
    case path
    case query
    /// A scheme such as `javascript:`, whose text a browser decodes and runs.
    case script
  }

  var position = Position.text
  /// The lower-case tag name; in `declarationStart`, the bytes after `<!`.
  var element: [UInt8] = []
  var isEndTag = false
  var attribute: [UInt8] = []
  var urlPhase = URLPhase.start
  /// The literal bytes of a URL up to its first `:`, `/`, `?` or `#`.
  var scheme: [UInt8] = []
  /// The literal value of the `type` of a script.
  var scriptType: [UInt8] = []
  /// Whether the tag has `http-equiv`, which makes `content` an instruction to the browser.
  var hasHTTPEquiv = false
  /// Whether `content` has an insertion, so that no `http-equiv` may follow.
  var hasInsertedContent = false
  /// How many bytes of the end tag or delimiter of a comment, CDATA or raw text have been matched.
  var matched = 0
  /// How many bytes of `<!--` have been matched in a script.
  var commentMatched = 0
}

extension MarkupState {
  /// The state after a section that may have been skipped; `nil` if the two states conflict.
  ///
  /// Inside a tag, content that repeats must end in white space: `{{#x}}n="{{.}}" o{{/x}}` is an
  /// event attribute from its second repetition on.
  static func joined(_ before: MarkupState, _ after: MarkupState, repeats: Bool) -> MarkupState? {
    if before == after { return before }
    guard before.element == after.element, before.isEndTag == after.isEndTag else { return nil }
    var state = after
    state.hasHTTPEquiv = before.hasHTTPEquiv || after.hasHTTPEquiv
    state.hasInsertedContent = before.hasInsertedContent || after.hasInsertedContent
    if before.scriptType != after.scriptType { state.scriptType = [] }
    if before.position.isBetweenAttributes, after.position.isBetweenAttributes {
      if repeats, after.position != .betweenAttributes { return nil }
      state.position = after.position == .betweenAttributes ? .betweenAttributes : .afterSection
      if before.position != .betweenAttributes { state.position = .afterSection }
      state.attribute = []
      return state
    }
    guard before.position == after.position, before.attribute == after.attribute,
      before.position.isQuoted
    else { return nil }
    state.urlPhase = strictest(before.urlPhase, after.urlPhase)
    if MarkupContext.urlAttributes.contains(text(before.attribute)) {
      guard let scheme = joinedScheme(before.scheme, after.scheme) else { return nil }
      state.scheme = scheme
    }
    return state
  }

  /// Returns the scheme that may still become one that runs scripts; `nil` if both may.
  ///
  /// `href="java{{#x}}/{{/x}}script:…"` is a script only where the section is skipped.
  private static func joinedScheme(_ a: [UInt8], _ b: [UInt8]) -> [UInt8]? {
    if a == b { return a }
    let risky = [a, b].filter { scheme in
      MarkupContext.scriptSchemes.contains { $0.utf8.starts(with: scheme) }
    }
    return risky.count == 2 ? nil : risky.first ?? a
  }

  /// Returns the phase that allows less: script, then start, query and path.
  private static func strictest(_ a: URLPhase, _ b: URLPhase) -> URLPhase {
    for phase in [URLPhase.script, .start, .query] where a == phase || b == phase { return phase }
    return .path
  }

  /// The state in words, as in "the section begins in …".
  var description: String {
    switch position {
    case .text: "text"
    case .tagStart, .tagName: "a tag's name"
    case .betweenAttributes, .afterSection, .afterQuoted: "a tag"
    case .attributeName, .afterAttributeName: "an attribute's name"
    case .beforeValue, .unquoted: "an unquoted attribute value"
    case .doubleQuoted, .singleQuoted: "the attribute '\(MarkupState.text(attribute))'"
    case .declarationStart, .declaration: "a declaration"
    case .comment: "a comment"
    case .cdata: "a CDATA section"
    case .rawText: "the element '\(MarkupState.text(element))'"
    }
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension MarkupState.Position {
  var isQuoted: Bool { self == .doubleQuoted || self == .singleQuoted }

  /// Whether a space or `>` may follow, as in `<input{{#x}} checked{{/x}}>`.
  var isBetweenAttributes: Bool {
    switch self {
    case .tagName, .betweenAttributes, .afterSection, .attributeName, .afterAttributeName,
      .afterQuoted:
      true
    default: false
    }
  }
}
