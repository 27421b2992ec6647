extension TemplateCompiler {
  /// Compiles `{{name}}` and `{{{name}}}`.
  mutating func emitVariable(_ name: TagName, isRaw: Bool) throws(Refusal) {
    let tag = isRaw ? "{{{\(name.text)}}}" : "{{\(name.text)}}"
    switch try scope.resolve(name) {
    case .untyped(let path):
      let escaping =
        isRaw && allowsRawText ? .none : try escaping(.text, isRaw: isRaw, tag: tag, name)
      append(.dynamicText(path, escaping))
    case .field(let slot, let access, let type, _):
      guard let insertion = InsertionType(type) else { throw notText(name, type) }
      let escaping = try escaping(insertion, isRaw: isRaw, tag: tag, name)
      switch access {
      case .text(let read): append(.text(slot: slot, read, escaping))
      case .bytes(let read): append(.bytes(slot: slot, read, escaping))
      case .number(let read): append(.number(slot: slot, read))
      case .flag, .each, .map: throw notText(name, type)
      }
    }
    markup?.insert()
  }

  private func escaping(
    _ type: InsertionType, isRaw: Bool, tag: String, _ name: TagName
  ) throws(Refusal) -> Escaping {
    try Escaping.choose(
      type, isRaw: isRaw, tag: tag, name: name.text, language: language,
      at: markup?.state ?? MarkupState())
  }

  private func notText(_ name: TagName, _ type: FieldType) -> Refusal {
    let hint =
      switch type {
      case .view(let view): "name one of its fields: \(Scope.shortened(view.fields.map(\.name)))"
      case .map: "name something in it: '{{\(name.text).key}}'"
      default: "open it: '{{#\(name.text)}}…{{/\(name.text)}}'"
      }
    return Refusal(
      message: "'\(name.text)' is \(type.withArticle), which is not text", hint: hint)
  }

  /// Compiles `{{#name}}…{{/name}}` and `{{^name}}…{{/name}}`.
  mutating func emitSection(
    _ name: TagName, isInverted: Bool, _ body: [TemplateNode], _ fragment: TemplateFragment
  ) throws(Refusal) {
    let tag = isInverted ? "{{^\(name.text)}}" : "{{#\(name.text)}}"
    switch try scope.resolve(name) {
    case .untyped(let path):
      try emitUntyped(path, isInverted: isInverted, tag, body, fragment)
    case .field(let slot, .map(let read), _, _):
      let path = DynamicPath(root: .field(slot: slot, read), names: [])
      try emitUntyped(path, isInverted: isInverted, tag, body, fragment)
    case .field(let slot, let access, let type, let isOptional):
      try checkSection(name, type, isOptional: isOptional, isInverted: isInverted)
      let isTruthy = access.isTruthy
      if isInverted {
        try emitBody({ .when(slot: slot, { !isTruthy($0) }, end: $0) }, named: tag) { compiler in
          compiler.emit(body, fragment)
        }
      } else if let visit = access.visitor {
        try emitEach(slot, visit, type, tag, body, fragment)
      } else {
        try emitBody({ .when(slot: slot, isTruthy, end: $0) }, named: tag) { compiler in
          compiler.emit(body, fragment)
        }
      }
    }
  }

  /// Compiles a section over a field that opens a new frame, such as a list or a view.
  private mutating func emitEach(
    _ slot: Int, _ visit: @escaping FieldAccess.Visitor, _ type: FieldType, _ tag: String,
    _ body: [TemplateNode], _ fragment: TemplateFragment
  ) throws(Refusal) {
    let into = scope.push(type.opened)
    defer { scope.pop() }
    try emitBody(
      { .each(slot: slot, visit, into: into, end: $0) }, named: tag, repeats: type.isList
    ) { compiler in
      compiler.emit(body, fragment)
    }
  }

  /// Compiles a section over untyped data, which is tested during rendering.
  private mutating func emitUntyped(
    _ path: DynamicPath, isInverted: Bool, _ tag: String, _ body: [TemplateNode],
    _ fragment: TemplateFragment
  ) throws(Refusal) {
    if !isInverted { _ = scope.push(.untyped) }
    defer { if !isInverted { scope.pop() } }
    try emitBody(
      { .dynamicSection(path, isInverted: isInverted, end: $0) }, named: tag, repeats: !isInverted
    ) { compiler in
      compiler.emit(body, fragment)
    }
  }

  /// Throws if a condition is always true: a number counts as present even if it is 0.
  private func checkSection(
    _ name: TagName, _ type: FieldType, isOptional: Bool, isInverted: Bool
  ) throws(Refusal) {
    guard !isOptional, !name.isCurrent else { return }
    switch type {
    case .number, .json:
      throw Refusal(
        message: "'\(name.text)' is \(type.withArticle) that is always present",
        hint:
          "a section tests whether something is present; use a flag, a list or an optional field")
    case .view where isInverted:
      throw Refusal(
        message: "'\(name.text)' is \(type.withArticle) that is always present",
        hint: "the content of '{{^\(name.text)}}' would never be shown")
    default: return
    }
  }
}

extension FieldType {
  fileprivate var isList: Bool {
    switch self {
    case .texts, .htmls, .views: true
    default: false
    }
  }

  /// The scope that a section over the field opens.
  fileprivate var opened: Scope.Opened {
    switch self {
    case .view(let view), .views(let view): .view(view)
    default: .single(element)
    }
  }
}
