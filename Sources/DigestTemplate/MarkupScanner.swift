/// Scans the literal bytes of a template and tracks tags, attributes, comments and raw text.
///
/// It has to be correct for markup that theme authors write and may reject anything else, because
/// templates are checked when they are loaded, not during rendering.
struct MarkupScanner {
  let isXML: Bool
  var state = MarkupState()
  var refusal: Refusal?

  init(isXML: Bool) {
    self.isXML = isXML
  }

  /// Scans literal bytes; afterwards, ``refusal`` is the error in them, if there is one.
  mutating func scan(_ bytes: some Sequence<UInt8>) {
    refusal = nil
    for byte in bytes { scan(byte) }
  }

  /// Records that a section begins, whose first character must not continue a name.
  mutating func enterSection() {
    if state.position == .tagName || state.position == .attributeName {
      state.position = .afterSection
      state.attribute = []
    }
  }

  /// Records an insertion at the current position.
  mutating func insert() {
    let attribute = MarkupState.text(state.attribute)
    if state.position.isQuoted, state.urlPhase == .start { state.urlPhase = .path }
    if attribute == "content" { state.hasInsertedContent = true }
    // No literal type contains a NUL, so a script with it is never considered JSON.
    if attribute == "type" { state.scriptType.append(0) }
  }

  private mutating func scan(_ byte: UInt8) {
    switch state.position {
    case .text: if byte == UInt8(ascii: "<") { state.position = .tagStart }
    case .tagStart: scanTagStart(byte)
    case .tagName: scanTagName(byte)
    case .betweenAttributes, .afterQuoted: scanBetween(byte)
    case .afterSection: scanAfterSection(byte)
    case .attributeName: scanAttributeName(byte)
    case .afterAttributeName: scanAfterName(byte)
    case .beforeValue: scanBeforeValue(byte)
    case .doubleQuoted: scanQuoted(byte, quote: UInt8(ascii: "\""))
    case .singleQuoted: scanQuoted(byte, quote: UInt8(ascii: "'"))
    case .unquoted: scanUnquoted(byte)
    case .declarationStart: scanDeclarationStart(byte)
    case .declaration: if byte == UInt8(ascii: ">") { state = MarkupState() }
    case .comment: scanComment(byte)
    case .cdata: scanCDATA(byte)
    case .rawText: scanRawText(byte)
    }
  }

  /// Scans a byte after `<` or `</`; only a letter opens a tag (HTML, 13.2.5.6 and 13.2.5.7).
  private mutating func scanTagStart(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "/") where !state.isEndTag: state.isEndTag = true
    case UInt8(ascii: "!") where !state.isEndTag: state.position = .declarationStart
    case UInt8(ascii: "?"): state.position = .declaration
    case UInt8(ascii: "<"): state = MarkupState(position: .tagStart)
    case _ where isNameStart(byte):
      state.element = [lowercased(byte)]
      state.position = .tagName
    // `</>` is dropped; `</` before anything else opens a bogus comment.
    case UInt8(ascii: ">"): state = MarkupState()
    default: state = MarkupState(position: state.isEndTag ? .declaration : .text)
    }
  }

  mutating func scanTagName(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ">"): endTag()
    case _ where byte == UInt8(ascii: "/") || TemplateScanner.isSpace(byte):
      state.position = .betweenAttributes
    default: state.element.append(lowercased(byte))
    }
  }

  private mutating func scanBetween(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ">"): endTag()
    case _ where byte == UInt8(ascii: "/") || TemplateScanner.isSpace(byte):
      state.position = .betweenAttributes
      state.attribute = []
    default:
      state.attribute = [lowercased(byte)]
      state.position = .attributeName
    }
  }

  /// Rejects a name directly after a section, which could be appended to a name in the section.
  private mutating func scanAfterSection(_ byte: UInt8) {
    let ends = byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    if !ends, !TemplateScanner.isSpace(byte) {
      refusal = Refusal(
        message: "a name directly follows a section inside a tag",
        hint: "put a space between them")
    }
    scanBetween(byte)
  }

  private mutating func scanAttributeName(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "="): beginValue()
    case UInt8(ascii: ">"), UInt8(ascii: "/"): scanBetween(byte)
    case _ where TemplateScanner.isSpace(byte): state.position = .afterAttributeName
    default: state.attribute.append(lowercased(byte))
    }
  }

  private mutating func scanAfterName(_ byte: UInt8) {
    if byte == UInt8(ascii: "=") { return beginValue() }
    if !TemplateScanner.isSpace(byte) { scanBetween(byte) }
  }

  /// Begins a value; rejects `http-equiv` after an insertion in `content`, which it would affect.
  private mutating func beginValue() {
    state.position = .beforeValue
    state.urlPhase = .start
    state.scheme = []
    guard !isXML, state.attribute == Array("http-equiv".utf8) else { return }
    state.hasHTTPEquiv = true
    if state.hasInsertedContent {
      refusal = Refusal(
        message: "'http-equiv' follows a 'content' with an insertion",
        hint: "write 'http-equiv' first, so that the insertion can be checked")
    }
  }

  private mutating func scanBeforeValue(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): state.position = .doubleQuoted
    case UInt8(ascii: "'"): state.position = .singleQuoted
    case UInt8(ascii: ">"): endTag()
    case _ where TemplateScanner.isSpace(byte): break
    default:
      state.position = .unquoted
      scanValue(byte)
    }
  }

  private mutating func scanQuoted(_ byte: UInt8, quote: UInt8) {
    guard byte == quote else { return scanValue(byte) }
    state.position = .afterQuoted
    endValue()
  }

  private mutating func scanUnquoted(_ byte: UInt8) {
    if byte == UInt8(ascii: ">") { return endTag() }
    guard TemplateScanner.isSpace(byte) else { return scanValue(byte) }
    state.position = .betweenAttributes
    endValue()
  }

  private mutating func endValue() {
    state.attribute = []
    state.urlPhase = .start
    state.scheme = []
  }

  /// Tracks in which part of a URL the value is, and the literal type of a script.
  private mutating func scanValue(_ byte: UInt8) {
    scanScheme(byte)
    if state.urlPhase == .script {
      return
    } else if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
      state.urlPhase = .query
    } else if isNextCandidate(byte) {
      state.urlPhase = .start
    } else if state.urlPhase == .start, !TemplateScanner.isSpace(byte) {
      state.urlPhase = .path
    }
    if state.element == Array("script".utf8), state.attribute == Array("type".utf8) {
      state.scriptType.append(lowercased(byte))
    }
  }

  /// Collects the bytes before the first `:`, `/`, `?` or `#`, and recognizes schemes that run
  /// scripts.
  ///
  /// White space is skipped, because browsers ignore it in URLs.
  private mutating func scanScheme(_ byte: UInt8) {
    if state.scheme.last == UInt8(ascii: "/") { return }
    switch byte {
    case UInt8(ascii: ":"):
      let isScript = MarkupContext.scriptSchemes.contains(MarkupState.text(state.scheme))
      if isScript { state.urlPhase = .script }
      state.scheme = [UInt8(ascii: "/")]
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
      state.scheme = [UInt8(ascii: "/")]
    case _ where byte > 0x20: state.scheme.append(lowercased(byte))
    default: break
    }
  }

  /// `srcset` and `ping` contain several URLs, separated by commas or spaces.
  private func isNextCandidate(_ byte: UInt8) -> Bool {
    guard byte == UInt8(ascii: ",") || TemplateScanner.isSpace(byte) else { return false }
    return MarkupContext.urlLists.contains(MarkupState.text(state.attribute))
  }

  /// Ends a tag; in HTML, a start tag can be followed by raw text.
  private mutating func endTag() {
    let name = MarkupState.text(state.element)
    guard !isXML, !state.isEndTag, MarkupContext.rawElements.contains(name) else {
      state = MarkupState()
      return
    }
    state = MarkupState(
      position: .rawText, element: state.element, scriptType: state.scriptType)
  }
}

extension MarkupScanner {
  private func isNameStart(_ byte: UInt8) -> Bool {
    let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    let isOther = byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
    return isLetter || (isXML && isOther)
  }

  /// Folds the case of names in HTML; names in XML are case-sensitive.
  func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && !isXML ? byte | 0x20 : byte
  }
}
