import CMarkGFM
import Glibc
import Synchronization

/// A Markdown document parsed by cmark-gfm, whose tree it owns.
package struct CMarkDocument: ~Copyable {
  package typealias Node = OpaquePointer

  private static let options =
    CMARK_OPT_DEFAULT | CMARK_OPT_SMART | CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8
    | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE

  /// Serializes parses that change cmark-gfm's table of special characters.
  ///
  /// The table is process-wide, and `strikethrough` and `autolink` change it during a parse.
  private static let turn = Mutex(())

  /// Registers the extensions once; looking them up afterwards is read-only and so thread-safe.
  private static let isRegistered = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()

  let root: Node
  /// Whether the document can contain formulas.
  let mayHoldFormulas: Bool
  /// Whether the HTML could exceed ``MarkdownExpansion/limit``, so that it must be measured.
  let mayExceedLimit: Bool

  /// Parses `text`, which the caller has checked with ``MarkdownLimits``.
  init(_ text: ArraySlice<UInt8>) {
    precondition(CMarkDocument.isRegistered)
    guard let parser = cmark_parser_new(CMarkDocument.options) else {
      preconditionFailure("cmark: out of memory")
    }
    defer { cmark_parser_free(parser) }
    CMarkDocument.attach(["table", "tasklist"], to: parser)
    let signs = Signs(in: text)
    mayHoldFormulas = signs.mayHoldFormulas
    mayExceedLimit = MarkdownExpansion.mayExceedLimit(text)
    if signs.needsAutolinkOrStrikethrough {
      CMarkDocument.attach(["strikethrough", "autolink"], to: parser)
    }
    CMarkMath.attach(signs.formulas, to: parser)
    let changesTable = signs.needsAutolinkOrStrikethrough || !signs.formulas.isEmpty
    text.withUnsafeBytes { bytes in
      cmark_parser_feed(parser, bytes.baseAddress, bytes.count)
    }
    let root =
      changesTable
      ? CMarkDocument.turn.withLock { _ in UInt(bitPattern: cmark_parser_finish(parser)) }
      : UInt(bitPattern: cmark_parser_finish(parser))
    guard let root = Node(bitPattern: root) else { preconditionFailure("cmark: out of memory") }
    self.root = root
  }

  deinit {
    cmark_node_free(root)
  }

  /// Renders `node` to HTML without the raw HTML of the source.
  static func html(of node: Node) -> [UInt8] {
    let memory = cmark_get_default_mem_allocator()
    guard let text = cmark_render_html_with_mem(node, options, nil, memory) else {
      preconditionFailure("cmark: out of memory")
    }
    defer { memory?.pointee.free(text) }
    return Array(bytes(of: text))
  }

  /// The extensions that a text needs, according to its special characters.
  private struct Signs {
    var needsAutolinkOrStrikethrough = false
    var formulas: CMarkMath.Signs = []
    private var holdsWordMath = false

    var mayHoldFormulas: Bool { holdsWordMath || !formulas.isEmpty }

    init(in text: ArraySlice<UInt8>) {
      text.withUnsafeBufferPointer { bytes in
        for index in bytes.indices { note(bytes, index) }
      }
    }

    private mutating func note(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) {
      func follows(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
      }
      switch bytes[index] {
      case UInt8(ascii: "~"), UInt8(ascii: "@"): needsAutolinkOrStrikethrough = true
      case UInt8(ascii: ":") where follows("://"): needsAutolinkOrStrikethrough = true
      case UInt8(ascii: "w") where follows("www."): needsAutolinkOrStrikethrough = true
      case UInt8(ascii: "$"): formulas.insert(.dollar)
      case UInt8(ascii: "\\") where follows("\\("): formulas.insert(.parenthesis)
      case UInt8(ascii: "m") where follows("math"): holdsWordMath = true
      default: break
      }
    }
  }

  private static func attach(_ names: [String], to parser: OpaquePointer) {
    for name in names {
      guard let found = cmark_find_syntax_extension(name) else {
        preconditionFailure("cmark: no extension '\(name)'")
      }
      cmark_parser_attach_syntax_extension(parser, found)
    }
  }
}

extension CMarkDocument {
  /// Returns the children of `node` in an array, so that they can be moved while it is traversed.
  static func children(of node: Node) -> [Node] {
    Array(
      sequence(first: cmark_node_first_child(node)) { $0.flatMap(cmark_node_next) }
        .prefix { $0 != nil }.compactMap(\.self))
  }

  /// Calls `visit` with `node` and each node below it in preorder, until it returns `false`.
  static func visit(_ node: Node, _ visit: (Node) -> Bool) {
    guard let iterator = cmark_iter_new(node) else { preconditionFailure("cmark: out of memory") }
    defer { cmark_iter_free(iterator) }
    while true {
      switch cmark_iter_next(iterator) {
      case CMARK_EVENT_DONE: return
      case CMARK_EVENT_ENTER:
        if let node = cmark_iter_get_node(iterator), !visit(node) { return }
      default: continue
      }
    }
  }

  /// Returns the links and images in an array, so that they can be replaced while it is traversed.
  static func links(below node: Node) -> [Node] {
    var links: [Node] = []
    visit(node) { node in
      let type = cmark_node_get_type(node)
      if type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE { links.append(node) }
      return true
    }
    return links
  }

  static func isHeading(_ node: Node) -> Bool { cmark_node_get_type(node) == CMARK_NODE_HEADING }

  static func line(of node: Node) -> Int { Int(cmark_node_get_start_line(node)) }

  static func url(of node: Node) -> String {
    cmark_node_get_url(node).map { String(cString: $0) } ?? ""
  }

  static func setURL(_ url: String, of node: Node) { cmark_node_set_url(node, url) }

  /// Changes a heading of level 1 to level 2, because the page's title is the only one of level 1.
  static func lowerHeading(_ node: Node) {
    if cmark_node_get_heading_level(node) < 2 { cmark_node_set_heading_level(node, 2) }
  }

  /// Replaces a link or image with its content.
  static func unwrap(_ node: Node) {
    for child in children(of: node) { cmark_node_insert_before(node, child) }
    cmark_node_free(node)
  }

  /// Moves everything from the first heading on to a new document, which the caller must free.
  static func splitAtFirstHeading(_ root: Node) -> Node {
    guard let rest = cmark_node_new(CMARK_NODE_DOCUMENT) else {
      preconditionFailure("cmark: out of memory")
    }
    for child in children(of: root).drop(while: { !isHeading($0) }) {
      cmark_node_append_child(rest, child)
    }
    return rest
  }

  static func free(_ node: Node) { cmark_node_free(node) }

  /// Calls `text` with each piece of text below `node` in order, until it returns `false`.
  ///
  /// `formulas` contains the text of the nodes that replaced formulas.
  static func readText(
    of node: Node, formulas: [Node: String] = [:], _ text: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    visit(node) { node in
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: text(bytes(of: cmark_node_get_literal(node)))
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_PARAGRAPH, CMARK_NODE_ITEM:
        withUnsafeBytes(of: UInt8(ascii: " ")) { text($0.bindMemory(to: UInt8.self)) }
      case CMARK_NODE_CUSTOM_INLINE, CMARK_NODE_CUSTOM_BLOCK:
        readFormula(node, formulas[node] ?? "", text)
      default: true
      }
    }
  }

  /// A display formula is separated from the text before it by a space.
  private static func readFormula(
    _ node: Node, _ shown: String, _ text: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    var shown = cmark_node_get_type(node) == CMARK_NODE_CUSTOM_BLOCK ? " " + shown : shown
    return shown.withUTF8(text)
  }

  /// Returns a C string as bytes, which are valid as long as the string.
  static func bytes(of text: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = strlen(text)
    return text.withMemoryRebound(to: UInt8.self, capacity: count) {
      UnsafeBufferPointer(start: $0, count: count)
    }
  }
}
