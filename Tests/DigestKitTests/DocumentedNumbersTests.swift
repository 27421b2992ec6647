import DefaultTheme
import Foundation
import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestImport
@testable import DigestKit
@testable import DigestModel
@testable import DigestSearch

/// Checks numbers in the documentation against the code.
@Suite struct DocumentedNumbersTests {
  /// Returns the total size of the gzipped files in kilobytes, rounded.
  private static func gzipped(_ names: String...) -> Int {
    let theme = SourceFolder(name: "Templates", bytes: DefaultTheme.files)
    var diagnostics: [Diagnostic] = []
    let files = try? ThemeFiles([theme], diagnostics: &diagnostics)
    let assets = names.map { name in files?.assets.first { $0.name == name }?.bytes ?? [] }
    let bytes = assets.map { Gzip().compress($0).count }.reduce(0, +)
    return (bytes + 500) / 1000
  }

  @Test(arguments: [
    ("README.md", "together * kB gzipped", gzipped("style.css", "script.js")),
    ("docs/search.md", "(* kB gzipped", gzipped("search.js")),
    ("ARCHITECTURE.md", "kept up to * MB", KeptBodies.limit >> 20),
    ("ARCHITECTURE.md", "* MB after inflation", CurlTransfer.Limits().bytes >> 20),
    ("docs/exports.md", "each below * MB", CitationFile.partLimit / 1_000_000),
    ("docs/content.md", "`page_size` | * |", SiteConfiguration().pageSize),
    ("docs/content.md", "`author_limit` | * |", SiteConfiguration().authorLimit),
    ("docs/content.md", "`feed_size` | * |", SiteConfiguration().feedSize),
    ("docs/search.md", "with more than * papers", SearchRecords.limit),
  ])
  func `a number in the documentation agrees with the code`(
    path: String, phrase: String, number: Int
  ) throws {
    let file = URL(filePath: "\(Sources.root)/\(path)")
    let text = try String(contentsOf: file, encoding: .utf8)
    let pattern = NSRegularExpression.escapedPattern(for: phrase)
      .replacing(#"\*"#, with: "([0-9,]+)")
    let regex = try Regex(pattern, as: (Substring, Substring).self)
    let numbers = text.matches(of: regex).map { $0.1.replacing(",", with: "") }
    #expect(numbers == ["\(number)"], "\(path): \(phrase)")
  }
}
