import Foundation
import Testing

/// Runs tests outside the pool of tasks, whose two or so threads serve previews and everything else.
struct ThreadTrait: SuiteTrait, TestTrait, TestScoping {
  fileprivate let executor: any TaskExecutor

  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(executor, operation: body)
  }
}

extension Trait where Self == ThreadTrait {
  /// For tests that wait for sockets, locks or the kernel: each has threads that it may block.
  static var mayBlock: ThreadTrait { ThreadTrait(executor: ThreadPerJob()) }

  /// For the few tests that need a core for long: they take turns on one thread.
  static var takesLong: ThreadTrait { ThreadTrait(executor: OneThread.shared) }
}

/// Gives every job a thread, so that none waits for one that blocks.
private final class ThreadPerJob: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

private final class OneThread: TaskExecutor {
  static let shared = OneThread()
  private let queue = DispatchQueue(label: "tests that take long")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
