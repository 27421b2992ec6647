import Glibc

/// Measures how the cost of work grows with its input, even on a busy machine.
enum Growth {
  /// Returns the smallest of several ratios of the processor times for input sizes 2n and n.
  ///
  /// It is about 2 for linear work and 4 for quadratic work. Work of less than some milliseconds is
  /// too short to measure and counts as linear.
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

  /// Returns the processor time of this thread, which other threads and programs do not affect.
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
