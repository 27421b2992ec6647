import DigestCore

/// Builds the syntax tree of a template and checks names and nesting.
struct TemplateParser {
  /// The maximum depth of nesting, so that no template can exhaust the stack.
  static let depthLimit = 100

  /// A tag that is open, with the nodes in it so far.
  private struct OpenTag {
    let token: TemplateToken
    let name: String
    var children: [TemplateNode] = []
    var parent = ParentBody()
  }

  private let source: TemplateSource
  private var stack: [OpenTag] = []
  private var root: [TemplateNode] = []
  private var problems: [TemplateProblem] = []

  private init(_ source: TemplateSource) {
    self.source = source
  }

  /// Returns the syntax tree and all errors in the template.
  static func parse(_ source: TemplateSource) -> (nodes: [TemplateNode], problems: [Diagnostic]) {
    if let problem = invalidText(source) { return ([], [problem]) }
    var scanner = TemplateScanner(source.bytes)
    scanner.scan()
    var parser = TemplateParser(source)
    parser.problems = scanner.problems
    parser.build(TemplateLines.arrange(scanner.tokens, in: source.bytes))
    let problems = parser.problems.map {
      source.diagnostic(at: $0.offset, $0.message, hint: $0.hint)
    }
    return (parser.root, problems)
  }

  /// Returns an error at the first line that is not valid UTF-8.
  private static func invalidText(_ source: TemplateSource) -> Diagnostic? {
    guard String(validating: source.bytes, as: UTF8.self) == nil else { return nil }
    let lines = source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    return Diagnostic(
      path: source.path, line: line + 1, message: "the text is not valid UTF-8",
      hint: "save the file as UTF-8")
  }

  private mutating func build(_ tokens: [TemplateToken]) {
    for token in tokens where problems.count < TemplateProblem.limit {
      guard stack.count < TemplateParser.depthLimit else { return reportDepth() }
      add(token)
    }
    // At the limit, scanning has stopped early, so tags only seem to be open.
    guard problems.count < TemplateProblem.limit else { return }
    while let open = stack.popLast() {
      reportUnclosed(open)
      attach(node(for: open), from: open.token)
    }
  }

  private mutating func add(_ token: TemplateToken) {
    switch token.kind {
    case .silent: break
    case .text: attach(.text(token.content, startsLine: token.startsLine), from: token)
    case .section, .inverted, .parent, .block:
      stack.append(OpenTag(token: token, name: text(of: token)))
    case .end: close(token)
    case .variable, .raw:
      attach(.variable(name(of: token), isRaw: token.kind == .raw), from: token)
    case .partial: attach(.partial(reference(of: token)), from: token)
    }
  }

  /// Closes the innermost open tag of that name, and reports open tags inside it.
  private mutating func close(_ token: TemplateToken) {
    let name = text(of: token)
    guard let match = stack.lastIndex(where: { $0.name == name }) else {
      return reportStray(token, name)
    }
    while stack.count > match, let open = stack.popLast() {
      if stack.count > match { reportUnclosed(open) }
      attach(node(for: open), from: open.token)
    }
  }

  private mutating func node(for open: OpenTag) -> TemplateNode.Kind {
    switch open.token.kind {
    case .parent: .parent(reference(of: open.token), open.parent)
    case .block:
      .block(
        TemplateBlock(
          name: open.name, offset: open.token.offset, lead: open.token.lead,
          isStandalone: open.token.isStandalone, body: open.children))
    default:
      .section(name(of: open.token), isInverted: open.token.kind == .inverted, open.children)
    }
  }

  /// Adds a node to the innermost open tag; a parent tag accepts only blocks.
  private mutating func attach(_ kind: TemplateNode.Kind, from token: TemplateToken) {
    guard let top = stack.indices.last else {
      return root.append(TemplateNode(offset: token.offset, kind: kind))
    }
    guard stack[top].token.kind == .parent else {
      return stack[top].children.append(TemplateNode(offset: token.offset, kind: kind))
    }
    if case .block(let block) = kind {
      stack[top].parent.blocks.append(block)
    } else if !isBlank(token), stack[top].parent.strayOffset == nil {
      stack[top].parent.strayOffset = token.offset
    }
  }

  private func isBlank(_ token: TemplateToken) -> Bool {
    token.kind == .text && source.bytes[token.content].allSatisfy(TemplateScanner.isSpace)
  }
}

extension TemplateParser {
  /// Returns the content of a tag, with `* name` as `*name`.
  private func text(of token: TemplateToken) -> String {
    let bytes = source.bytes[token.content]
    guard bytes.first == UInt8(ascii: "*") else { return String(decoding: bytes, as: UTF8.self) }
    let name = bytes.dropFirst().drop(while: TemplateScanner.isSpace)
    return "*" + String(decoding: name, as: UTF8.self)
  }

  private mutating func name(of token: TemplateToken) -> TagName {
    parse(text(of: token), at: token.offset)
  }

  /// Parses a dotted name and reports an invalid one.
  private mutating func parse(_ text: String, at offset: Int) -> TagName {
    if text == "." { return TagName(text: text, parts: []) }
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.contains(where: \.isEmpty) || !isPlain(text) { reportName(text, offset) }
    return TagName(text: text, parts: parts.map { String($0) ?? "" })
  }

  /// Parses a name of a template, or of the field that has its name: `card`, `*kind`.
  private mutating func reference(of token: TemplateToken) -> TemplateReference {
    let text = text(of: token)
    if text.utf8.first == UInt8(ascii: "*") {
      let name = parse(String(text.dropFirst()), at: token.offset)
      return TemplateReference(name: name, isDynamic: true, lead: token.lead)
    }
    if !isPlain(text) { reportName(text, token.offset) }
    let name = TagName(text: text, parts: [text])
    return TemplateReference(name: name, isDynamic: false, lead: token.lead)
  }

  private func isPlain(_ text: String) -> Bool {
    !text.utf8.contains { $0 <= 0x20 || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }
  }
}

extension TemplateParser {
  private mutating func reportName(_ text: String, _ offset: Int) {
    report(
      offset, "'\(text)' is not a name",
      "names have no spaces or braces, and single dots between them: '{{pager.next}}'")
  }

  private mutating func reportDepth() {
    report(
      stack.last?.token.offset ?? 0,
      "tags are nested more than \(TemplateParser.depthLimit) deep",
      "move the inner part to a partial")
    stack = []
  }

  private mutating func reportUnclosed(_ open: OpenTag) {
    report(open.token.offset, "'\(written(open))' is never closed", "add '{{/\(open.name)}}'")
  }

  private mutating func reportStray(_ token: TemplateToken, _ name: String) {
    let hint = stack.last.map { open in
      "the open tag is '\(written(open))' on line \(source.place(of: open.token.offset).line)"
    }
    report(token.offset, "'{{/\(name)}}' closes no open tag", hint ?? "no tag is open here")
  }

  private mutating func report(_ offset: Int, _ message: String, _ hint: String) {
    problems.append(TemplateProblem(offset: offset, message: message, hint: hint))
  }

  private func written(_ open: OpenTag) -> String {
    switch open.token.kind {
    case .inverted: "{{^\(open.name)}}"
    case .parent: "{{<\(open.name)}}"
    case .block: "{{$\(open.name)}}"
    default: "{{#\(open.name)}}"
    }
  }
}
