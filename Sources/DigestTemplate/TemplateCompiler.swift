import DigestCore

/// Compiles a template and its includes to a flat list of operations, and checks every tag.
struct TemplateCompiler {
  /// Limits for templates that include each other repeatedly, which can quickly make 2^n copies.
  private static let expansionLimit = 10_000
  private static let operationLimit = 200_000

  let templates: [String: ParsedTemplate]
  let root: ParsedTemplate
  let language: TemplateLanguage
  /// Whether unknown names are errors; not for untyped data, where they render as nothing.
  let isStrict: Bool
  let allowsRawText: Bool

  var scope: Scope
  /// Tracks the context of insertions; `nil` if the language has no contexts.
  var markup: MarkupScanner?
  /// The names of the templates being expanded, outermost first.
  var chain: [String]
  /// The names of the blocks found in each parent tag being expanded.
  var blocksMet: [Set<String>] = []
  /// Whether the next line is already indented, because it continues the line of its block.
  var skipsIndent = false
  var programs = TemplatePrograms()
  private(set) var problems: Set<Diagnostic> = []

  let operations = OperationList()
  /// The start of the last operation's literal bytes in `pool`, while more can be appended to it.
  private var literalStart: Int?
  private var pool: [UInt8] = []
  private var depth = 0
  private var expansions = 0
  /// Whether compiling has stopped because the template is too large or has too many errors to
  /// list.
  private var isStopped = false

  init(
    _ root: ParsedTemplate, among templates: [String: ParsedTemplate], root opened: Scope.Opened,
    allowsRawText: Bool
  ) {
    self.templates = templates
    self.root = root
    self.allowsRawText = allowsRawText
    language = TemplateLanguage(path: root.source.path)
    isStrict = if case .untyped = opened { false } else { true }
    scope = Scope(opened)
    chain = [root.source.name]
    if language == .html || language == .xml { markup = MarkupScanner(isXML: language == .xml) }
  }

  /// Compiles the whole template; errors are collected in ``problems``.
  mutating func compile() {
    let fragment = TemplateFragment(source: root.source)
    emit(root.nodes, fragment)
    if let state = markup?.state, state.position != .text, problems.isEmpty {
      problems.insert(
        Diagnostic(
          path: root.source.path, message: "the template ends in \(state.description)",
          hint: "close it"))
    }
    endProgram()
    compilePrograms()
  }

  func template(for view: ObjectIdentifier?) -> Template {
    Template(
      operations: operations, programs: programs.ranges, pool: pool,
      frameCount: scope.frameCount, language: language, view: view)
  }

  mutating func emit(_ nodes: [TemplateNode], _ fragment: TemplateFragment) {
    guard let first = nodes.first, isWithinLimits(first, fragment) else { return }
    depth += 1
    for node in nodes where !isStopped { emit(node, fragment) }
    depth -= 1
  }

  private mutating func emit(_ node: TemplateNode, _ fragment: TemplateFragment) {
    do throws(Refusal) {
      switch node.kind {
      case .text(let range, let startsLine):
        try emitText(range, startsLine: startsLine, fragment)
      case .variable(let name, let isRaw): try emitVariable(name, isRaw: isRaw)
      case .section(let name, let isInverted, let body):
        try emitSection(name, isInverted: isInverted, body, fragment)
      case .partial(let reference):
        try emitPartial(reference, fragment, at: node.offset)
      case .parent(let reference, let body):
        try emitParent(reference, body, fragment, at: node.offset)
      case .block(let block): emitBlock(block, fragment)
      }
    } catch {
      report(error, at: node.offset, fragment)
    }
  }

  /// Writes a line or part of one, with the indentation of the fragment.
  private mutating func emitText(
    _ range: Range<Int>, startsLine: Bool, _ fragment: TemplateFragment
  ) throws(Refusal) {
    guard startsLine else { return try write(fragment.source.bytes[range]) }
    if !skipsIndent { try write(fragment.indent[...]) }
    skipsIndent = false
    try write(fragment.dedented(range))
  }

  /// Appends literal bytes to the last operation if it is literal too, and scans them for the
  /// context.
  private mutating func write(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    if bytes.isEmpty { return }
    let start = literalStart ?? pool.count
    pool += bytes
    let operation = Operation.literal(start: start, count: pool.count - start)
    if literalStart == nil {
      operations.append(operation)
    } else {
      operations.replace(at: operations.count - 1, with: operation)
    }
    literalStart = start
    markup?.scan(bytes)
    if let refusal = markup?.refusal { throw refusal }
  }
}

extension TemplateCompiler {
  mutating func append(_ operation: consuming Operation) {
    operations.append(operation)
    literalStart = nil
  }

  mutating func endProgram() {
    programs.end(at: operations.count)
    literalStart = nil
  }

  /// Compiles `body` as a section and sets its end.
  ///
  /// A section can be skipped or repeated, so it must end in the same state in which it began.
  mutating func emitBody(
    _ operation: (_ end: Int) -> Operation, named name: String, repeats: Bool = false,
    _ body: (inout TemplateCompiler) -> Void
  ) throws(Refusal) {
    let index = operations.count
    markup?.enterSection()
    let before = markup?.state
    append(operation(index))
    body(&self)
    operations.replace(at: index, with: operation(operations.count))
    literalStart = nil
    guard let before, let after = markup?.state else { return }
    guard let joined = MarkupState.joined(before, after, repeats: repeats) else {
      markup?.state = before
      if before.description == after.description {
        throw Refusal(
          message: "'\(name)' may become part of an address that runs a script",
          hint: "write the beginning of the address outside the section")
      }
      throw Refusal(
        message: "'\(name)' begins in \(before.description) but ends in \(after.description)",
        hint: "open and close tags and quotes on the same side of it")
    }
    markup?.state = joined
  }

  /// Whether nesting is within the limit; otherwise reports that at `node`.
  private mutating func isWithinLimits(
    _ node: TemplateNode, _ fragment: TemplateFragment
  ) -> Bool {
    guard depth < TemplateParser.depthLimit else {
      if isStrict {
        let limit = TemplateParser.depthLimit
        report(
          Refusal(
            message: "with all it includes, the template is nested more than \(limit) deep",
            hint: "include fewer partials, or render one large part beforehand"),
          at: node.offset, fragment)
      }
      return false
    }
    return true
  }

  /// Counts an included template; throws and stops compiling if there are too many.
  mutating func countExpansion(of name: String) throws(Refusal) {
    expansions += 1
    guard
      expansions > TemplateCompiler.expansionLimit
        || operations.count > TemplateCompiler.operationLimit
    else { return }
    isStopped = true
    throw Refusal(
      message: "including '\(name)' makes the template too large",
      hint: "templates that include each other twice double in size at every level")
  }

  /// Records an error at an offset in the fragment, and stops compiling at the limit of errors.
  mutating func report(_ refusal: Refusal, at offset: Int, _ fragment: TemplateFragment) {
    let note = fragment.includer.map { " (included by \($0))" } ?? ""
    problems.insert(
      fragment.source.diagnostic(at: offset, refusal.message + note, hint: refusal.hint))
    if problems.count >= TemplateProblem.limit { isStopped = true }
  }
}
