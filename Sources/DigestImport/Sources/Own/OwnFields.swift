import DigestCore
import DigestModel

/// A record's columns, accessed by front matter keys.
struct OwnFields {
  /// Columns that are not used for any key.
  let unused: [String]
  /// Keys in the mapping whose columns are not empty in this record.
  private(set) var mapped: [String] = []
  let extra: [(key: String, text: String)]
  private let mapping: ImportMapping
  private let columns: [OwnColumn]
  /// Maps folded names to positions in ``columns``.
  private let places: [String: Int]

  init(_ columns: [OwnColumn], _ mapping: ImportMapping) {
    self.columns = columns
    self.mapping = mapping
    let taken = Set(Array(mapping.names.values) + mapping.kept)
    var places: [String: Int] = [:]
    var unused: [String] = []
    for (index, column) in columns.enumerated() where !column.value.isNothing {
      if OwnNames.keys(of: column.name, mapping).isEmpty && !mapping.kept.contains(column.name) {
        unused.append(column.name)
      }
      // A column in the mapping has only that meaning, whatever its name.
      if !taken.contains(column.name) { places[OwnNames.folded(column.name)] = index }
    }
    self.places = places
    self.unused = unused
    extra = mapping.kept.compactMap { name in
      let text = columns.first { $0.name == name }.map { OwnFields.texts($0.value) } ?? []
      return text.isEmpty ? nil : (name, text.joined(separator: "; "))
    }
    mapped = mapping.names.filter { !mappedValue($0.value).isNothing }.map(\.key)
  }
}

extension OwnFields {
  /// Returns the values for a key, best first.
  func values(_ key: String) -> [JSONValue] {
    if let name = mapping.names[key] { return [mappedValue(name)].filter { !$0.isNothing } }
    let paths = OwnFields.paths[key] ?? []
    return paths.compactMap { path in value(at: path) }.filter { !$0.isNothing }
  }

  private static let paths: [String: [[String]]] = Dictionary(
    uniqueKeysWithValues: OwnNames.paths.map { key, paths in
      (key, paths.map { $0.split(separator: ".").map(String.init) })
    })

  private func value(at path: [String]) -> JSONValue? {
    guard let first = path.first, let index = places[first] else { return nil }
    var value = columns[index].value
    for name in path.dropFirst() {
      guard let member = value.object?.members.last(where: { OwnNames.folded($0.name) == name })
      else { return nil }
      value = member.value
    }
    return value
  }

  /// Returns the value of a column in the mapping, or of nested names joined by dots.
  private func mappedValue(_ path: String) -> JSONValue {
    if let column = columns.last(where: { $0.name == path }) { return column.value }
    let parts = path.split(separator: ".").map(String.init)
    guard let column = columns.last(where: { $0.name == parts.first }) else { return .null }
    return parts.dropFirst().reduce(column.value) { $0.object?[$1] ?? .null }
  }

  /// Returns the strings in a value; for objects, their names.
  static func texts(_ value: JSONValue) -> [String] {
    switch value {
    case .list(let values): values.flatMap(texts)
    case .object(let object):
      ["name", "display_name", "title", "value", "category"].lazy.compactMap { object.text($0) }
        .first.map { [$0] } ?? []
    default: value.text.map { [$0] } ?? []
    }
  }

  func texts(_ key: String) -> [String] { values(key).compactMap { OwnFields.texts($0).first } }

  func text(_ key: String) -> String? {
    values(key).lazy.flatMap(OwnFields.texts).first
  }

  /// Whether a flag is set.
  func has(_ key: String) -> Bool { values(key).contains(.bool(true)) }

  /// Returns the first string for a key that `read` accepts.
  func first<Value>(_ key: String, _ read: (String) -> Value?) -> Value? {
    values(key).lazy.flatMap(OwnFields.texts).compactMap(read).first
  }
}

/// Values that consist of several strings.
extension OwnFields {
  /// The abstract, from a string, a list of paragraphs, or OpenAlex's inverted index.
  var abstract: String? {
    let found = values("abstract").first
    if let index = found?.object { return OwnFields.text(ofInvertedIndex: index) }
    if let found { return OwnFields.texts(found).joined(separator: "\n\n") }
    return hasSummaryForAbstract ? text("summary") : nil
  }

  var summary: String? { hasSummaryForAbstract ? nil : text("summary") }

  /// Whether `summary` is the abstract, as in arXiv's data; an owner's own summary is shorter, and
  /// next to an abstract.
  private var hasSummaryForAbstract: Bool {
    guard mapping.names["summary"] == nil, values("abstract").isEmpty,
      let summary = value(at: ["summary"]).flatMap({ OwnFields.texts($0).first })
    else { return false }
    let isFromArxiv = ["id", "entryid", "abs", "categories", "primarycategory"].contains { name in
      places[name] != nil
    }
    return isFromArxiv || summary.utf8.count > 400
  }

  /// Restores text from an inverted index: `{"We": [0], "show": [1, 5]}` → `We show …`.
  private static func text(ofInvertedIndex index: JSONObject) -> String? {
    var words: [(position: Int, word: String)] = []
    for member in index.members {
      words += member.value.list.compactMap(\.wholeNumber).map { ($0, member.name) }
    }
    words.sort { $0.position < $1.position }
    return words.isEmpty ? nil : words.map(\.word).joined(separator: " ")
  }

  /// The owner's tags and categories, or else the fields of study that a service assigned.
  var tags: [String] {
    if mapping.names["tags"] != nil {
      return split(values("tags").first.map(OwnFields.texts) ?? [])
    }
    let own = [
      "tags", "manualtags", "keywords", "authorkeywords", "categories", "primarycategory",
    ].compactMap { value(at: [$0]) }.flatMap { split(OwnFields.texts($0)) }
    let tags = own.isEmpty ? values("tags").first.map { split(OwnFields.texts($0)) } ?? [] : own
    var seen: Set<String> = []
    return tags.flatMap(OwnFields.categories).filter { seen.insert($0).inserted }
  }

  /// Splits a string of several arXiv categories, such as `cs.CL stat.ML`.
  private static func categories(_ text: String) -> [String] {
    let words = text.split(separator: " ").map(String.init)
    return words.count > 1 && words.allSatisfy(ArxivCategory.isValid) ? words : [text]
  }

  /// Splits a single string into values; the strings of a list are values already.
  private func split(_ values: [String]) -> [String] {
    guard values.count == 1, let text = values.first else { return values }
    let separator = mapping.separator ?? (text.contains(";") ? ";" : ",")
    if separator.isEmpty { return values }
    return text.split(separator: separator).map { FieldReader.tidied(String($0)) }
      .filter { !$0.isEmpty }
  }

  var authors: [Author] {
    guard let value = values("authors").first else { return [] }
    if case .list(let values) = value, values.count > 1 || values.first?.text == nil {
      return values.compactMap(OwnAuthor.make)
    }
    let texts = OwnFields.texts(value)
    return texts.count == 1 ? OwnAuthor.list(texts[0], separator: mapping.separator ?? ";") : []
  }
}

extension JSONValue {
  /// Whether the value is `null` or empty.
  var isNothing: Bool {
    switch self {
    case .null: true
    case .text(let text): text.utf8.allSatisfy(ASCII.isSpace)
    case .list(let values): values.allSatisfy(\.isNothing)
    case .object(let object): object.members.isEmpty
    case .number, .bool: false
    }
  }
}
