import Foundation
import Synchronization
import Testing

@testable import DigestMarkup

/// Tests the lock around cmark-gfm's process-wide table of special characters: without it, a
/// quarter to a half of these documents were rendered incorrectly.
@Suite(.takesLong) struct ParallelMarkdownTests {
  private static let count = 20_000

  @Test func `20,000 mixed documents on four threads equal one thread`() {
    let expected = (0..<Self.count).map { Self.hash(of: Self.document($0)) }
    let wrong = Mutex(0)
    let threads = (0..<4).map { thread in
      Thread {
        // Each thread renders every fourth document, in a different order, so that kinds mix.
        for step in 0..<(Self.count / 4) {
          let index = (step * 7 + thread * 1301) % (Self.count / 4) * 4 + thread
          if Self.hash(of: Self.document(index)) != expected[index] { wrong.withLock { $0 += 1 } }
        }
        Self.finished.signal()
      }
    }
    threads.forEach { $0.start() }
    threads.forEach { _ in Self.finished.wait() }
    #expect(wrong.withLock { $0 } == 0)
  }

  private static let finished = DispatchSemaphore(value: 0)

  private static func hash(of text: String) -> Int {
    let reading = Markdown.read(Array(text.utf8)[...], firstLine: 1)
    var hasher = Hasher()
    hasher.combine(reading.excerpt)
    hasher.combine(reading.body?.abstract.bytes)
    hasher.combine(reading.body?.notes.bytes)
    return hasher.finalize()
  }

  private static let parts = [
    "plain text of a paper, ", "~~struck~~ ", "~5 per cent ", "see https://a.org/b ",
    "ask a@b.org ",
    "at www.c.org now ", "*emphasis* and __strong__ ", "a_b_c:d ", "\"quoted\" -- it's ",
    "`code ~ @` ", "[link](https://a.org) ", "note[^1] ", "\n\n|a|b|\n|-|-|\n|~~c~~|d|\n\n",
    "\n\n- [ ] task\n- item\n\n", "\n\n> quote\n\n", "\n\n## Notes\n\n",
    "\n\n[^1]: A footnote.\n\n",
  ]

  /// Returns a document of a few parts that depend on `number`.
  private static func document(_ number: Int) -> String {
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    return (0..<5).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return parts[Int(state >> 33) % parts.count]
    }.joined() + "\(number)"
  }
}
