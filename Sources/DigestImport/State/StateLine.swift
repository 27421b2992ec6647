import DigestCore
import DigestModel

/// A paper's line in `Content/.imported.jsonl`.
enum StateLine {
  static func bytes(_ entry: ImportState.Entry) -> [UInt8] {
    var object = JSONObjectWriter()
    object.add("slug", entry.slug)
    object.add("date", entry.date.description)
    object.add("sha256", entry.sha256)
    object.add("paper", entry.keys.title)
    if let author = entry.keys.author { object.add("author", author) }
    if let edition = entry.keys.edition.text { object.add("edition", edition) }
    if !entry.keys.identifiers.isEmpty { object.add("ids", entry.keys.identifiers) }
    if let updated = entry.updated { object.add("updated", updated.description) }
    if !entry.fields.isUnknown { object.add("fields", entry.fields.text) }
    return object.finished
  }

  static func entry(_ line: ArraySlice<UInt8>, _ isImported: Bool) -> ImportState.Entry? {
    guard String(validating: line, as: UTF8.self) != nil,
      let object = try? JSONParser.parse(line).object, let slug = object.text("slug"),
      isFile(slug), let date = object.text("date").flatMap({ Day($0) }),
      case .text(let hash) = object["sha256"], case .text(let title) = object["paper"]
    else { return nil }
    var keys = PaperIdentity(
      identifiers: object.list("ids").compactMap(\.text), title: title,
      author: object.text("author"))
    keys.edition = object.text("edition").map { PaperEdition(text: $0) } ?? PaperEdition()
    var entry = ImportState.Entry(
      slug: slug, keys: keys, date: date, sha256: hash, isImported: isImported)
    entry.fields = object.text("fields").map { ImportedFields($0) } ?? .unknown
    entry.updated = object.text("updated").flatMap { Day($0) }
    return entry
  }

  /// Whether a path is below the folder of papers and not hidden.
  private static func isFile(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { name in
      !name.isEmpty && !name.hasPrefix(".") && !name.utf8.contains(0)
    }
  }
}
