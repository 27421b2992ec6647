import DigestCore

/// How one's own JSON Lines or CSV call what papers have, below `import:` in `site.yml`.
///
/// For instance `{title: Paper Title, authors: Names, separator: "|"}`. What is not named is looked
/// for under the key's own name.
package struct ImportMapping: Hashable, Sendable {
  /// Key of front matter, or `abstract` → name of a column, or names of nested objects with dots.
  package var names: [String: String] = [:]
  /// Between the names of several authors or tags in one text.
  package var separator = ";"

  package init(names: [String: String] = [:], separator: String = ";") {
    self.names = names
    self.separator = separator
  }

  package static let keys =
    ["abstract"]
    + Schema<Paper>.paper.keys.filter {
      !["image", "image_alt", "draft", "pinned", "aliases", "slug", "extra", "note"].contains($0)
    }

  /// Where to look for the value of a key; nowhere if its own name is said to be another key's.
  package func name(of key: String) -> String {
    names[key] ?? (names.values.contains(key) ? "" : key)
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
      } else if ImportMapping.keys.contains(key) {
        mapping.names[key] = text(entry.value)
      } else {
        let known = ImportMapping.keys + ["separator"]
        let hint = nearest(to: key, among: known).map { "did you mean '\($0)'?" }
        error(
          entry.key.mark, "unknown key '\(key)'",
          hint: hint ?? "the keys are those of a paper, abstract and separator")
      }
    }
    return mapping
  }
}
