import DigestMarkup
import DigestModel
import DigestCore

/// Parses authors in the notations of people and services.
enum OwnAuthor {
  /// Parses a name, `{name}`, `{given, family}`, `["Last", "First", "suffix"]`, or an object that
  /// contains one of these.
  static func make(_ value: JSONValue) -> Author? {
    switch value {
    case .text(let text): named(text)
    case .list(let parts): make(parts.map { $0.text ?? "" })
    case .object(let object): make(object)
    case .null, .bool, .number: nil
    }
  }

  private static func make(_ object: JSONObject) -> Author? {
    if let inner = object.object("author"), let author = make(inner) { return author }
    let names = ["name", "display_name", "full_name", "fullname", "literal", "raw_author_name"]
    let given = first(["given", "first", "first_name", "firstName", "forenames"], object)
    let family = first(["family", "last", "last_name", "lastName", "surname", "keyname"], object)
    let found: Author? =
      if let family {
        make(
          [family, [given, object.text("middle")].compactMap { $0 }.joined(separator: " ")]
            + [object.text("suffix")].compactMap { $0 })
      } else {
        (first(names, object) ?? given).flatMap(named)
      }
    guard var author = found else { return nil }
    author.orcid = object.text("orcid").flatMap {
      ORCID($0.split(separator: "/").last.map(String.init) ?? $0)
    }
    author.affiliation = object.text("affiliation")
    return author
  }

  private static func first(_ names: [String], _ object: JSONObject) -> String? {
    names.lazy.compactMap { object.text($0) }.first
  }

  /// `Jane Doe`, `Doe, Jane` or `Doe, Jane, Jr.`.
  private static func named(_ text: String) -> Author? {
    let parts = text.split(separator: ",").map { FieldReader.tidied(String($0)) }
    if (2...3).contains(parts.count), !suffixes.contains(parts[1]) { return make(parts) }
    let name = TeXText(text).plain
    return name.isEmpty ? nil : Author(name: name)
  }

  /// Of family name, given names and suffix.
  private static func make(_ parts: [String]) -> Author? {
    let plain = parts.map { TeXText($0).plain }
    guard let family = plain.first, !family.isEmpty else { return nil }
    let suffix = plain.count > 2 && !plain[2].isEmpty ? plain[2] : nil
    return Author(given: plain.count > 1 ? plain[1] : "", family: family, suffix: suffix)
  }

  /// Several names in one text: apart by `separator`, else by commas or `and` between whole names.
  static func list(_ text: String, separator: String) -> [Author] {
    if !separator.isEmpty, text.contains(separator) {
      return text.split(separator: separator).compactMap { named(String($0)) }
    }
    let names = text.replacing(" and ", with: ",").split(separator: ",")
    let areWhole = names.allSatisfy { $0.split(separator: " ").count > 1 }
    return names.count > 1 && areWhole ? AuthorList.parse(text) : [named(text)].compactMap { $0 }
  }

  private static let suffixes: Set<String> = [
    "Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "Inc.", "Inc", "Ltd.", "Ltd", "LLC", "PhD",
    "Ph.D.", "MD", "M.D.",
  ]
}
