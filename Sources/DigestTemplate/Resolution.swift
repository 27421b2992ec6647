import DigestCore

/// The meaning of a name in a template.
package enum Resolution {
  /// A declared field, or the value that the innermost section opened (`.`).
  case field(slot: Int, FieldAccess, FieldType, isOptional: Bool)
  case untyped(DynamicPath)
}

extension Scope {
  /// Resolves `name`; throws if it is unknown.
  ///
  /// A declared field takes precedence over data in an open `map` section, because the meaning of a
  /// template must not depend on what a paper's `extra` contains.
  package func resolve(_ name: TagName) throws(Refusal) -> Resolution {
    guard let first = name.parts.first else { return try resolveCurrent() }
    if let found = field(first) {
      return try descend(from: found.field, slot: found.slot, name)
    }
    guard holdsUntyped else { throw unknown(first, among: names, of: view) }
    return .untyped(DynamicPath(root: .sections, names: name.parts))
  }

  /// Resolves `.`, the value that the innermost section opened.
  private func resolveCurrent() throws(Refusal) -> Resolution {
    switch innermost.opened {
    case .untyped: return .untyped(DynamicPath(root: .sections, names: []))
    case .single(let type):
      guard let access = FieldAccess.current(type) else { break }
      return .field(slot: innermost.slot, access, type.element, isOptional: false)
    case .view: break
    }
    throw Refusal(
      message: "'.' is a whole \(view?.name ?? "view")",
      hint: "name one of its fields: \(Scope.shortened(names))")
  }

  /// Resolves the remaining parts of a dotted name below its first field.
  private func descend(
    from first: Field, slot: Int, _ name: TagName
  ) throws(Refusal) -> Resolution {
    var (access, field, isOptional) = (first.access, first, first.isOptional)
    for (index, part) in name.parts.enumerated().dropFirst() {
      if case .map(let read) = access {
        let names = Array(name.parts[index...])
        return .untyped(DynamicPath(root: .field(slot: slot, read), names: names))
      }
      guard case .view(let view) = field.type, case .each(let visit) = access else {
        throw noFields(field, part)
      }
      guard let next = view.field(part) else {
        throw unknown(part, among: view.fields.map(\.name), of: view)
      }
      (access, field, isOptional) = (next.access.inside(visit), next, isOptional || next.isOptional)
    }
    return .field(slot: slot, access, field.type, isOptional: isOptional)
  }

  private func noFields(_ field: Field, _ part: String) -> Refusal {
    if case .views = field.type {
      return Refusal(
        message: "'\(field.name)' is a list and has no '\(part)'",
        hint: "write '{{#\(field.name)}}{{\(part)}}{{/\(field.name)}}'")
    }
    return Refusal(
      message: "'\(field.name)' is \(field.type.withArticle) and has no '\(part)'",
      hint: "write '{{\(field.name)}}'")
  }

  private func unknown(_ name: String, among names: [String], of view: (any View.Type)?) -> Refusal
  {
    let place = view.map { " in \($0.name)" } ?? ""
    let hint = nearest(to: name, among: names).map { "did you mean '\($0)'?" }
    return Refusal(
      message: "unknown name '\(name)'\(place)",
      hint: hint ?? "the names here are \(Scope.shortened(names))")
  }

  /// Lists the first few names, as in `title, date, tags and 9 more`.
  package static func shortened(_ names: [String]) -> String {
    guard names.count > 8 else { return names.joined(separator: ", ") }
    return names.prefix(8).joined(separator: ", ") + " and \(names.count - 8) more"
  }
}

extension FieldType {
  /// The type of `.` in a section over the field.
  var element: FieldType {
    switch self {
    case .texts: .text
    case .htmls: .html
    default: self
    }
  }

  /// The type with its article, as in messages: `a url`, `text`.
  var withArticle: String {
    switch self {
    case .text, .choice: "text"
    case .html: "HTML"
    case .json: "JSON"
    case .view(let view):
      "AEIO".contains(view.name.prefix(1)) ? "an \(view.name)" : "a \(view.name)"
    case .url, .number, .flag, .map, .texts, .htmls, .views: "a \(self)"
    }
  }
}
