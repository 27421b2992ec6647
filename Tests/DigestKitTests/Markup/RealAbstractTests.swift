import Foundation
import Testing

@testable import DigestKit

@Suite struct RealAbstractTests {
  private static let data = URL(filePath: Sources.root).deletingLastPathComponent()
    .appending(path: "shared/data")

  @Test(.enabled(if: FileManager.default.fileExists(atPath: data.path)))
  func `no real abstract is refused, and each is rendered whole`() throws {
    let abstracts = try Self.arxiv() + Self.anthology()
    #expect(abstracts.count > 1400)
    for text in abstracts {
      let bytes = Array(text.utf8)[...]
      #expect(MarkdownLimits.problem(in: bytes) == nil)
      let body = try #require(Markdown.read(bytes, firstLine: 1).body)
      #expect(PageJudge.faults(in: body.abstract.bytes) == [])
    }
  }

  private static func arxiv() throws -> [String] {
    let lines = try Data(contentsOf: data.appending(path: "arxiv-1000.jsonl")).split(
      separator: 0x0A)
    return try lines.compactMap { line in
      try (JSONSerialization.jsonObject(with: line) as? [String: Any])?["summary"] as? String
    }
  }

  private static func anthology() throws -> [String] {
    let folder = data.appending(path: "acl-xml")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap {
      name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return text.components(separatedBy: "<abstract>").dropFirst().compactMap {
        $0.components(separatedBy: "</abstract>").first
      }
    }
  }
}
