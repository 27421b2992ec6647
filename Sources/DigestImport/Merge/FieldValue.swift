import DigestCore
import DigestModel

/// A value of front matter, independent of its notation.
indirect enum FieldValue: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    let key: String
    let value: FieldValue
  }

  case text(String)
  case list([FieldValue])
  case map([Entry])

  init(_ node: YAMLNode) {
    switch node {
    case .scalar(let scalar): self = .text(FieldReader.tidied(scalar.text))
    case .list(let nodes, _): self = .list(nodes.map { FieldValue($0) })
    case .map(let entries, _):
      self = .map(entries.map { Entry(key: $0.key.text, value: FieldValue($0.value)) })
    }
  }

  /// Whether the value is empty, as in `tags: []`.
  var isEmpty: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .list(let values): values.isEmpty
    case .map(let entries): entries.isEmpty
    }
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The texts in a list.
  var texts: [String] {
    if case .list(let values) = self { values.compactMap(\.text) } else { [] }
  }

  /// A hash of ten hexadecimal digits, which shows whether a value is still the imported one.
  var hash: String {
    var hash = StableHash()
    add(to: &hash)
    return StableHash.hexadecimal(hash.value >> 24, digits: 10)
  }

  private func add(to hash: inout StableHash) {
    switch self {
    case .text(let text): FieldValue.add(text, 1, to: &hash)
    case .list(let values):
      FieldValue.add("", 2, to: &hash)
      for value in values { value.add(to: &hash) }
      FieldValue.add("", 3, to: &hash)
    case .map(let entries):
      FieldValue.add("", 4, to: &hash)
      for entry in entries {
        FieldValue.add(entry.key, 5, to: &hash)
        entry.value.add(to: &hash)
      }
      FieldValue.add("", 6, to: &hash)
    }
  }

  private static func add(_ text: String, _ mark: UInt8, to hash: inout StableHash) {
    for byte in text.utf8 { hash.add(byte) }
    hash.add(mark)
  }
}

/// Formats values as imports write them.
enum FieldText {
  /// Returns `key: value` with its line break, or several lines.
  static func lines(_ key: String, _ value: FieldValue) -> String {
    switch value {
    case .text(let text): "\(key): \(scalar(key, text))\n"
    case .list(let values) where key == "authors" && !values.isEmpty:
      "\(key):\n" + values.map { "  - \(inline($0))\n" }.joined()
    case .list, .map([]): "\(key): \(inline(value))\n"
    case .map(let entries) where key == "extra":
      "\(key):\n"
        + entries.map { "  \(YAMLText.scalar($0.key)): \(long($0.value))\n" }.joined()
    case .map: "\(key): \(inline(value))\n"
    }
  }

  static func scalar(_ key: String, _ text: String) -> String {
    // Dates and counts stay unquoted, because people read them more often than other programs do.
    isBare(key) ? text : YAMLText.scalar(text)
  }

  private static func isBare(_ key: String) -> Bool {
    ["date", "published", "updated", "upvotes", "comments", "stars"].contains(key)
  }

  private static func long(_ value: FieldValue) -> String {
    if case .text(let text) = value { YAMLText.scalar(text) } else { inline(value) }
  }

  static func inline(_ value: FieldValue) -> String {
    switch value {
    case .text(let text): YAMLText.scalar(text, inList: true)
    case .list(let values): "[\(values.map(inline).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.key): \(inline($0.value))" }.joined(separator: ", "))}"
    }
  }
}
