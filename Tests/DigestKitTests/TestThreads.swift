import Foundation
import Testing

/// Runs tests outside Swift's thread pool, whose few threads serve previews and everything else.
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
  /// Gives threads to tests that wait for sockets, locks or the kernel, which may block them.
  static var mayBlock: ThreadTrait { ThreadTrait(executor: ThreadPerJob()) }

  /// Runs the few tests that need a core for long on one thread, one after another.
  static var takesLong: ThreadTrait { ThreadTrait(executor: OneThread.shared) }
}

/// Runs every job on a new thread, so that none waits for one that blocks.
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
