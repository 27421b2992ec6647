/// A front matter key of a paper: all that the program knows about it.
///
/// The loader, imports, `digest new` and the table in `docs/content.md` follow ``all``.
package struct PaperField: Sendable {
  /// Who sets the value when a paper is imported again.
  package enum Setter: Sendable {
    /// The site's owner only; no import sets it.
    case owner
    /// The source of the highest authority, for what describes a paper.
    case bestSource
    /// Any source that is not older, for what changes while a paper stays the same.
    case newestSource
  }

  package let name: String
  package let value: PaperFieldValue
  package let setter: Setter
  /// What `docs/content.md` says about it, besides the type.
  package let meaning: String
  /// An example of the value if a paper must have the key.
  let example: String?
  /// The initial value in a file that `digest new` writes.
  let draft: String?

  init(
    _ name: String, _ value: PaperFieldValue, _ meaning: String = "",
    setBy setter: Setter = .bestSource, required example: String? = nil, draft: String? = nil
  ) {
    self.name = name
    self.value = value
    self.setter = setter
    self.meaning = meaning
    self.example = example
    self.draft = draft
  }
}

extension PaperField {
  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  package static func named(_ name: String) -> PaperField? { byName[name] }

  /// The fields that imports set, in the order in which they are written.
  package static let imported = all.filter { $0.setter != .owner }

  /// Where an import writes the field; fields of the owner's are no landmarks.
  package static func position(of name: String) -> Int {
    imported.firstIndex { $0.name == name } ?? imported.count
  }

  static let required = all.compactMap { field in
    field.example.map { (name: field.name, example: $0) }
  }
}

extension Schema where Target == Paper {
  static let paper = Schema<Paper>(
    hint: "put fields of your own below 'extra:'",
    PaperField.all.map { (key: $0.name, read: $0.value.read) })
}
