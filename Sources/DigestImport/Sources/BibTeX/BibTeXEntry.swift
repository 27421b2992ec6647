import DigestMarkup
import DigestModel

/// An entry of a BibTeX file: its fields with macros and `#` resolved, but TeX unchanged.
struct BibTeXEntry: Sendable {
  /// The type in lower case, such as `inproceedings`.
  let type: String
  let key: String
  /// The fields by name in lower case.
  var fields: [String: String]
  /// The offset of its `@`.
  let offset: Int

  /// Returns a field as plain text, without TeX.
  func text(_ name: String) -> String? {
    fields[name].map { TeXText(BibTeXBraces.removed($0)).plain }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// As it stands, but for braces round it, for identifiers and addresses.
  func raw(_ name: String) -> String? {
    guard let field = fields[name] else { return nil }
    var text = FieldReader.tidied(field)
    while text.hasPrefix("{"), text.hasSuffix("}") { text = String(text.dropFirst().dropLast()) }
    if text.hasPrefix("\\url{"), text.hasSuffix("}") {
      text = String(text.dropFirst(5).dropLast())
    }
    return text.isEmpty ? nil : text
  }
}
