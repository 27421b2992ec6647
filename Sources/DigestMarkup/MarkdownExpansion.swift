import CMarkGFM

/// Limits the size of the HTML that a Markdown text expands to.
///
/// A link definition is written out wherever a link uses it, a footnote gets a backlink for each
/// reference, and a macro expands to many tokens: 250 KB of text became 121 MB of HTML.
enum MarkdownExpansion {
  /// The approximate limit, in bytes of HTML.
  ///
  /// Texts without such repetition stay below it: the deepest block quotes grow by a factor of 23,
  /// to 6 MB at most, and the shortest formulas by a factor of 13.
  static let limit = 8 << 20

  /// A text up to this length is not measured, because it would have to grow a thousandfold.
  private static let safeBytes = 2048

  /// Whether a text could exceed the limit, for which it needs a definition or a macro.
  static func mayExceedLimit(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count > safeBytes else { return false }
    return text.contains(UInt8(ascii: "\\"))
      || zip(text, text.dropFirst()).contains { $0 == (UInt8(ascii: "]"), UInt8(ascii: ":")) }
  }

  /// Returns the problem of a document that exceeds the limit, at the line of its largest block.
  static func problem(below root: CMarkDocument.Node) -> MarkdownLimits.Problem? {
    var total = 0
    var longest = (size: 0, line: 1)
    for block in CMarkDocument.children(of: root) {
      let size = CMarkDocument.htmlSize(of: block)
      total += size
      if size > longest.size { longest = (size, CMarkDocument.line(of: block)) }
    }
    guard total > limit else { return nil }
    return MarkdownLimits.Problem(
      line: max(1, longest.line),
      message:
        "the text grows to \(total >> 20) MB of HTML, this part most; the limit is \(limit >> 20)",
      hint: "use long link definitions, footnotes and macros less often")
  }
}

extension CMarkDocument {
  /// The approximate number of bytes that cmark-gfm writes for a node and all nodes below it.
  fileprivate static func htmlSize(of node: Node) -> Int {
    var size = 0
    visit(node) { node in
      size += ownSize(of: node)
      return true
    }
    return size
  }

  private static func ownSize(of node: Node) -> Int {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: escapedSize(cmark_node_get_literal(node))
    case CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK:
      40 + escapedSize(cmark_node_get_literal(node))
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      40 + addressSize(cmark_node_get_url(node)) + escapedSize(cmark_node_get_title(node))
    // This includes the backlink in the footnote.
    case CMARK_NODE_FOOTNOTE_REFERENCE: 240
    case CMARK_NODE_CUSTOM_INLINE, CMARK_NODE_CUSTOM_BLOCK:
      bytes(of: cmark_node_get_on_enter(node)).count
    default: 24
    }
  }

  private static func escapedSize(_ text: UnsafePointer<CChar>?) -> Int {
    bytes(of: text).reduce(0) { size, byte in
      switch byte {
      case UInt8(ascii: "\""): size + 6
      case UInt8(ascii: "&"): size + 5
      case UInt8(ascii: "<"), UInt8(ascii: ">"): size + 4
      default: size + 1
      }
    }
  }

  /// The size of an escaped URL: `&` and `'` become entities; all bytes but ASCII letters, digits
  /// and some punctuation are percent-encoded.
  private static func addressSize(_ text: UnsafePointer<CChar>?) -> Int {
    bytes(of: text).reduce(0) { size, byte in
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "'"): size + 6
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: size + 1
      default: "-_.+!*(),%#@?=;:/$~".utf8.contains(byte) ? size + 1 : size + 3
      }
    }
  }
}
