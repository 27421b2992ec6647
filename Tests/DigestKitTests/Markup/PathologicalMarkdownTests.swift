import Foundation
import Testing

@testable import DigestKit

@Suite(.serialized) struct PathologicalMarkdownTests {
  /// `EVERYTHING=1` prints what each took, to tune ``MarkdownLimits``.
  private static let isThorough = ProcessInfo.processInfo.environment["EVERYTHING"] != nil

  @Test(.timeLimit(.minutes(1)), arguments: Pathological.all.map(\.name))
  func `a hostile text is refused or rendered soon`(_ name: String) throws {
    let input = try #require(Pathological.all.first { $0.name == name })
    for size in Self.isThorough ? [4, 16, 64, 100, 255] : [16, 255] {
      let text = Array(input.text(size * 1024).utf8)[...]
      let clock = ContinuousClock()
      let start = clock.now
      let problem = MarkdownLimits.problem(in: text)
      let checked = clock.now
      let bytes = problem == nil ? Markdown.read(text, firstLine: 1).body?.byteCount ?? 0 : 0
      let seconds = (clock.now - checked) / .seconds(1)
      if Self.isThorough {
        let scan = (checked - start) / .seconds(1)
        print(
          "PATH \(name.debugDescription) \(size) KB scan \(scan) render \(seconds) bytes \(bytes) \(problem?.message ?? "")"
        )
      }
      #expect(seconds < 2, "\(size) KB took \(seconds) s")
      #expect(bytes < 64 << 20, "\(size) KB became \(bytes) bytes")
    }
  }
}
