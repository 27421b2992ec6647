/// How an insertion is escaped, which is decided when templates are loaded.
enum Escaping: Sendable {
  case none
  case html
  /// Like HTML, without the characters that XML 1.0 forbids.
  case xml
  /// Percent-encoded, as one component of a URL.
  case component
}

/// The type of an inserted value, as far as it affects escaping.
enum InsertionType {
  case text
  case html
  case json
  case url
  case number

  /// Returns `nil` for a type that can only be opened by a section.
  init?(_ type: FieldType) {
    switch type {
    case .text, .choice: self = .text
    case .html: self = .html
    case .json: self = .json
    case .url: self = .url
    case .number: self = .number
    case .flag, .texts, .htmls, .view, .views, .map: return nil
    }
  }
}

/// The reason why an insertion is not allowed in its context.
package struct Refusal: Error {
  let message: String
  let hint: String
}

extension Escaping {
  /// Returns the escaping for a language, context and type; throws if the insertion is not allowed.
  ///
  /// `tag` is the insertion as the author wrote it, and `name` is the name in it.
  static func choose(
    _ type: InsertionType, isRaw: Bool, tag: String, name: String, language: TemplateLanguage,
    at state: MarkupState
  ) throws(Refusal) -> Escaping {
    switch language {
    case .mustache, .text:
      try checkBraces(type, isRaw: isRaw, tag: tag, name: name)
      return isRaw || language == .text ? .none : .html
    case .xml:
      let place = MarkupContext(state, isXML: true)
      if case .forbidden(let what, let hint) = place { throw refusal(tag, what, hint) }
      if isRaw { throw rawInXML(tag, name) }
      return .xml
    case .html:
      try checkBraces(type, isRaw: isRaw, tag: tag, name: name)
      return try choose(type, tag: tag, name: name, in: MarkupContext(state, isXML: false))
    }
  }

  /// Returns the escaping in HTML; throws if `type` is not allowed at `place`.
  private static func choose(
    _ type: InsertionType, tag: String, name: String, in place: MarkupContext
  ) throws(Refusal) -> Escaping {
    switch (place, type) {
    case (.forbidden(let what, let hint), _): throw refusal(tag, what, hint)
    case (.jsonScript, .json): return .none
    case (.jsonScript, _):
      throw refusal(tag, "a script", "only a json field is allowed here, as '{{{\(name)}}}'")
    case (_, .json):
      throw refusal(
        tag, "HTML", "json is only allowed inside <script type=\"application/json\">")
    case (.text, .html): return .none
    case (_, .html):
      throw refusal(
        tag, place == .plainText ? "an element that shows tags as text" : "an attribute",
        "HTML is only allowed in element content; use a text field here")
    case (.url(.start), .text):
      throw refusal(
        tag, "the start of a URL",
        "use a url field, or write out the beginning: 'papers/{{\(name)}}.html'")
    case (.refresh, .text):
      throw refusal(
        tag, "the 'content' of an 'http-equiv'", "only a url field or a number is allowed here")
    case (.url(.path), .text), (.url(.query), .text), (.url(.query), .url): return .component
    case (.text, _), (.plainText, _), (.attribute, _), (.url, _), (.refresh, _): return .html
    }
  }

  /// Throws unless HTML and JSON are inserted with three braces and other types with two.
  private static func checkBraces(
    _ type: InsertionType, isRaw: Bool, tag: String, name: String
  ) throws(Refusal) {
    switch type {
    case .html where !isRaw:
      throw Refusal(
        message: "'\(tag)' would show HTML as text", hint: "write '{{{\(name)}}}'")
    case .json where !isRaw:
      throw Refusal(
        message: "'\(tag)' would break the JSON",
        hint: "write '{{{\(name)}}}' inside <script type=\"application/json\">")
    case .text where isRaw, .url where isRaw, .number where isRaw:
      throw Refusal(
        message: "'\(tag)' would publish text as HTML", hint: "write '{{\(name)}}'")
    default: break
    }
  }

  private static func rawInXML(_ tag: String, _ name: String) -> Refusal {
    Refusal(
      message: "'\(tag)' would put HTML into XML as it is",
      hint: "write '{{\(name)}}': HTML in feeds is escaped")
  }

  private static func refusal(_ tag: String, _ what: String, _ hint: String) -> Refusal {
    Refusal(message: "'\(tag)' is inside \(what)", hint: hint)
  }
}
