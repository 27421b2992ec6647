/// A front matter key of a paper, with everything that the program knows about it.
///
/// The loader, imports, `digest new` and the table in `docs/content.md` are derived from ``all``.
package struct PaperField: Sendable {
  /// The source of the value when a paper is imported again.
  package enum Setter: Sendable {
    /// Only the site's owner; imports never set it.
    case owner
    /// The source with the highest authority, for data that describes a paper.
    case bestSource
    /// Any source that is not older, for data that can change for the same paper.
    case newestSource
  }

  package let name: String
  package let value: PaperFieldValue
  package let setter: Setter
  /// The description in `docs/content.md`, without the type.
  package let meaning: String
  /// An example of the value if the key is required.
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

  /// Returns the field with this name, or `nil` if there is none.
  package static func named(_ name: String) -> PaperField? { byName[name] }

  /// The fields that imports set, in the order in which they are written.
  package static let imported = all.filter { $0.setter != .owner }

  /// Returns the position at which an import inserts a field; fields set by the owner come last.
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
