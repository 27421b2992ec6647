import DigestCore
import DigestModel
import DigestSearch
import Foundation
import Glibc

/// The input for the search index of one state of the site.
struct IndexJob: Sendable {
  let site: Site
  let bodies: Bodies
  /// Maps a file to its position in ``Site/papers``.
  let positions: [String: Int]
  let withFiles: Bool
  let revision: Int
  let words: KnownSegments

  /// Builds the index on a separate thread, because there are only as many threads for requests as
  /// there are processors.
  ///
  /// Unless a request waits for the index, the thread uses one processor at low priority.
  func made(isUrgent: Bool) async throws(SystemError) -> MadeIndex {
    let result: Result<MadeIndex, SystemError> = await withCheckedContinuation { waiter in
      Thread.detachNewThread {
        // For the kernel, a thread is a process, so this does not affect other threads.
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

/// An index, with data to reuse for the next one.
struct MadeIndex: Sendable {
  let revision: Int
  let search: SearchData
  let words: KnownSegments
  let last: LastSimilar
}
