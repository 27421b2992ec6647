import DigestCore

/// The file of a paper that is about to be written by hand.
public struct PaperDraft: Sendable {
  public let slug: String
  /// Front matter and a body to replace.
  public let text: String

  /// A title from which no file name can be made is an error that says so.
  public init(title: String, date: Day) throws {
    let title = FieldReader.tidied(title)
    guard !title.isEmpty, !title.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      throw DiagnosticsError([Diagnostic(path: "title", message: "the title is empty")])
    }
    slug = Slug.ofTitle(title)
    text = """
      ---
      title: \(YAMLText.quoted(title))
      authors: []
      date: \(date)
      tags: []
      draft: yes
      ---
      The abstract.

      """
  }
}
