import Foundation
import Testing

@testable import DigestKit
@testable import DigestSearch

/// Thirty small papers of every kind, built with the default theme, against the files in
/// `Tests/Snapshot/Public`.
///
/// `UPDATE_SNAPSHOTS=1` writes those files anew and fails the run, so that nobody takes a run that
/// wrote them for one that checked them.
@Suite struct SiteSnapshotTests {
  private static let folder = URL(filePath: Sources.root).appending(path: "Tests/Snapshot")
  private static let expected = folder.appending(path: "Public")

  @Test func `the whole site is as it was`() throws {
    let content = try Self.files(in: Self.folder).filter { $0.key.hasPrefix("Content/") }
    let built = try TestSite(files: content).files
    let site = Dictionary(
      uniqueKeysWithValues: built.map { ($0.key, Self.stored($0.value, at: $0.key)) })
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try Self.write(site)
      Issue.record("The snapshot was written. Look at it with 'git diff' and run the test again.")
      return
    }
    let expected = try Self.files(in: Self.expected)
    #expect(site.keys.sorted() == expected.keys.sorted())
    let changed = expected.filter { site[$0.key] != nil && site[$0.key] != $0.value }
    for (path, old) in changed.sorted(by: { $0.key < $1.key }).prefix(5) {
      Issue.record("\(path) has changed\n\(Self.difference(old, site[path] ?? []))")
    }
    #expect(changed.count == 0, "if all is as it should be, run with UPDATE_SNAPSHOTS=1")
  }

  /// Returns what the snapshot keeps of a file: compressed files as their contents, because releases
  /// of the compressor differ; scripts and styles by name only, because it contains their hash.
  private static func stored(_ bytes: [UInt8], at path: String) -> [UInt8] {
    if path.hasPrefix("assets/"), path.hasSuffix(".js") || path.hasSuffix(".css") { return [] }
    return bytes.starts(with: [0x1F, 0x8B]) ? Gzip.decompress(bytes) ?? [] : bytes
  }

  /// The first line that differs, as it was and as it is.
  private static func difference(_ old: [UInt8], _ new: [UInt8]) -> String {
    let lines = [old, new].map { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
    let number = zip(lines[0], lines[1]).prefix { $0 == $1 }.count
    let shown = lines.map { $0.dropFirst(number).first.map(String.init) ?? "(the end)" }
    return "line \(number + 1)\n- \(shown[0])\n+ \(shown[1])"
  }

  private static func write(_ site: [String: [UInt8]]) throws {
    try? FileManager.default.removeItem(at: expected)
    for (path, bytes) in site {
      let file = expected.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
  }

  /// Path below `folder` → bytes.
  private static func files(in folder: URL) throws -> [String: [UInt8]] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var files: [String: [UInt8]] = [:]
    for path in paths {
      let file = folder.appending(path: path)
      guard !file.hasDirectoryPath, let data = try? Data(contentsOf: file) else { continue }
      files[path] = Array(data)
    }
    return files
  }
}
