/// Which of the author's files may have changed since the last look.
struct SourceChanges: Sendable {
  /// Paths below `Content/` of files with new contents.
  var content: Set<String> = []
  /// Whether files of `Content/` came, went or changed their kind.
  var isListingStale = false
  /// Whether anything of the theme changed.
  var templates = false

  static let everything = SourceChanges(content: [], isListingStale: true, templates: true)

  var isEmpty: Bool { content.isEmpty && !isListingStale && !templates }

  mutating func formUnion(_ other: SourceChanges) {
    content.formUnion(other.content)
    isListingStale = isListingStale || other.isListingStale
    templates = templates || other.templates
  }
}
