import DigestCore
import DigestModel
import DigestSearch
import Foundation
import Glibc

/// What is needed to make an index of a site as it was at one moment.
struct IndexJob: Sendable {
  let site: Site
  let bodies: Bodies
  /// File → position in ``Site/papers``.
  let positions: [String: Int]
  let withFiles: Bool
  let revision: Int
  let words: SearchParts

  /// Makes it on a thread of its own, as those that answer requests are as few as processors.
  ///
  /// Unless somebody waits for it, it takes no more than one processor and gives way to all others.
  func made(isUrgent: Bool) async throws(SystemError) -> MadeIndex {
    let result: Result<MadeIndex, SystemError> = await withCheckedContinuation { waiter in
      Thread.detachNewThread {
        // To the kernel a thread is a process: the others stay as they are.
        if !isUrgent { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10) }
        let parallel = isUrgent ? Parallel() : Parallel(jobs: 1)
        waiter.resume(returning: Result { () throws(SystemError) in try make(parallel) })
      }
    }
    return try result.get()
  }

  private func make(_ parallel: Parallel) throws(SystemError) -> MadeIndex {
    var words = words
    let search = try SystemError.rethrown {
      try SearchData(site, bodies, parallel, makesFiles: withFiles, &words)
    }
    guard let search else { preconditionFailure("an index of a site that wants none") }
    return MadeIndex(
      revision: revision, search: search, words: words,
      last: LastSimilar(search, site, positions))
  }
}

/// An index, with what helps to make the next one.
struct MadeIndex: Sendable {
  let revision: Int
  let search: SearchData
  let words: SearchParts
  let last: LastSimilar
}
