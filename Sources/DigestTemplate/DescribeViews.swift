/// Returns the output of `digest templates`: the names that each template may use, with their types
/// and meanings.
///
/// The fields of a nested view are listed only where it first occurs.
public func describe(views: [(template: String, view: any View.Type)]) -> String {
  views.map { template, view in
    "\(template) (\(view.name))\n" + listing(of: view)
  }.joined(separator: "\n")
}

private func listing(of view: any View.Type) -> String {
  var rows: [(name: String, type: String, meaning: String)] = []
  var seen: Set<ObjectIdentifier> = [ObjectIdentifier(view)]
  addRows(of: view, below: "", to: &rows, &seen)
  let nameWidth = rows.map(\.name.unicodeScalars.count).max() ?? 0
  let typeWidth = rows.map(\.type.unicodeScalars.count).max() ?? 0
  return rows.map { row in
    let name = padded(row.name, to: nameWidth)
    return "  \(name)  \(padded(row.type, to: typeWidth))  \(row.meaning)\n"
  }.joined()
}

/// Adds a row for each field of `view`, and for the fields of views that were not listed yet.
private func addRows(
  of view: any View.Type, below prefix: String,
  to rows: inout [(name: String, type: String, meaning: String)],
  _ seen: inout Set<ObjectIdentifier>
) {
  for field in view.fields {
    let type = field.isOptional ? "\(field.type), optional" : "\(field.type)"
    rows.append((prefix + field.name, type, field.meaning))
    guard let nested = field.type.nestedView else { continue }
    if seen.insert(ObjectIdentifier(nested)).inserted {
      addRows(of: nested, below: "\(prefix)\(field.name).", to: &rows, &seen)
    }
  }
}

private func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
}

extension FieldType {
  fileprivate var nestedView: (any View.Type)? {
    switch self {
    case .view(let view), .views(let view): view
    default: nil
    }
  }
}
