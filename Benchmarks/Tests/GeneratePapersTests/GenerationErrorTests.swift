import Foundation
import Testing

@testable import GeneratePapers

struct GenerationErrorTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("generate-papers-\(UUID().uuidString)").path

  private func withFolder(_ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body()
  }

  private func message(of body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return String(describing: error)
    }
  }

  @Test func `a missing corpus is named`() throws {
    #expect(
      message { _ = try Corpus.load(path: "/nowhere/papers.jsonl") }
        == "cannot read the corpus /nowhere/papers.jsonl; say where it is with --corpus")
  }

  @Test func `a broken line of the corpus is named`() throws {
    try withFolder {
      let path = "\(folder)/papers.jsonl"
      let good = #"{"title": "A", "authors": ["B C"], "summary": "D."}"#
      try Data("\(good)\n{\"title\": 1}\n".utf8).write(to: URL(fileURLWithPath: path))
      #expect(
        message { _ = try Corpus.load(path: path) }
          == "\(path):2: expected a JSON object with title, authors and summary")
    }
  }

  @Test func `an empty corpus is named`() throws {
    try withFolder {
      let path = "\(folder)/papers.jsonl"
      try Data().write(to: URL(fileURLWithPath: path))
      #expect(message { _ = try Corpus.load(path: path) } == "the corpus \(path) is empty")
    }
  }

  @Test(arguments: [
    ("No Half", "Ana Silva", "title"),
    ("Name: Half", "J. Ørsted", "author"),
    ("Name: Half", "Ana Silva", "abstract"),
  ])
  func `a corpus with nothing to resample is rejected`(
    title: String, author: String, missing: String
  ) {
    let paper = RealPaper(title: title, authors: [author], summary: "Too short.")
    #expect(
      message { _ = try PaperSource(corpus: [paper], seed: 1, keepsMath: true) }
        == "the corpus has no \(missing) that can be used; take a larger one")
  }

  @Test func `a full month is an error that says what to change`() {
    #expect(
      GenerationError.monthIsFull(month: "2016-01").description
        == "more than 99999 papers fall in 2016-01, but arXiv ids end in five digits; raise --years"
    )
  }

  @Test func `no site is overwritten`() throws {
    try withFolder {
      _ = try ContentFolder(site: folder)
      #expect(
        message { _ = try ContentFolder(site: folder) }
          == "\(folder)/Content exists already; remove it or choose another --site")
    }
  }

  @Test func `a folder that can't be created is named`() {
    #expect(
      message { _ = try ContentFolder(site: "/nowhere/at/all") }
        == "cannot write /nowhere/at/all: No such file or directory")
  }
}
