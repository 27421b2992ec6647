import DigestCore
import DigestModel

/// Merges a source's data into an existing file without losing edits.
///
/// This is a three-way merge of the values last imported (as hashes), those in the file, and those
/// in the source. What a person changed, added or deleted is kept; everything else follows the
/// source. If a person and the source both changed a value, the person's is kept and the conflict
/// is reported once.
struct PaperMerge {
  /// The file's path in messages.
  let path: String
  let file: PaperFile
  let authority: Importer.Authority
  let fields: [(key: String, value: FieldValue)]
  /// Whether the source is older than the last one, so that it only fills in missing values.
  let isStale: Bool

  private(set) var base: ImportedFields
  private(set) var conflicts: [Diagnostic] = []
  /// Whether a person's value differs from the source's.
  private(set) var isEdited = false
  private(set) var result: [UInt8]?
  private(set) var current: [String: FieldValue] = [:]

  init(
    path: String, file: PaperFile, authority: Importer.Authority,
    fields: [(key: String, value: FieldValue)], base: ImportedFields, isStale: Bool
  ) {
    self.path = path
    self.file = file
    self.authority = authority
    self.fields = fields
    self.base = base
    self.isStale = isStale
  }

  /// Merges the data; returns `false`, without a result, if the file cannot be changed safely.
  mutating func run(on bytes: [UInt8]) -> Bool {
    var diagnostics: [Diagnostic] = []
    guard let parts = FrontMatter.split(bytes, path: path, diagnostics: &diagnostics),
      var editor = FrontMatterEditor(parts.text, yaml: parts.yaml)
    else { return false }
    current = editor.fields
    if base.isUnknown { base = ImportedFields(of: editor.fields, body: parts) }
    for (key, value) in fields { merge(key, value, &editor) }
    guard var text = editor.edited() else { return false }
    let body = mergedBody(parts)
    if let body {
      let end = parts.body.lowerBound + text.count - parts.text.count
      text.replaceSubrange(end..<text.count, with: body)
    }
    result = text == parts.text ? nil : PaperMerge.restored(text, like: bytes)
    current = editor.fields
    return true
  }

  /// Restores the file's line endings and byte order mark.
  private static func restored(_ text: [UInt8], like bytes: [UInt8]) -> [UInt8] {
    let mark: [UInt8] = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
    guard bytes.contains(0x0D) else { return mark + text }
    return mark + text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
  }

  private mutating func merge(
    _ key: String, _ value: FieldValue, _ editor: inout FrontMatterEditor
  ) {
    let known = base[key]
    let now = editor.fields[key]
    let value = key == "tags" ? mergedTags(value, now, known) : value
    if now == value { return note(key, value, known) }
    let isUntouched = known.map { now?.hash == $0.hash } ?? (now == nil)
    if isUntouched {
      guard mayChange(key, value, now, known) else { return }
      if now == nil {
        editor.insert(key, value)
      } else if !editor.replace(key, with: value) {
        return conflict(key, value, editor.mark(of: key), "stands beside a comment")
      }
      return note(key, value, known)
    }
    if known == nil, now?.isEmpty == true, !file.record.isReplacement {
      if editor.replace(key, with: value) { note(key, value, known) }
      return
    }
    // The date in the digest is the owner's choice, and sources often disagree about it.
    guard mayChange(key, value, now, known), key != "date" || known != nil else { return }
    isEdited = true
    if known?.hash != value.hash && now != nil {
      conflict(key, value, editor.mark(of: key), "was edited by hand")
    }
    note(key, value, known)
  }

  private func mayChange(
    _ key: String, _ value: FieldValue, _ now: FieldValue?, _ known: ImportedFields.Field?
  ) -> Bool {
    if key == "updated", let now = now?.text, let new = value.text { return now < new }
    if PaperField.named(key)?.setter == .newestSource { return !isStale || now == nil }
    if file.record.isReplacement { return false }
    guard let known else { return true }
    if isStale { return false }
    if key == "date" { return known.authority == authority.rawValue }
    return known.authority <= authority.rawValue
  }

  /// Returns the union of the tags of several sources; those of a single source replace its old
  /// ones.
  private func mergedTags(
    _ value: FieldValue, _ now: FieldValue?, _ known: ImportedFields.Field?
  ) -> FieldValue {
    guard let known, let now, known.authority != authority.rawValue else { return value }
    let slugs = Set(now.texts.map { Slug.ofTerm($0) })
    let new = value.texts.filter { !slugs.contains(Slug.ofTerm($0)) }
    return .list((now.texts + new).map { .text($0) })
  }

  /// Records the source's value for a key.
  private mutating func note(
    _ key: String, _ value: FieldValue, _ known: ImportedFields.Field?
  ) {
    var rank = max(authority.rawValue, known?.authority ?? 0)
    if key == "tags", let known, known.authority != authority.rawValue {
      rank = ImportedFields.mixed
    }
    if key == "date", let known { rank = known.authority }
    base[key] = ImportedFields.Field(authority: rank, hash: value.hash)
  }

  private mutating func conflict(
    _ key: String, _ value: FieldValue, _ mark: YAMLMark?, _ reason: String
  ) {
    isEdited = true
    conflicts.append(
      Diagnostic(
        path: path, line: mark?.line ?? 1, column: mark?.column ?? 1, severity: .warning,
        message: "'\(key)' \(reason), and the source says otherwise; left as it is",
        hint: "the source has: \(PaperMerge.shortened(FieldText.inline(value)))"))
  }

  private static func shortened(_ text: String) -> String {
    text.utf8.count > 200 ? String(text.prefix(200)) + "…" : text
  }

  /// Returns the body with a new abstract, or `nil` if it does not change.
  private mutating func mergedBody(_ parts: FrontMatter) -> [UInt8]? {
    let new = FieldValue.text(file.body)
    guard !file.body.isEmpty else { return nil }
    let range = PaperBody.abstract(in: parts.text, parts.body)
    let now = FieldValue.text(String(decoding: parts.text[range], as: UTF8.self))
    let known = base["abstract"]
    if now == new {
      note("abstract", new, known)
      return nil
    }
    let isUntouched = known.map { now.hash == $0.hash } ?? now.isEmpty
    guard mayChange("abstract", new, now.isEmpty ? nil : now, known) else { return nil }
    defer { note("abstract", new, known) }
    if !isUntouched {
      isEdited = true
      if known?.hash != new.hash && !now.isEmpty { bodyConflict(parts, range.lowerBound) }
      return nil
    }
    return PaperBody.replacing(range, with: Array(file.body.utf8), in: parts)
  }

  private mutating func bodyConflict(_ parts: FrontMatter, _ offset: Int) {
    let line = parts.text[..<offset].count { $0 == 0x0A } + 1
    conflicts.append(
      Diagnostic(
        path: path, line: line, column: 1, severity: .warning,
        message: "the abstract was edited by hand, and the source says otherwise; left as it is",
        hint: "the source has: \(PaperMerge.shortened(file.body))"))
  }
}

/// Finds the abstract in a paper's body: everything up to the first heading, where the owner's
/// notes begin.
enum PaperBody {
  static func abstract(in text: [UInt8], _ body: Range<Int>) -> Range<Int> {
    var start = body.lowerBound
    var end = body.upperBound
    var line = start
    while line < body.upperBound {
      if isHeading(text[line..<body.upperBound]) {
        end = line
        break
      }
      line = text[line..<body.upperBound].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.upperBound
    }
    while start < end, ASCII.isSpace(text[start]) { start += 1 }
    while end > start, ASCII.isSpace(text[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isHeading(_ text: ArraySlice<UInt8>) -> Bool {
    let signs = text.prefix { $0 == UInt8(ascii: "#") }
    guard (1...6).contains(signs.count) else { return false }
    return text[signs.endIndex...].first.map(ASCII.isSpace) ?? true
  }

  /// Returns the whole body with another abstract, set off by empty lines.
  static func replacing(
    _ range: Range<Int>, with abstract: [UInt8], in parts: FrontMatter
  ) -> [UInt8] {
    let text = parts.text
    if !range.isEmpty {
      return text[parts.body.lowerBound..<range.lowerBound] + abstract
        + text[range.upperBound..<parts.body.upperBound]
    }
    let rest = text[range.lowerBound..<parts.body.upperBound].drop { $0 == 0x0A }
    return [0x0A] + abstract + [0x0A] + (rest.isEmpty ? [] : [0x0A] + rest)
  }
}
