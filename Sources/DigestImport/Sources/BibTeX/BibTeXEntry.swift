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
    fields[name].map { TeXText(tex: $0).plain }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What a journal or book is called, also by one of the macros of ADS.
  func venue(_ name: String) -> String? {
    let written = fields[name].map { FieldReader.tidied($0) } ?? ""
    let bare = String(written.drop { $0 == "{" })
    return JournalMacros.name(bare) ?? text(name)
  }

  /// Without TeX's escapes and braces, for identifiers and addresses.
  func raw(_ name: String) -> String? {
    guard let field = fields[name] else { return nil }
    let text = TeXEscapes.undone(FieldReader.tidied(field))
    return text.isEmpty ? nil : text
  }

  /// The web addresses that a field holds, alone, in `\\url{…}` or among words.
  func addresses(_ name: String) -> [String] {
    (raw(name) ?? "").split { $0 == " " || $0 == "\n" }.map { String($0) }
      .filter { FieldReader.webAddress($0) != nil }
  }
}
