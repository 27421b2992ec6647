import DigestCore

/// The column names of the owner's own JSON or CSV, from `import:` in `site.yml`.
///
/// An example is `{title: Paper Title, authors: Names, separator: "|"}`. Keys without a mapping are
/// looked up under well-known names.
package struct ImportMapping: Hashable, Sendable {
  /// Maps a front matter key, or `abstract`, to a column name or to dot-separated nested names.
  package var names: [String: String] = [:]
  /// The separator of several authors or tags in one text; `nil` means `;`, and for tags also `,`.
  package var separator: String?
  /// Columns that are stored below `extra`.
  package var kept: [String] = []

  package init(names: [String: String] = [:], separator: String = ";") {
    self.names = names
    self.separator = separator
  }

  /// The front matter keys that can be mapped, and `abstract`.
  package static let keys =
    ["abstract"] + PaperField.imported.map(\.name).filter { $0 != "extra" }

  /// Whether a column, or a value nested in it, is mapped to the key.
  package func names(_ column: String, for key: String) -> Bool {
    names[key].map { $0 == column || $0.hasPrefix(column + ".") } ?? false
  }
}

extension FieldReader {
  /// Reads the mapping, or returns `nil` if it is not a map.
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
