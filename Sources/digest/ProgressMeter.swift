import Foundation
import Glibc
import Synchronization

/// A line on the terminal that shows the progress of a task once it has taken a second.
///
/// The task only provides the text. A separate thread draws it ten times a second, so that elapsed
/// seconds are updated even if a step does not report progress.
final class ProgressMeter: Sendable {
  /// Returns the text of the line, given the seconds since the meter was created.
  typealias Line = @Sendable (_ seconds: Double) -> String

  private struct State {
    var line: Line?
    var drawn = ""
    var hasEnded = false
  }

  private let start = ContinuousClock.now
  private let columns: Int
  private let write: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// A meter on standard error; shows nothing unless that is a terminal.
  init(isWanted: Bool = true) {
    columns = Terminal.columns
    write = Terminal.overwrite
    if isWanted && Terminal.showsProgress {
      Thread.detachNewThread { [self] in run() }
    } else {
      state.withLock { $0.hasEnded = true }
    }
  }

  /// A meter that draws only when `draw(seconds:)` is called, for tests.
  init(columns: Int, write: @escaping @Sendable (String) -> Void) {
    self.columns = columns
    self.write = write
  }

  /// Sets the text to show from now on; can be called from any thread, and often.
  func show(_ line: @escaping Line) {
    state.withLock { if !$0.hasEnded { $0.line = line } }
  }

  /// Prints a message above the progress line.
  func say(_ message: String) {
    state.withLock { state in
      clear(&state)
      Terminal.printError(message)
    }
  }

  /// Shows the progress line while `work` runs.
  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    defer { end() }
    return try work()
  }

  /// Removes the progress line for good.
  func end() {
    state.withLock { state in
      clear(&state)
      (state.hasEnded, state.line) = (true, nil)
    }
  }

  func draw(seconds: Double) {
    state.withLock { state in
      guard let line = state.line else { return }
      let text = String(line(seconds).prefix(columns - 1))
      if text != state.drawn { write(text) }
      state.drawn = text
    }
  }

  private func clear(_ state: inout State) {
    if !state.drawn.isEmpty { write("") }
    state.drawn = ""
  }

  private func run() {
    usleep(1_000_000)
    while !state.withLock({ $0.hasEnded }) {
      draw(seconds: (ContinuousClock.now - start) / .seconds(1))
      usleep(100_000)
    }
  }
}

extension ProgressMeter {
  /// Returns a progress bar, such as `rendering pages  ██████░░░░░░░░░░░░░░ 31 %`.
  static func bar(_ step: String, _ done: Int, of total: Int) -> String {
    let percent = min(100, done * 100 / max(1, total))
    let filled = percent / 5
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    return "\(step)  \(bar) \(percent) %"
  }
}
