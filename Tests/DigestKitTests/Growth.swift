import Glibc

/// How work grows with its input, measured so that a busy machine fails no test.
enum Growth {
  /// Processor time of the work on 2n against the work on n: the least of several ratios.
  ///
  /// About 2 where work is linear, 4 where it is quadratic. Work of less than some milliseconds is
  /// too short to measure, and counts as linear.
  static func ratio(rounds: Int = 5, _ n: () -> Void, _ twice: () -> Void) -> Double {
    var least = Double.infinity
    for _ in 0..<rounds {
      let (small, large) = (seconds(n), seconds(twice))
      if large < 0.005 { return 2 }
      least = min(least, large / max(small, 1e-6))
      if least < 2.6 { break }
    }
    return least
  }

  /// Of this thread's processor time; what other threads and programs do does not count.
  private static func seconds(_ work: () -> Void) -> Double {
    let start = now
    work()
    return now - start
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
