/// Scans content without tags: declarations, comments, CDATA, and the content of `<script>` and
/// similar elements.
extension MarkupScanner {
  /// Determines what `<!` opens: a comment, a CDATA section or a declaration.
  ///
  /// Only XML has CDATA sections; in HTML, `<![CDATA[` opens a bogus comment, which ends at `>`.
  mutating func scanDeclarationStart(_ byte: UInt8) {
    if byte == UInt8(ascii: ">") { return state = MarkupState() }
    state.element.append(byte)
    if state.element == Array("--".utf8) {
      // `<!-->` and `<!--->` are whole comments (HTML, 13.2.5.43).
      state = MarkupState(position: .comment, matched: isXML ? 0 : 2)
    } else if state.element == Array("[CDATA[".utf8) {
      state = MarkupState(position: isXML ? .cdata : .declaration)
    } else if !"--".utf8.starts(with: state.element), !"[CDATA[".utf8.starts(with: state.element) {
      state = MarkupState(position: .declaration)
    }
  }

  /// Scans a comment, which ends at `-->` and, in HTML, also at `--!>`.
  mutating func scanComment(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "-"): state.matched = state.matched == 3 ? 1 : min(2, state.matched + 1)
    case UInt8(ascii: "!") where state.matched == 2 && !isXML: state.matched = 3
    case UInt8(ascii: ">") where state.matched >= 2: state = MarkupState()
    default: state.matched = 0
    }
  }

  mutating func scanCDATA(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "]"): state.matched = min(2, state.matched + 1)
    case UInt8(ascii: ">") where state.matched == 2: state = MarkupState()
    default: state.matched = 0
    }
  }

  /// Rejects `<!--` in a script, where `<script>` after it would let `</script>` not end the script
  /// (HTML, 13.2.5.28, script data double escaped state).
  private mutating func rejectComment(_ byte: UInt8) {
    let opening = Array("<!--".utf8)
    guard !isXML, state.element == Array("script".utf8) else { return }
    let isNext = byte == opening[state.commentMatched]
    state.commentMatched = isNext ? state.commentMatched + 1 : byte == opening[0] ? 1 : 0
    guard state.commentMatched == opening.count else { return }
    state.commentMatched = 0
    refusal = Refusal(
      message: "'<!--' opens a comment inside a script",
      hint: "write comments of the script's language, such as '// …'")
  }

  /// Scans raw text, which ends at `</script` or the like, followed by white space, `/` or `>`.
  mutating func scanRawText(_ byte: UInt8) {
    rejectComment(byte)
    let end = Array("</".utf8) + state.element
    if state.matched == end.count {
      let isOver = byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      if isOver || TemplateScanner.isSpace(byte) {
        state = MarkupState(position: .tagName, element: state.element, isEndTag: true)
        return scanTagName(byte)
      }
      state.matched = 0
    }
    let isNext = lowercased(byte) == end[state.matched]
    state.matched = isNext ? state.matched + 1 : byte == UInt8(ascii: "<") ? 1 : 0
  }
}
