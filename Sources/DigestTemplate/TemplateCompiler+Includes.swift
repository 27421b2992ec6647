import DigestCore

extension TemplateCompiler {
  /// Compiles `{{>name}}` and `{{>*name}}`.
  mutating func emitPartial(
    _ reference: TemplateReference, _ fragment: TemplateFragment, at offset: Int
  ) throws(Refusal) {
    if reference.isDynamic {
      try emitDynamic(reference, fragment.overrides, fragment, at: offset)
    } else {
      try expand(reference.name.text, reference, fragment.overrides, fragment, at: offset)
    }
  }

  /// Compiles `{{<name}}…{{/name}}`.
  mutating func emitParent(
    _ reference: TemplateReference, _ body: ParentBody, _ fragment: TemplateFragment, at offset: Int
  ) throws(Refusal) {
    if isStrict, let stray = body.strayOffset { reportStray(stray, reference, fragment) }
    let overrides = overrides(of: body, fragment)
    let problemCount = problems.count
    blocksMet.append([])
    defer { blocksMet.removeLast() }
    if reference.isDynamic {
      try emitDynamic(reference, overrides, fragment, at: offset)
    } else {
      try expand(reference.name.text, reference, overrides, fragment, at: offset)
    }
    if isStrict, problems.count == problemCount { checkBlocks(body, reference, fragment) }
  }

  /// Returns the overrides for a parent's blocks: those in `body`, and those from outer templates.
  private mutating func overrides(
    of body: ParentBody, _ fragment: TemplateFragment
  ) -> [String: TemplateOverride] {
    var overrides: [String: TemplateOverride] = [:]
    for block in body.blocks {
      if isStrict, overrides[block.name] != nil { reportTwice(block, fragment) }
      overrides[block.name] = TemplateOverride(
        block: block, source: fragment.source, includer: fragment.includer)
    }
    // A template that inherits from this one takes precedence.
    return overrides.merging(fragment.overrides) { _, outer in outer }
  }

  /// Compiles `{{$name}}…{{/name}}`: its override, moved to this position, or else its own content.
  mutating func emitBlock(_ block: TemplateBlock, _ fragment: TemplateFragment) {
    for index in blocksMet.indices { blocksMet[index].insert(block.name) }
    guard let override = fragment.overrides[block.name] else {
      return emit(block.body, fragment)
    }
    let place = fragment.dedented(block.indentation(in: fragment.source))
    var moved = TemplateFragment(source: override.source, indent: fragment.indent + place)
    moved.dedent = override.block.intrinsicIndentation(in: override.source).count
    moved.includer = override.includer
    moved.overrides = fragment.overrides
    // Otherwise, a block inside a block of the same name would expand forever.
    moved.overrides[block.name] = nil
    skipsIndent = !block.isStandalone && override.block.isStandalone
    emit(override.block.body, moved)
    skipsIndent = false
  }

  /// Compiles the template `name` in place of a tag, so that rendering needs no calls.
  private mutating func expand(
    _ name: String, _ reference: TemplateReference, _ overrides: [String: TemplateOverride],
    _ fragment: TemplateFragment, at offset: Int
  ) throws(Refusal) {
    guard let template = templates[name] else { return try checkMissing(name) }
    var inner = TemplateFragment(source: template.source)
    inner.indent = fragment.indent + fragment.dedented(reference.lead)
    inner.overrides = overrides
    inner.includer = "\(fragment.source.path):\(fragment.source.place(of: offset).line)"
    if chain.contains(name), blocksMet.isEmpty || isStrict {
      return try emitRecursion(name, inner)
    }
    try countExpansion(of: name)
    chain.append(name)
    emit(template.nodes, inner)
    chain.removeLast()
  }

  /// Handles a template that includes itself: a call for untyped data, or else an error.
  private mutating func emitRecursion(
    _ name: String, _ fragment: TemplateFragment
  ) throws(Refusal) {
    guard isStrict else {
      if let program = programs.request(name, fragment) { append(.call(program: program)) }
      return
    }
    let cycle = chain.drop { $0 != name } + [name]
    throw Refusal(
      message: "'\(name)' includes itself: \(cycle.joined(separator: " → "))",
      hint: "take one of these out")
  }

  /// Compiles a reference by field, as one section for each possible value of the field.
  private mutating func emitDynamic(
    _ reference: TemplateReference, _ overrides: [String: TemplateOverride],
    _ fragment: TemplateFragment, at offset: Int
  ) throws(Refusal) {
    switch try scope.resolve(reference.name) {
    case .field(let slot, .text(let read), .choice(let names), _):
      for name in names {
        let tag = "{{>*\(reference.name.text)}}"
        var failure: Refusal?
        try emitBody({ .when(slot: slot, { read($0) == name }, end: $0) }, named: tag) { compiler in
          do throws(Refusal) {
            try compiler.expand(name, reference, overrides, fragment, at: offset)
          } catch { failure = error }
        }
        if let failure { report(failure, at: offset, fragment) }
      }
    case .untyped(let path) where !isStrict:
      var inner = fragment
      inner.indent += fragment.dedented(reference.lead)
      inner.overrides = overrides
      append(.callNamed(path, programs: programs.requestAll(templates, inner)))
    case .field(_, _, let type, _): throw notChoice(reference, type.withArticle)
    case .untyped: throw notChoice(reference, "known only during rendering")
    }
  }

  /// Compiles the programs for recursion in untyped data; each may need further ones.
  mutating func compilePrograms() {
    while let (name, fragment) = programs.next() {
      guard let template = templates[name] else { continue }
      chain = [name]
      scope = Scope(.untyped, frameCount: scope.frameCount)
      var inner = TemplateFragment(source: template.source, indent: fragment.indent)
      inner.overrides = fragment.overrides
      emit(template.nodes, inner)
      endProgram()
    }
  }
}

extension TemplateCompiler {
  /// Throws if a template is missing; with untyped data, it renders as nothing, as in Mustache.
  private func checkMissing(_ name: String) throws(Refusal) {
    guard isStrict else { return }
    let names = templates.keys.sorted()
    let hint = nearest(to: name, among: names).map { "did you mean '\($0)'?" }
    throw Refusal(
      message: "there is no template '\(name)'",
      hint: hint ?? "the templates are \(Scope.shortened(names))")
  }

  /// Reports overrides of blocks that the parent does not have.
  private mutating func checkBlocks(
    _ body: ParentBody, _ reference: TemplateReference, _ fragment: TemplateFragment
  ) {
    let met = blocksMet.last ?? []
    for block in body.blocks where !met.contains(block.name) {
      let hint = nearest(to: block.name, among: met.sorted()).map { "did you mean '\($0)'?" }
      let names = met.isEmpty ? "it has none" : "its blocks are \(Scope.shortened(met.sorted()))"
      let refusal = Refusal(
        message: "'\(reference.name.text)' has no block '\(block.name)'", hint: hint ?? names)
      report(refusal, at: block.offset, fragment)
    }
  }

  private mutating func reportTwice(_ block: TemplateBlock, _ fragment: TemplateFragment) {
    let refusal = Refusal(
      message: "the block '\(block.name)' is defined twice", hint: "only one of them would be shown"
    )
    report(refusal, at: block.offset, fragment)
  }

  private mutating func reportStray(
    _ offset: Int, _ reference: TemplateReference, _ fragment: TemplateFragment
  ) {
    let refusal = Refusal(
      message: "this is outside all blocks of '\(reference.name.text)' and would not be shown",
      hint: "put it in a block: '{{$name}}…{{/name}}'")
    report(refusal, at: offset, fragment)
  }

  private func notChoice(_ reference: TemplateReference, _ what: String) -> Refusal {
    Refusal(
      message: "'{{>*\(reference.name.text)}}' needs a choice, but this is \(what)",
      hint: "write a section for each template, or declare the field as a choice")
  }
}
