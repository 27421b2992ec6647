import DefaultTheme
import Foundation
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel

/// Rules of ARCHITECTURE.md that no compiler checks.
@Suite struct BoundaryTests {
  @Test(arguments: [
    (
      "import CMarkGFM",
      ["CMark+Math", "CMark", "MarkdownExpansion"].map { "Sources/DigestMarkup/\($0).swift" }
    ),
    ("import CYAML", ["Sources/DigestModel/Content/YAML.swift"]),
    ("import CXML2", ["Sources/DigestImport/XML/XMLReader.swift"]),
    ("import CCurl", ["Sources/DigestImport/Network/CurlTransfer.swift"]),
    ("try!", []), ("as!", []), ("fatalError(", []), ("TODO", []), ("FIXME", []),
    ("import XCTest", []), ("NSRegularExpression", []), ("Regex<", []),
  ])
  func `an import appears only in its own files`(_ text: String, _ files: [String]) throws {
    #expect(try Sources.files(with: text) == files)
  }

  @Test func `layers import what ARCHITECTURE says they may use`() throws {
    let page = try String(contentsOfFile: Sources.root + "/ARCHITECTURE.md", encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `Digest") }
    #expect(rows.count == 10)
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimming { " `".contains($0) } }
      let allowed = cells[2].split(separator: ",").map { String($0.trimming { " `".contains($0) }) }
      #expect(try Sources.layers(importedBy: String(cells[0])) == Set(allowed), "\(cells[0])")
    }
  }

  @Test func `only the program reads arguments, prints and exits`() throws {
    for text in ["import ArgumentParser", " print(", " exit(", "CommandLine."] {
      let files = try Sources.files(with: text).filter { !$0.hasPrefix("Sources/digest/") }
      #expect(files == [], "\(text)")
    }
  }

  @Test func `rendering knows no file system, clock or network`() throws {
    for folder in [
      "DigestKit/Render", "DigestKit/Mail", "DigestModel/Site", "DigestTemplate", "DigestMarkup",
    ] {
      let files = try Sources.files.filter { $0.path.contains("/\(folder)/") }
      #expect(!files.isEmpty)
      for (path, text) in files {
        for name in [
          "import Foundation", "FileManager", "Date()", "ContinuousClock", "open(", "getenv(",
        ] {
          #expect(!text.contains(name), "\(name) in \(path)")
        }
      }
    }
  }

  @Test func `only markup and templates make safe HTML`() throws {
    let allowed = [
      "Sources/DigestMarkup/", "Sources/DigestTemplate/",
      "Sources/DigestCore/JSONObjectWriter.swift", "Sources/DigestCore/SafeJSON.swift",
    ]
    for path in try Sources.files(with: "vouchedFor:") {
      #expect(allowed.contains { path.hasPrefix($0) }, "\(path)")
    }
  }

  @Test func `the compiled theme is the folder's, byte for byte`() throws {
    let root = Sources.root + "/Templates"
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    let files = names.filter { name in
      name != "DefaultTheme.swift" && !name.hasPrefix(".")
        && !name.hasSuffix("/.gitkeep")
        && URL(filePath: "\(root)/\(name)").hasDirectoryPath == false
    }.filter { $0.contains(".") }
    #expect(DefaultTheme.files.keys.sorted() == files.sorted())
    for name in files {
      let bytes = try Data(contentsOf: URL(filePath: "\(root)/\(name)"))
      #expect(DefaultTheme.files[name] == Array(bytes), "\(name)")
    }
  }
}
