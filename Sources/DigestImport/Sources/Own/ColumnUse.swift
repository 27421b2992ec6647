import DigestCore
import DigestModel

/// Records which columns of the owner's data are used, over all records of a source.
struct ColumnUse {
  private var records = 0
  /// Maps unused columns to the number of records in which they are not empty.
  private var unused: [String: Int] = [:]
  private var mapped: Set<String> = []
  /// The maximum number of names; if there are more, they are data rather than columns.
  private static let limit = 1000

  mutating func add(_ fields: OwnFields) {
    records += 1
    mapped.formUnion(fields.mapped)
    for name in fields.unused { count(name, 1) }
  }

  mutating func add(_ other: ColumnUse) {
    records += other.records
    mapped.formUnion(other.mapped)
    for (name, number) in other.unused { count(name, number) }
  }

  private mutating func count(_ name: String, _ number: Int) {
    if unused[name] != nil || unused.count < ColumnUse.limit { unused[name, default: 0] += number }
  }

  /// Returns one warning for each missing column, and for those that are not used.
  func problems(in path: String, _ mapping: ImportMapping) -> [Diagnostic] {
    if records == 0 { return [] }
    let missing = mapping.names.filter { !mapped.contains($0.key) }.sorted { $0.key < $1.key }
    return missing.map { key, name in
      ColumnUse.warning(
        path, "no record has the column '\(name)'",
        "'\(key)' below 'import:' in site.yml names it")
    } + unusedColumns(path)
  }

  private func unusedColumns(_ path: String) -> [Diagnostic] {
    let sorted = unused.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let known = ImportMapping.keys
    let likely = sorted.filter { nearest(to: $0.key, among: known) != nil }
    let others = sorted.filter { nearest(to: $0.key, among: known) == nil }
    return likely.map { name, count in
      ColumnUse.warning(
        path, "'\(name)' (\(ColumnUse.counted(count))) goes nowhere",
        nearest(to: name, among: known).map { "did you mean '\($0)'?" })
    } + (others.isEmpty ? [] : [ColumnUse.summary(path, others)])
  }

  private static func summary(
    _ path: String, _ columns: [(key: String, value: Int)]
  ) -> Diagnostic {
    let shown = columns.prefix(20).map { "'\($0.key)' (\(counted($0.value)))" }
    let more = columns.count > 20 ? " and \(columns.count - 20) others" : ""
    let verb = columns.count == 1 ? "goes" : "go"
    return warning(
      path, "\(shown.joined(separator: ", "))\(more) \(verb) nowhere",
      "name a key for it below 'import:' in site.yml, or keep it with 'keep: [\(columns[0].key)]'")
  }

  private static func counted(_ count: Int) -> String {
    "\(count.grouped) \(count == 1 ? "record" : "records")"
  }

  private static func warning(_ path: String, _ message: String, _ hint: String?) -> Diagnostic {
    Diagnostic(path: path, severity: .warning, message: message, hint: hint)
  }
}
