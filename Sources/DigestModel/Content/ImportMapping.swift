import DigestCore

/// How one's own JSON or CSV calls what papers have, below `import:` in `site.yml`.
///
/// For instance `{title: Paper Title, authors: Names, separator: "|"}`. What is not named is looked
/// for under well-known names.
package struct ImportMapping: Hashable, Sendable {
  /// Maps a front matter key, or `abstract`, to a column name or to dot-separated nested names.
  package var names: [String: String] = [:]
  /// Between the names of several authors or tags in one text; `nil` for `;`, and in tags `,`.
  package var separator: String?
  /// Columns that go below `extra`.
  package var kept: [String] = []

  package init(names: [String: String] = [:], separator: String = ";") {
    self.names = names
    self.separator = separator
  }

  package static let keys =
    ["abstract"]
    + Schema<Paper>.paper.keys.filter {
      !["image", "image_alt", "draft", "pinned", "aliases", "slug", "extra", "note"].contains($0)
    }

  /// Whether a column is named for the key, whole or by something in it.
  package func names(_ column: String, for key: String) -> Bool {
    names[key].map { $0 == column || $0.hasPrefix(column + ".") } ?? false
  }
}

extension FieldReader {
  package mutating func importMapping(_ node: YAMLNode) -> ImportMapping? {
    guard
      let entries = map(
        node, of: "a map of names", hint: "write indented lines 'title: name of your column'")
    else { return nil }
    var mapping = ImportMapping()
    for entry in entries {
      key = entry.key.text
      if key == "separator" {
        mapping.separator = text(entry.value) ?? mapping.separator
      } else if key == "keep" {
        mapping.kept = list(entry.value, of: "names of columns").compactMap { text($0) }
      } else if ImportMapping.keys.contains(key) {
        mapping.names[key] = text(entry.value)
      } else {
        let known = ImportMapping.keys + ["keep", "separator"]
        let hint = nearest(to: key, among: known).map { "did you mean '\($0)'?" }
        error(
          entry.key.mark, "unknown key '\(key)'",
          hint: hint ?? "the keys are those of a paper, abstract, keep and separator")
      }
    }
    return mapping
  }
}
