import Foundation

@testable import DigestCore
@testable import DigestFiles
@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel

/// What becomes of a file: imported into an empty site, which is then built.
struct CaseRun {
  /// The report, with its problems, or why nothing was imported.
  private(set) var report = ""
  /// `title: …`, `published: …` and so on of each paper, and its body, sorted by file.
  private(set) var papers = ""
  private let site: ImportSite

  init(_ files: [(path: String, bytes: [UInt8])], settings: String = "", format: String? = nil)
    throws
  {
    site = try ImportSite(["Content/site.yml": "title: T\nbase_url: https://s.example\n" + settings]
    )
    for file in files { try run(file.path, file.bytes, format) }
    papers = readPapers()
  }

  private mutating func run(_ path: String, _ bytes: [UInt8], _ format: String?) throws {
    let now = Day(year: 2026, month: 11, day: 27) ?? .epoch
    var job = PaperImport(path: path, bytes: bytes, now: now)
    (job.site, job.format) = (site.url.path, format)
    do {
      let done = try job.run()
      report += ([done.description] + done.diagnostics.map(\.description)).joined(separator: "\n")
    } catch let error as DiagnosticsError {
      report += error.diagnostics.map(\.description).joined(separator: "\n")
    }
    report += "\n"
  }

  private func readPapers() -> String {
    site.papers.map { name in
      let bytes = Array((site["Content/papers/\(name)"] ?? "").utf8)
      var problems: [Diagnostic] = []
      guard let parts = FrontMatter.split(bytes, path: name, diagnostics: &problems),
        let entries = FrontMatterEntry.all(in: parts.text, parts.yaml)
      else { return "\(name): \(problems)" }
      let body = String(decoding: parts.text[parts.body], as: UTF8.self)
      return entries.map { "\($0.key): \(CaseRun.shown($0.value))\n" }.joined() + body + "\n"
    }.joined()
  }

  /// As a person would say it: `Jane Doe; Rich Roe`.
  private static func shown(_ value: FieldValue) -> String {
    switch value {
    case .text(let text): text
    case .list(let values): values.map(shown).joined(separator: "; ")
    case .map(let entries):
      "{\(entries.map { "\($0.key): \(shown($0.value))" }.joined(separator: ", "))}"
    }
  }

  /// All files of the built site with its citations.
  func build() throws -> TestSite {
    var files: [String: [UInt8]] = [
      "Content/site.yml": Array((site["Content/site.yml"] ?? "").utf8)
    ]
    for name in site.papers {
      files["Content/papers/\(name)"] = Array((site["Content/papers/\(name)"] ?? "").utf8)
    }
    return try TestSite(files: files)
  }
}
