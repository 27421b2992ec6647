import Glibc

/// Identifies the state of a file without reading it.
struct FileStamp: Equatable, Sendable {
  let device: UInt
  let inode: UInt
  let mode: UInt32
  let size: Int
  let seconds: Int
  let nanoseconds: Int

  /// Follows symbolic links; returns `nil` if the file does not exist.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = status.st_dev
    inode = status.st_ino
    mode = status.st_mode
    size = status.st_size
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }

  var isFolder: Bool { mode & S_IFMT == S_IFDIR }

  /// Whether the file could change again without changing its stamp.
  ///
  /// The clock for file times advances in steps of a few milliseconds, so two writes of the same
  /// size can look alike. Git calls such entries racily clean.
  var isFresh: Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let age = (now.tv_sec - seconds) * 1000 + (now.tv_nsec - nanoseconds) / 1_000_000
    // A time in the future is no writer's of now.
    return (-100..<100).contains(age)
  }
}
