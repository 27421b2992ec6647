/// The context of an insertion in markup, which determines what is allowed and how it is escaped.
enum MarkupContext: Equatable {
  case text
  /// The content of `<title>` or `<textarea>`, which has no tags.
  case plainText
  case attribute
  case url(MarkupState.URLPhase)
  /// The `content` of `<meta http-equiv>`, which can redirect the page.
  case refresh
  /// The content of `<script type="application/json">` or `application/ld+json`.
  case jsonScript
  case forbidden(what: String, hint: String)
}

extension MarkupContext {
  /// The elements whose content has no tags (HTML, 13.1.2, and obsolete ones).
  static let rawElements: Set<String> = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext",
  ]
  /// The attributes that contain several URLs.
  static let urlLists: Set<String> = ["srcset", "imagesrcset", "ping"]
  static let urlAttributes: Set<String> = [
    "href", "xlink:href", "src", "action", "formaction", "poster", "cite", "data", "background",
    "longdesc", "manifest", "codebase", "srcset", "imagesrcset", "ping",
  ]
  /// The schemes of URLs whose text a browser runs or shows as a page.
  static let scriptSchemes: Set<String> = ["javascript", "vbscript", "data"]
  /// `<set attributeName="href" to="…">` sets the URL of another element.
  private static let animations: Set<String> = ["animate", "set"]
  private static let animated: Set<String> = ["to", "from", "by", "values", "attributename"]
  private static let jsonTypes: Set<String> = ["application/json", "application/ld+json"]

  init(_ state: MarkupState, isXML: Bool) {
    switch state.position {
    case .text: self = .text
    case .doubleQuoted, .singleQuoted:
      self = isXML ? .attribute : MarkupContext.attributeValue(state)
    case .rawText: self = MarkupContext.rawText(state)
    case .beforeValue, .unquoted:
      self = .forbidden(what: state.description, hint: "put quotes around the value")
    case .tagStart, .tagName:
      self = .forbidden(what: state.description, hint: "write out the tag name")
    case .betweenAttributes, .afterSection, .afterQuoted, .attributeName, .afterAttributeName:
      self = .forbidden(
        what: "an attribute's name", hint: "write out the name, and put the value in quotes")
    case .comment, .declarationStart, .declaration, .cdata:
      self = .forbidden(what: state.description, hint: "remove it, or move it elsewhere")
    }
  }

  /// Returns the context of a quoted attribute value in HTML, by the attribute's name.
  private static func attributeValue(_ state: MarkupState) -> MarkupContext {
    let name = MarkupState.text(state.attribute)
    if name == "style" {
      return .forbidden(what: "a style attribute", hint: "set a class and style it in a CSS file")
    }
    if name.utf8.starts(with: "on".utf8) {
      return .forbidden(
        what: "the event attribute '\(name)'",
        hint: "put the value in a 'data-' attribute and read it from a script file")
    }
    if name == "srcdoc" {
      return .forbidden(
        what: "the attribute 'srcdoc'", hint: "it contains a whole page; link to one instead")
    }
    if animated.contains(name), animations.contains(MarkupState.text(state.element)) {
      return .forbidden(what: "the attribute '\(name)' of an animation", hint: "write it out")
    }
    if name == "content", state.hasHTTPEquiv { return .refresh }
    guard urlAttributes.contains(name) else { return .attribute }
    guard state.urlPhase != .script else {
      return .forbidden(what: "a URL that is a script or a page of its own", hint: "link to a file")
    }
    return .url(state.urlPhase)
  }

  /// Returns the context of the content of an element such as `<script>`.
  ///
  /// Once a part of the end tag has matched, insertions are forbidden, because they could complete
  /// it.
  private static func rawText(_ state: MarkupState) -> MarkupContext {
    let name = MarkupState.text(state.element)
    let isInEndTag = state.matched > 0
    if name == "title" || name == "textarea", !isInEndTag { return .plainText }
    if name == "script", jsonTypes.contains(MarkupState.text(state.scriptType)), !isInEndTag {
      return .jsonScript
    }
    return .forbidden(
      what: state.description,
      hint: name == "script"
        ? "pass it as json in <script type=\"application/json\">, or in a 'data-' attribute"
        : "nothing can be escaped there")
  }
}
