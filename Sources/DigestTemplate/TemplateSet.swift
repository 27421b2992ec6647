public import DigestCore

/// The parsed templates of a theme, each of which is compiled for the view that it renders.
public struct TemplateSet: Sendable {
  package let templates: [String: ParsedTemplate]

  /// Parses all templates; throws the errors of all of them at once.
  public init(sources: [TemplateSource]) throws(DiagnosticsError) {
    var templates: [String: ParsedTemplate] = [:]
    var problems: [Diagnostic] = []
    for source in sources {
      let (nodes, found) = TemplateParser.parse(source)
      problems += found
      if let other = templates[source.name] {
        problems.append(TemplateSet.collision(source, other.source))
      }
      templates[source.name] = ParsedTemplate(source: source, nodes: nodes)
    }
    guard problems.isEmpty else { throw DiagnosticsError(problems) }
    self.templates = templates
  }

  /// Compiles a template with its includes; throws if a name, partial or context is invalid.
  public func compile(_ name: String, for view: any View.Type) throws(DiagnosticsError) -> Template
  {
    try compile(name, .view(view), ObjectIdentifier(view), allowsRawText: false)
  }

  /// Compiles a template for data whose names are known only during rendering; missing values
  /// render as nothing.
  ///
  /// `allowsRawText` lets `{{{x}}}` insert text as in the Mustache specification, for tests only.
  func compileUntyped(_ name: String, allowsRawText: Bool) throws(DiagnosticsError) -> Template {
    try compile(name, .untyped, nil, allowsRawText: allowsRawText)
  }

  private func compile(
    _ name: String, _ root: Scope.Opened, _ view: ObjectIdentifier?, allowsRawText: Bool
  ) throws(DiagnosticsError) -> Template {
    guard let template = templates[name] else { throw DiagnosticsError([missing(name)]) }
    var compiler = TemplateCompiler(
      template, among: templates, root: root, allowsRawText: allowsRawText)
    compiler.compile()
    guard compiler.problems.isEmpty else { throw DiagnosticsError(Array(compiler.problems)) }
    return compiler.template(for: view)
  }

  private func missing(_ name: String) -> Diagnostic {
    let names = templates.keys.sorted()
    let hint = nearest(to: name, among: names).map { "did you mean '\($0)'?" }
    return Diagnostic(
      path: "Templates", message: "there is no template '\(name)'",
      hint: hint ?? "the templates are \(Scope.shortened(names))")
  }

  private static func collision(_ source: TemplateSource, _ other: TemplateSource) -> Diagnostic {
    let paths = [source.path, other.path].sorted()
    return Diagnostic(
      path: paths[1], message: "the name '\(source.name)' is already used by \(paths[0])",
      hint: "rename one of the two")
  }
}

/// The syntax tree of a template, with the source that its ranges and offsets refer to.
package struct ParsedTemplate: Sendable {
  let source: TemplateSource
  let nodes: [TemplateNode]
}
