import Foundation
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestModel

/// A site in a temporary folder, which is removed with the value.
final class ImportSite {
  let url = FileManager.default.temporaryDirectory
    .appending(path: "digest-import-\(UUID().uuidString)")

  init(_ files: [String: String] = [:]) throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (path, text) in files { try write(path, text) }
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func write(_ path: String, _ text: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: path))
  }

  subscript(path: String) -> String? {
    (try? Data(contentsOf: url.appending(path: path))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Returns the contents, modification time and inode of every file of the site.
  func snapshot() throws -> [String: [String]] {
    var files: [String: [String]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: url.path) {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: url.appending(path: path).path)
      // The temporary files of an import change the times of folders.
      guard attributes[.type] as? FileAttributeType != .typeDirectory else { continue }
      let date = attributes[.modificationDate] as? Date
      files[path] = [
        self[path] ?? "", "\(date?.timeIntervalSince1970 ?? 0)",
        "\(attributes[.systemFileNumber] ?? "")",
      ]
    }
    return files
  }

  var papers: [String] {
    let folder = url.appending(path: "Content/papers").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @discardableResult
  func run(_ page: String, change: (inout PaperImport) -> Void = { _ in }) throws -> ImportReport {
    var job = PaperImport(
      path: "page.txt", bytes: Array(page.utf8), now: Day(year: 2025, month: 6, day: 1) ?? .epoch)
    job.site = url.path
    change(&job)
    return try job.run()
  }
}

extension Day {
  static let epoch = Day(secondsSince1970: 0)
}

/// Returns a page with an abstract for each title.
func page(_ titles: String..., day: String = "Mar 12", about: String = "It works.") -> String {
  let papers = titles.map { "\($0)\n\n\(abstract(about))\n\n" }
  return "\(day)\n\n" + papers.joined()
}

/// Returns text that is long enough to be an abstract.
func abstract(_ about: String) -> String {
  about + String(repeating: " We show that this holds in every case that matters.", count: 5)
}

extension Importer {
  /// Returns the records that the importer reads from a text.
  func records(
    in text: some Sequence<UInt8>, path: String = "x", days: DayRule = DayRule(now: .epoch),
    mapping: ImportMapping? = nil
  ) -> (records: [PaperRecord], problems: [Diagnostic]) {
    let sink = RecordSink()
    let source = ImportSource(path: path, text: [], days: days, mapping: mapping)
    let reader = SourceReader(
      importer: self, source: source, parallel: Parallel(jobs: 1), sink: sink)
    let stream = ImportStream(path: path, bytes: Array(text))
    do {
      try reader.read(try stream.next(), stream)
    } catch {
      Issue.record("\(error)")
    }
    let found = sink.take()
    return (found.records, found.problems)
  }

  func records(
    in text: String, path: String = "x", mapping: ImportMapping? = nil
  ) -> (records: [PaperRecord], problems: [String]) {
    let (records, problems) = self.records(in: text.utf8, path: path, mapping: mapping)
    return (records, problems.map(\.description))
  }
}

extension ImportSession {
  /// Creates one for a site without files.
  init(in site: ImportSite) throws {
    let folder = try ImportFolder(site: site.url.path, isDryRun: false)
    self.init(
      folder: folder, state: try ImportState(folder), spelling: TagSpelling(rules: []) { [] },
      isDryRun: false)
  }
}

extension ImportState {
  func entries() throws -> [Entry] { try (0..<count).map { try entry($0) } }
}
