import CMarkGFM
import DigestCore
import Glibc

/// A syntax extension of cmark-gfm that keeps the parser from interpreting formulas.
///
/// At a `$`, or at the parenthesis of `\(`, it looks ahead in the raw text of the paragraph and
/// makes the whole formula one node. So `$x_i * y_j$`, `$a<b$` and `$x]y$` are not split, while
/// code spans, code blocks and `\$` keep their meaning. Its special characters are in the same
/// process-wide table as those of `strikethrough`, so these parses take turns too.
enum CMarkMath {
  /// The delimiters of formulas that a text contains.
  struct Signs: OptionSet, Sendable {
    let rawValue: Int

    static let dollar = Signs(rawValue: 1)
    static let parenthesis = Signs(rawValue: 2)
  }

  static func attach(_ signs: Signs, to parser: OpaquePointer) {
    if signs.contains(.dollar) { attach(dollar, to: parser) }
    if signs.contains(.parenthesis) {
      attach(parenthesis, to: parser)
      // Otherwise, cmark-gfm would treat `\(` as an escaped parenthesis.
      cmark_parser_set_backslash_ispunct_func(parser) { character in
        let byte = UInt8(bitPattern: character)
        return byte != UInt8(ascii: "(") && ASCII.isPunctuation(byte) ? 1 : 0
      }
    }
  }

  private static func attach(_ address: UInt, to parser: OpaquePointer) {
    guard let found = OpaquePointer(bitPattern: address) else {
      preconditionFailure("cmark: no extension for formulas")
    }
    cmark_parser_attach_syntax_extension(parser, found)
  }

  /// The address of the extension for `$`, which lives as long as the process.
  ///
  /// It is an integer because pointers are not `Sendable`. cmark-gfm calls an extension for every
  /// special character, so its function has to check which one it is.
  private static let dollar = makeExtension("math", UInt8(ascii: "$")) {
    _, _, parent, character, inlines in
    guard let parent, let inlines, character == UInt8(ascii: "$") else { return nil }
    return CMarkMath.formula(in: parent, inlines)
  }

  private static let parenthesis = makeExtension("math-parenthesis", UInt8(ascii: "(")) {
    _, _, parent, character, inlines in
    guard let parent, let inlines, character == UInt8(ascii: "(") else { return nil }
    return CMarkMath.parenthesized(in: parent, inlines)
  }

  private static func makeExtension(
    _ name: String, _ sign: UInt8, _ match: cmark_match_inline_func
  ) -> UInt {
    guard let made = cmark_syntax_extension_new(name) else {
      preconditionFailure("cmark: out of memory")
    }
    let memory = cmark_get_default_mem_allocator()
    let signs = cmark_llist_append(memory, nil, UnsafeMutableRawPointer(bitPattern: UInt(sign)))
    cmark_syntax_extension_set_special_inline_chars(made, signs)
    cmark_syntax_extension_set_match_inline_func(made, match)
    return UInt(bitPattern: made)
  }

  /// Makes a node of the formula that starts at the current `$`; returns `nil` for a dollar sign.
  private static func formula(
    in parent: OpaquePointer, _ inlines: OpaquePointer
  ) -> OpaquePointer? {
    let start = cmark_inline_parser_get_offset(inlines)
    var dollars = 0
    let text = text(from: start, inlines) { byte, isEscaped in
      if byte == UInt8(ascii: "$") && !isEscaped { dollars += 1 }
      return dollars > MathSpan.maxInnerDollars + 2
    }
    guard let end = MathSpan.end(in: text[...], at: 0) else { return nil }
    return take(text[..<end], in: parent, from: start, inlines)
  }

  /// Makes a node of the formula in `\( … \)`; a `\(` that is never closed becomes a parenthesis.
  private static func parenthesized(
    in parent: OpaquePointer, _ inlines: OpaquePointer
  ) -> OpaquePointer? {
    let start = cmark_inline_parser_get_offset(inlines)
    guard isEscaped(start, inlines) else { return nil }
    cmark_node_unput(parent, 1)
    let rest = text(from: start, inlines) { byte, isEscaped in
      isEscaped && (byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")"))
    }
    let text = [UInt8(ascii: "\\")] + rest
    guard let end = MathSpan.parenthesisEnd(in: text[...], at: 0) else {
      return makeText("(", length: 1, from: start, inlines)
    }
    return take(text[..<end], in: parent, from: start - 1, inlines)
  }

  /// Makes a node with the formula's source, which is parsed after the whole document.
  ///
  /// cmark-gfm's table cells accept no custom nodes; there, a raw HTML node is marked instead.
  private static func take(
    _ source: ArraySlice<UInt8>, in parent: OpaquePointer, from start: Int32,
    _ inlines: OpaquePointer
  ) -> OpaquePointer? {
    let isInCell = CMarkDocument.isCell(parent)
    guard let node = cmark_node_new(isInCell ? CMARK_NODE_HTML_INLINE : CMARK_NODE_CUSTOM_INLINE)
    else { preconditionFailure("cmark: out of memory") }
    let text = String(decoding: source, as: UTF8.self)
    if isInCell {
      cmark_node_set_literal(node, text)
      cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: 1))
    } else {
      cmark_node_set_on_enter(node, text)
    }
    cmark_inline_parser_set_offset(inlines, start + Int32(source.count))
    return node
  }

  private static func makeText(
    _ text: String, length: Int, from start: Int32, _ inlines: OpaquePointer
  ) -> OpaquePointer? {
    guard let node = cmark_node_new(CMARK_NODE_TEXT) else {
      preconditionFailure("cmark: out of memory")
    }
    cmark_node_set_literal(node, text)
    cmark_inline_parser_set_offset(inlines, start + Int32(length))
    return node
  }

  /// Returns the text of the paragraph from `start` up to the byte for which `isEnough` is true, or
  /// up to one byte more than the longest formula.
  ///
  /// `isEnough` is called with each byte and whether a backslash escapes it.
  private static func text(
    from start: Int32, _ inlines: OpaquePointer, _ isEnough: (UInt8, Bool) -> Bool
  ) -> [UInt8] {
    var text: [UInt8] = []
    var isEscaped = false
    var position = start
    while text.count <= MathSpan.maxBytes {
      let byte = cmark_inline_parser_peek_at(inlines, position)
      if byte == 0 { break }
      text.append(byte)
      if isEnough(byte, isEscaped) { break }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      position += 1
    }
    return text
  }

  /// Whether an odd number of backslashes precedes `offset`.
  private static func isEscaped(_ offset: Int32, _ inlines: OpaquePointer) -> Bool {
    var count: Int32 = 0
    while count < offset,
      cmark_inline_parser_peek_at(inlines, offset - count - 1) == UInt8(ascii: "\\")
    {
      count += 1
    }
    return count % 2 == 1
  }
}

extension CMarkDocument {
  /// A formula in the document that is not parsed yet.
  struct Formula {
    let node: Node
    /// The TeX source, with delimiters unless it is a block.
    let source: [UInt8]
    let isBlock: Bool
  }

  /// Returns all formulas in document order: inline formulas and code blocks fenced as `math`.
  static func formulas(below root: Node) -> [Formula] {
    var formulas: [Formula] = []
    visit(root) { node in
      let type = cmark_node_get_type(node)
      if type == CMARK_NODE_CUSTOM_INLINE {
        let source = Array(bytes(of: cmark_node_get_on_enter(node)))
        formulas.append(Formula(node: node, source: source, isBlock: false))
      } else if type == CMARK_NODE_HTML_INLINE, cmark_node_get_user_data(node) != nil {
        let source = Array(bytes(of: cmark_node_get_literal(node)))
        formulas.append(Formula(node: node, source: source, isBlock: false))
      } else if type == CMARK_NODE_CODE_BLOCK,
        bytes(of: cmark_node_get_fence_info(node)).elementsEqual("math".utf8)
      {
        let source = Array(bytes(of: cmark_node_get_literal(node)))
        formulas.append(Formula(node: node, source: source, isBlock: true))
      }
      return true
    }
    return formulas
  }

  /// Replaces an inline formula with HTML.
  static func replaceInline(_ node: Node, with html: SafeHTML) {
    cmark_node_set_on_enter(node, String(decoding: html.bytes, as: UTF8.self))
  }

  /// Replaces a block with HTML and returns the new node.
  static func replaceBlock(_ node: Node, with html: SafeHTML) -> Node {
    guard let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else {
      preconditionFailure("cmark: out of memory")
    }
    cmark_node_set_on_enter(block, String(decoding: html.bytes, as: UTF8.self))
    cmark_node_replace(node, block)
    cmark_node_free(node)
    return block
  }

  /// Replaces a formula with text, in an image's description or a table cell.
  static func replace(_ node: Node, withText text: String) {
    guard let plain = cmark_node_new(CMARK_NODE_TEXT) else {
      preconditionFailure("cmark: out of memory")
    }
    cmark_node_set_literal(plain, text)
    cmark_node_replace(node, plain)
    cmark_node_free(node)
  }

  static func isCell(_ node: Node) -> Bool {
    guard let type = cmark_node_get_type_string(node) else { return false }
    return strcmp(type, "table_cell") == 0 || strcmp(type, "table_header") == 0
  }

  /// The context of a formula, as far as it affects rendering.
  enum Surroundings {
    case image
    case cell
    case link
    case paragraph(Node)
    case text
  }

  /// Returns the context of a formula; it is a paragraph only if the formula is alone in it.
  static func surroundings(of node: Node) -> Surroundings {
    if cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE { return .cell }
    var ancestor = cmark_node_parent(node)
    while let current = ancestor {
      let type = cmark_node_get_type(current)
      if type == CMARK_NODE_IMAGE { return .image }
      if type == CMARK_NODE_LINK { return .link }
      ancestor = cmark_node_parent(current)
    }
    let isAlone = cmark_node_next(node) == nil && cmark_node_previous(node) == nil
    guard isAlone, let parent = cmark_node_parent(node),
      cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH
    else { return .text }
    return .paragraph(parent)
  }

  /// The first line, from 1, of the block that contains `node`; inline nodes have no line.
  static func blockLine(of node: Node) -> Int {
    var block: Node? = node
    while let current = block, line(of: current) == 0 { block = cmark_node_parent(current) }
    return max(1, block.map(line) ?? 1)
  }
}
