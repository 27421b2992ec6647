import DigestCore

/// A value of front matter, independent of its notation.
package indirect enum FieldValue: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let key: String
    package let value: FieldValue

    package init(key: String, value: FieldValue) {
      self.key = key
      self.value = value
    }
  }

  case text(String)
  case list([FieldValue])
  case map([Entry])

  package init(_ node: YAMLNode) {
    switch node {
    case .scalar(let scalar): self = .text(FieldReader.tidied(scalar.text))
    case .list(let nodes, _): self = .list(nodes.map { FieldValue($0) })
    case .map(let entries, _):
      self = .map(entries.map { Entry(key: $0.key.text, value: FieldValue($0.value)) })
    }
  }

  /// Whether the value is empty, as in `tags: []`.
  package var isEmpty: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .list(let values): values.isEmpty
    case .map(let entries): entries.isEmpty
    }
  }

  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The texts in a list.
  package var texts: [String] {
    if case .list(let values) = self { values.compactMap(\.text) } else { [] }
  }

  /// A hash of ten hexadecimal digits, which shows whether a value is still the imported one.
  package var hash: String {
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
