import Foundation
import Glibc
import Synchronization

/// One line on the terminal that says how far a long task has come, once it has taken a second.
///
/// The task only says what the line would be; a thread of the meter's own draws it ten times a
/// second, so that the seconds go on while a step is silent.
final class ProgressMeter: Sendable {
  /// Makes the line from the seconds since the meter was made.
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

  /// A meter on standard error, if that is a terminal; otherwise nothing is ever shown.
  init(isWanted: Bool = true) {
    columns = Terminal.columns
    write = Terminal.overwrite
    if isWanted && Terminal.showsProgress {
      Thread.detachNewThread { [self] in run() }
    } else {
      state.withLock { $0.hasEnded = true }
    }
  }

  /// A meter that draws when it is told to, for tests.
  init(columns: Int, write: @escaping @Sendable (String) -> Void) {
    self.columns = columns
    self.write = write
  }

  /// Takes a new line to show from now on; called from any thread, as often as one likes.
  func show(_ line: @escaping Line) {
    state.withLock { if !$0.hasEnded { $0.line = line } }
  }

  /// Prints a message on a line of its own, above the meter.
  func say(_ message: String) {
    state.withLock { state in
      clear(&state)
      Terminal.printError(message)
    }
  }

  /// Shows the line while `work` goes on.
  func during<Result>(_ work: () throws -> Result) rethrows -> Result {
    defer { end() }
    return try work()
  }

  /// Removes the line; nothing is shown after that.
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
  /// For instance `rendering pages  ██████░░░░░░░░░░░░░░ 31 %`.
  static func bar(_ step: String, _ done: Int, of total: Int) -> String {
    let percent = min(100, done * 100 / max(1, total))
    let filled = percent / 5
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    return "\(step)  \(bar) \(percent) %"
  }
}
