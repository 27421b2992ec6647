/// Formats values of front matter in the program's style.
package enum FieldText {
  /// Returns `key: value` with its line break, or several lines.
  package static func lines(_ key: String, _ value: FieldValue) -> String {
    switch value {
    case .text(let text): "\(key): \(scalar(key, text))\n"
    case .list(let values) where isBlock(key) && !values.isEmpty:
      "\(key):\n" + values.map { "  - \(inline($0))\n" }.joined()
    case .map(let entries) where isBlock(key) && !entries.isEmpty:
      "\(key):\n"
        + entries.map { "  \(YAMLText.scalar($0.key)): \(long($0.value))\n" }.joined()
    case .list, .map: "\(key): \(inline(value))\n"
    }
  }

  /// Returns a scalar; dates and numbers are not quoted, because that is easier to read.
  package static func scalar(_ key: String, _ text: String) -> String {
    PaperField.named(key)?.value.style == .bare ? text : YAMLText.scalar(text)
  }

  private static func isBlock(_ key: String) -> Bool {
    PaperField.named(key)?.value.style == .block
  }

  private static func long(_ value: FieldValue) -> String {
    if case .text(let text) = value { YAMLText.scalar(text) } else { inline(value) }
  }

  /// Returns a value on one line, for a list or map in brackets.
  package static func inline(_ value: FieldValue) -> String {
    switch value {
    case .text(let text): YAMLText.scalar(text, inList: true)
    case .list(let values): "[\(values.map(inline).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.key): \(inline($0.value))" }.joined(separator: ", "))}"
    }
  }
}
