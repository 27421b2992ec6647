import Foundation
import Glibc
import Testing

@testable import DigestMarkup

@Suite(.serialized) struct PathologicalMarkdownTests {
  /// `EVERYTHING=1` prints what each took, to tune ``MarkdownLimits``.
  private static let isThorough = ProcessInfo.processInfo.environment["EVERYTHING"] != nil

  @Test(.timeLimit(.minutes(3)), arguments: Pathological.all.map(\.name))
  func `a hostile text is rejected or rendered in time`(_ name: String) throws {
    let input = try #require(Pathological.all.first { $0.name == name })
    for size in Self.isThorough ? [4, 16, 64, 100, 255] : [16, 255] {
      let text = Array(input.text(size * 1024).utf8)[...]
      let start = Self.processorSeconds
      let problem = MarkdownLimits.problem(in: text)
      let checked = Self.processorSeconds
      let bytes = problem == nil ? Markdown.read(text, firstLine: 1).body?.byteCount ?? 0 : 0
      let seconds = Self.processorSeconds - checked
      if Self.isThorough {
        let scan = checked - start
        print(
          "PATH \(name.debugDescription) \(size) KB scan \(scan) render \(seconds) bytes \(bytes) \(problem?.message ?? "")"
        )
      }
      #expect(seconds < 2, "\(size) KB took \(seconds) s")
      #expect(bytes < 8 << 20, "\(size) KB became \(bytes) bytes")
    }
  }

  /// Of this thread, so that a busy machine fails no test.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
