/// The source files that may have changed since the last update.
struct SourceChanges: Sendable {
  /// Paths below `Content/` of files whose contents changed.
  var content: Set<String> = []
  /// Whether files in `Content/` were added, removed or changed their type.
  var isListingStale = false
  /// Whether the theme changed.
  var templates = false

  static let everything = SourceChanges(content: [], isListingStale: true, templates: true)

  var isEmpty: Bool { content.isEmpty && !isListingStale && !templates }

  mutating func formUnion(_ other: SourceChanges) {
    content.formUnion(other.content)
    isListingStale = isListingStale || other.isListingStale
    templates = templates || other.templates
  }
}
