import DigestCore

/// The allowed keys of a map, each with a function that stores its value in a `Target`.
struct Schema<Target>: Sendable {
  typealias Read = @Sendable (inout Target, YAMLNode, inout FieldReader) -> Void

  /// The keys in the order of the documentation, for hints.
  let keys: [String]
  /// The hint for an unknown key that resembles none of the known ones.
  let hint: String
  private let reads: [String: Read]

  init(hint: String, _ fields: KeyValuePairs<String, Read>) {
    self.init(hint: hint, fields.map { (key: $0.key, read: $0.value) })
  }

  init(hint: String, _ fields: [(key: String, read: Read)]) {
    keys = fields.map(\.key)
    self.hint = hint
    reads = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.read) })
  }

  /// Reads every entry; returns the keys that are present.
  @discardableResult
  func read(
    _ entries: [YAMLNode.Entry], into target: inout Target, with reader: inout FieldReader
  ) -> Set<String> {
    for entry in entries {
      guard let read = reads[entry.key.text] else {
        reportUnknown(entry.key, with: &reader)
        continue
      }
      reader.key = entry.key.text
      read(&target, entry.value, &reader)
    }
    return Set(entries.lazy.map(\.key.text))
  }

  private func reportUnknown(_ key: YAMLScalar, with reader: inout FieldReader) {
    let nearest = nearest(to: key.text, among: keys).map { "did you mean '\($0)'?" }
    reader.error(key.mark, "unknown key '\(key.text)'", hint: nearest ?? hint)
  }
}
