import CMarkGFM

/// Bounds what a Markdown text may become.
///
/// A definition is written out wherever a link uses it, a footnote gets a link back for each
/// reference, and a macro stands for many tokens: 250 KB of text became 121 MB of HTML.
enum MarkdownExpansion {
  /// Bytes of HTML, about.
  ///
  /// Texts that repeat nothing stay below: those of the deepest quotes become 23 times as long,
  /// 6 MB at most, and those of the shortest formulas 13 times.
  static let limit = 8 << 20

  /// So short a text is never measured: it would have to grow a thousandfold.
  private static let safeBytes = 2048

  /// Whether a text could reach the limit at all: it needs a definition or a macro.
  static func mayExceedLimit(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count > safeBytes else { return false }
    return text.contains(UInt8(ascii: "\\"))
      || zip(text, text.dropFirst()).contains { $0 == (UInt8(ascii: "]"), UInt8(ascii: ":")) }
  }

  /// What is wrong with a document of that size, told of its longest part.
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
  /// About how many bytes cmark-gfm writes for a node and all below it.
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
    // With the link back, which stands in the note.
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

  /// Letters beyond ASCII and some signs become `%C3`, `&` and `'` references.
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
