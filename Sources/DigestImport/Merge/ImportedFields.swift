import DigestModel

/// Hashes of the values that a paper's fields had in the source, and the authority of each.
///
/// Stored as one string, `title:6a1b2c3d4e5 date:6…`, because there is one for each paper in
/// memory.
struct ImportedFields: Hashable, Sendable {
  struct Field: Hashable, Sendable {
    /// An ``Importer/Authority``, or ``ImportedFields/mixed``.
    let authority: UInt8
    let hash: String
  }

  /// Used as authority if several sources contributed to a value.
  static let mixed = UInt8(ascii: "*")

  private(set) var text: String

  init(_ text: String = "") {
    self.text = text
  }

  /// The fields of a paper imported by an early version, which stored only the file's hash.
  static let unknown = ImportedFields("?")

  var isUnknown: Bool { text == "?" }

  /// Creates the fields of a first import.
  init(_ fields: [(key: String, value: FieldValue)], body: String, _ authority: Importer.Authority)
  {
    let all = fields + (body.isEmpty ? [] : [("abstract", FieldValue.text(body))])
    let rank = Character(UnicodeScalar(authority.rawValue))
    text = all.map { "\($0.key):\(rank)\($0.value.hash)" }.sorted().joined(separator: " ")
  }

  /// Creates the fields of a file that has not changed since it was imported.
  init(of fields: [String: FieldValue], body parts: FrontMatter) {
    let range = PaperBody.abstract(in: parts.text, parts.body)
    let body = String(decoding: parts.text[range], as: UTF8.self)
    self.init(fields.map { (key: $0.key, value: $0.value) }, body: body, .pageDump)
  }

  subscript(key: String) -> Field? {
    get {
      for part in text.utf8.split(separator: 0x20) where part.starts(with: key.utf8) {
        let rest = part.dropFirst(key.utf8.count)
        guard rest.first == UInt8(ascii: ":"), let rank = rest.dropFirst().first else { continue }
        return Field(authority: rank, hash: String(Substring(rest.dropFirst(2))))
      }
      return nil
    }
    set {
      var parts = text.split(separator: " ").filter { !$0.hasPrefix("\(key):") }.map(String.init)
      if let newValue {
        let rank = Character(UnicodeScalar(newValue.authority))
        parts.append("\(key):\(rank)\(newValue.hash)")
      }
      text = parts.sorted().joined(separator: " ")
    }
  }

  /// Whether an import of these values would change nothing.
  func has(
    _ fields: [(key: String, value: FieldValue)], body: String, _ authority: Importer.Authority
  ) -> Bool {
    let isSame = { (key: String, value: FieldValue) in
      guard let known = self[key] else { return false }
      let isSettled = known.authority >= authority.rawValue || key == "date"
      return known.hash == value.hash && isSettled
    }
    return fields.allSatisfy { isSame($0.key, $0.value) }
      && (body.isEmpty || isSame("abstract", .text(body)))
  }
}
