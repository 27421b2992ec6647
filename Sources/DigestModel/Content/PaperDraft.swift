import DigestCore

/// The initial file of a paper, to be completed by hand.
public struct PaperDraft: Sendable {
  public let slug: String
  /// The front matter, and a placeholder for the body.
  public let text: String

  /// Creates the draft; returns `nil` if the title is empty or contains control characters.
  public init?(title: String, date: Day) {
    let title = FieldReader.tidied(title)
    guard !title.isEmpty, !title.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      return nil
    }
    slug = Slug.ofTitle(title)
    let given = ["title": YAMLText.quoted(title), "date": date.description]
    let lines = PaperField.all.compactMap { field in
      (given[field.name] ?? field.draft).map { "\(field.name): \($0)\n" }
    }
    text = "---\n\(lines.joined())---\nThe abstract.\n"
  }
}
