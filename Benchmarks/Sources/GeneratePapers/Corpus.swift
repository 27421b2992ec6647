import Foundation

/// The fields of a real paper that are resampled.
struct RealPaper: Decodable {
  let title: String
  let authors: [String]
  let summary: String
}

/// The real papers from which others are generated.
enum Corpus {
  /// The path of the outside data's thousand records of arXiv or else the repository's hundred.
  static let records: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let data = ProcessInfo.processInfo.environment["DIGEST_TEST_DATA"] ?? ""
    let folder =
      data.isEmpty
      ? root.deletingLastPathComponent().appending(path: "shared/data") : URL(filePath: data)
    let outside = folder.appending(path: "arxiv-1000.jsonl").path
    let own = root.appending(path: "Tests/Fixtures/arxiv-100.jsonl").path
    return FileManager.default.fileExists(atPath: outside) ? outside : own
  }()

  /// Loads papers from a file with one JSON object per line, as in `arxiv-1000.jsonl`.
  static func load(path: String) throws -> [RealPaper] {
    guard let contents = FileManager.default.contents(atPath: path) else {
      throw GenerationError.unreadableCorpus(path: path)
    }
    let lines = contents.split(separator: UInt8(ascii: "\n"))
    guard !lines.isEmpty else { throw GenerationError.emptyCorpus(path: path) }
    let decoder = JSONDecoder()
    return try lines.enumerated().map { index, line in
      do {
        return try decoder.decode(RealPaper.self, from: line)
      } catch {
        throw GenerationError.brokenCorpus(path: path, line: index + 1)
      }
    }
  }
}
