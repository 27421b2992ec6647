import DefaultTheme
import Foundation
import Synchronization

@testable import DigestCore
@testable import DigestFiles
@testable import DigestKit
@testable import DigestModel

/// A tiny site that is given as one text and built in memory.
///
/// Files follow lines such as `-- Content/papers/a.md --`. A `site.yml` is added unless the text
/// has one, and files in `Templates/` override those of the default theme.
struct TestSite {
  static let settings = "title: Digest\nbase_url: https://example.org/\n"

  let files: [String: [UInt8]]
  let report: BuildReport

  init(_ text: String, options: Build.Options = Build.Options()) throws {
    try self.init(files: TestSite.files(in: text), options: options)
  }

  init(files: [String: [UInt8]], options: Build.Options = Build.Options()) throws {
    var content = TestSite.files(below: "Content/", in: files)
    if content["site.yml"] == nil { content["site.yml"] = Array(TestSite.settings.utf8) }
    let own = TestSite.files(below: "Templates/", in: files)
    let theme = SourceFolder(name: "default theme", bytes: DefaultTheme.files)
    let build = Build(
      content: SourceFolder(name: "Content", bytes: content),
      templates: [SourceFolder(name: "Templates", bytes: own), theme], options: options)
    let sink = MemorySink()
    report = try build.run(into: sink, progress: NoProgress())
    self.files = sink.files
  }

  /// The paths of all files, sorted.
  var paths: [String] { files.keys.sorted() }

  /// The text of a file of the built site; for a missing file, a text that says so.
  subscript(path: String) -> String {
    files[path].map { String(decoding: $0, as: UTF8.self) } ?? "there is no \(path)"
  }

  /// Returns the content of a page's `<main>`.
  func main(_ path: String) -> String {
    let text = self[path]
    let start = text.range(of: "<main id=\"main\">\n")?.upperBound ?? text.startIndex
    let end = text.range(of: "\n</main>")?.lowerBound ?? text.endIndex
    return String(text[start..<end])
  }

  /// Returns the errors or, if there are none, the warnings, as the author sees them.
  static func problems(
    _ files: [String: [UInt8]], options: Build.Options = Build.Options()
  ) -> String {
    do {
      let site = try TestSite(files: files, options: options)
      return site.report.warnings.map(\.description).joined(separator: "\n")
    } catch let error as DiagnosticsError {
      return error.diagnostics.map(\.description).joined(separator: "\n")
    } catch {
      return "\(error)"
    }
  }

  static func problems(_ text: String) -> String { problems(files(in: text)) }

  static func files(in text: String) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    var path = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        path = String(line.dropFirst(3).dropLast(3))
        files[path] = []
      } else {
        files[path, default: []] += Array(line.utf8) + [0x0A]
      }
    }
    files[""] = nil
    return files
  }

  private static func files(
    below folder: String, in files: [String: [UInt8]]
  ) -> [String: [UInt8]] {
    Dictionary(
      uniqueKeysWithValues: files.filter { $0.key.hasPrefix(folder) }
        .map { (String($0.key.dropFirst(folder.count)), $0.value) })
  }
}

/// Returns a paper's file with the given lines after title and date.
func paper(
  _ title: String = "A", date: String = "2025-03-12", _ fields: String = "", body: String = "Text."
) -> [UInt8] {
  let lines = fields.isEmpty ? "" : fields + "\n"
  return Array("---\ntitle: \(title)\ndate: \(date)\n\(lines)---\n\(body)\n".utf8)
}

final class MemorySink: OutputSink {
  private let contents = Mutex<[String: [UInt8]]>([:])

  var files: [String: [UInt8]] { contents.withLock { $0 } }

  func accept(_ file: OutputFile) throws {
    let old = contents.withLock { $0.updateValue(file.bytes, forKey: file.path.text) }
    precondition(old == nil, "written twice: \(file.path)")
  }

  func accept(copyOf source: String, in folder: SourceFolder, to path: SitePath) throws {
    guard case .bytes(let bytes) = try folder.read(source) else { return }
    try accept(OutputFile(path, phase: .assets, bytes: bytes))
  }
}

struct NoProgress: BuildProgress {
  func report(_ step: BuildStep, done: Int, of total: Int) {}
}
