import Dispatch
import Foundation
import Synchronization

/// Runs independent work on several threads.
public struct Parallel: Sendable {
  /// The number of threads.
  public let jobs: Int
  private var progress: Progress?

  /// Called from any thread each time one of `total` equal shares of the work is finished.
  package typealias Progress = @Sendable (_ done: Int, _ total: Int) -> Void

  /// Uses one thread per processor unless `jobs` is given.
  public init(jobs: Int? = nil) {
    self.jobs = max(1, jobs ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  /// A copy that reports its progress.
  package func reporting(_ progress: @escaping Progress) -> Parallel {
    var parallel = self
    parallel.progress = progress
    return parallel
  }

  /// Returns the results of `transform` for 0 ..< `count`, in that order.
  package func map<T: Sendable>(_ count: Int, _ transform: @Sendable (Int) -> T) -> [T] {
    let pieces = pieces(of: count)
    let results = Mutex([[T]?](repeating: nil, count: pieces.count))
    run(pieces.count) { piece in
      let values = pieces[piece].map(transform)
      results.withLock { $0[piece] = values }
    }
    return results.withLock { $0 }.flatMap { $0 ?? [] }
  }

  /// Calls `body` for 0 ..< `count`; if calls throw, throws the error of the lowest index once all
  /// threads have stopped.
  package func forEach(_ count: Int, _ body: @Sendable (Int) throws -> Void) throws {
    let pieces = pieces(of: count)
    let failure = Mutex<(index: Int, error: any Error)?>(nil)
    run(pieces.count) { piece in
      for index in pieces[piece] {
        if failure.withLock({ $0.map { $0.index < index } ?? false }) { return }
        do {
          try body(index)
        } catch {
          failure.withLock { if $0.map({ index < $0.index }) ?? true { $0 = (index, error) } }
          return
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure.error }
  }

  /// Splits the work into several pieces per thread, so that a slow one leaves no thread idle.
  private func pieces(of count: Int) -> [Range<Int>] {
    let size = max(1, min(64, count / (jobs * 4)))
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  /// Lets each thread take the next piece until none is left; a single thread is the caller's.
  private func run(_ count: Int, _ piece: @Sendable (Int) -> Void) {
    let next = Atomic(0)
    let done = Atomic(0)
    @Sendable func work() {
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        if index >= count { return }
        piece(index)
        progress?(done.add(1, ordering: .relaxed).newValue, count)
      }
    }
    let workers = min(jobs, count)
    if workers > 1 {
      DispatchQueue.concurrentPerform(iterations: workers) { _ in work() }
    } else {
      work()
    }
  }
}
