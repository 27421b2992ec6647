import DigestMarkup
import DigestModel

/// An entry of a `.bib` file: its fields with macros and `#` resolved, TeX left as it is.
struct BibTeXEntry: Sendable {
  /// In lower case: `inproceedings`.
  let type: String
  let key: String
  /// By name in lower case.
  var fields: [String: String]
  /// Where its `@` stands.
  let offset: Int

  /// As plain text, without TeX.
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
