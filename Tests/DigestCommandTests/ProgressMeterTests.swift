import DigestKit
import Synchronization
import Testing

@testable import digest

@Suite struct ProgressMeterTests {
  /// Records what a meter writes to its terminal.
  private final class Screen: Sendable {
    let lines = Mutex<[String]>([])
    func write(_ line: String) { lines.withLock { $0.append(line) } }
  }

  @Test func `the line is redrawn when it changes, and cleared at the end`() {
    let screen = Screen()
    let meter = ProgressMeter(columns: 80) { screen.write($0) }
    meter.draw(seconds: 1)
    meter.show { "waiting for arXiv, \(Int($0)) s" }
    meter.draw(seconds: 1)
    meter.draw(seconds: 1.9)
    meter.draw(seconds: 2)
    meter.end()
    meter.show { _ in "too late" }
    meter.draw(seconds: 3)
    #expect(
      screen.lines.withLock { $0 } == ["waiting for arXiv, 1 s", "waiting for arXiv, 2 s", ""])
  }

  @Test func `a line wider than the terminal is cut, so that it is not wrapped`() {
    let screen = Screen()
    let meter = ProgressMeter(columns: 10) { screen.write($0) }
    meter.show { _ in "rendering pages" }
    meter.draw(seconds: 1)
    #expect(screen.lines.withLock { $0 } == ["rendering"])
  }

  @Test(arguments: [
    (BuildStep.load, 0, 0, "reading files (7 s)"),
    (.load, 1, 200, "reading files  ░░░░░░░░░░░░░░░░░░░░ 0 %"),
    (.search, 50, 100, "reading papers for search  ██████████░░░░░░░░░░ 50 %"),
    (.index, 0, 0, "making the search index (7 s)"),
    (.render, 199, 200, "rendering pages  ███████████████████░ 99 %"),
    (.render, 200, 200, "rendering pages  ████████████████████ 100 %"),
  ])
  func `a build names its step, with a bar if it can count`(
    step: BuildStep, done: Int, total: Int, line: String
  ) {
    #expect(BuildMeter.line(step, done, of: total, seconds: 7.8) == line)
  }

  @Test func `every step of a build has a name`() {
    let names = Set(BuildStep.allCases.map { BuildMeter.line($0, 0, of: 0, seconds: 1) })
    #expect(names.count == BuildStep.allCases.count)
  }
}
