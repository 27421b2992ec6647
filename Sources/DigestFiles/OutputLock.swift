import DigestCore
import Glibc

/// The open output folder, locked so that only one build at a time writes to it.
///
/// The lock is on the folder itself (flock(2)) and ends with the process, even after kill -9, so no
/// lock file can become stale.
struct OutputLock: ~Copyable, Sendable {
  let folder: Folder
  /// The folders that had to be created, outermost first.
  let made: [String]

  /// How often to retry, every 50 ms, while another build holds the lock; most builds take under a
  /// second.
  static let patience = 200

  init(_ location: OutputLocation, patience: Int) throws(SystemError) {
    var made: [String] = []
    folder = try OutputLock.waitForFolder(location, patience: patience, &made)
    self.made = made
  }

  /// Removes the folders that `init` created, if they are empty.
  func removeMadeFolders() {
    for path in made.reversed() { rmdir(path) }
  }

  /// Releases the lock, so that another build can start.
  func release() {
    _ = flock(folder.descriptor.number, LOCK_UN)
  }

  private static func waitForFolder(
    _ location: OutputLocation, patience: Int, _ made: inout [String]
  ) throws(SystemError) -> Folder {
    for attempt in 0...patience {
      if attempt > 0 { usleep(50_000) }
      try makeMissingFolders(location, &made)
      if let folder = try openLocked(location) { return folder }
    }
    throw SystemError(
      "lock", path: location.name,
      reason: "another digest build is writing to \(location.name); "
        + "try again when it has finished")
  }

  /// Opens and locks the folder; returns `nil` if another build holds the lock or has removed it.
  private static func openLocked(_ location: OutputLocation) throws(SystemError) -> Folder? {
    do throws(Errno) {
      let folder = try Folder(opening: location.path, name: location.name)
      guard flock(folder.descriptor.number, LOCK_EX | LOCK_NB) == 0 else {
        if errno == EWOULDBLOCK || errno == EINTR { return nil }
        throw .last
      }
      guard try isStill(folder, at: location.path) else { return nil }
      return folder
    } catch {
      if error.code == ENOENT { return nil }
      let reason =
        error.code == ENOTDIR ? "it is a file; remove it or choose another folder" : error.reason
      throw location.refusal(reason)
    }
  }

  /// Whether the locked folder is still the one at `path`: a build that fails removes the folder
  /// that it made.
  private static func isStill(_ folder: borrowing Folder, at path: String) throws(Errno) -> Bool {
    let locked = try folder.descriptor.status()
    var standing = stat()
    guard stat(path, &standing) == 0 else { throw .last }
    return locked.st_ino == standing.st_ino && locked.st_dev == standing.st_dev
  }

  /// Creates the folder and its parents as far as they are missing, and records them in `made`.
  private static func makeMissingFolders(
    _ location: OutputLocation, _ made: inout [String]
  ) throws(SystemError) {
    var status = stat()
    if stat(location.path, &status) == 0 { return }
    let path = location.path
    for (index, byte) in zip(path.utf8.indices, path.utf8).dropFirst()
    where byte == UInt8(ascii: "/") {
      try make(String(path[..<index]), location, &made)
    }
    try make(path, location, &made)
  }

  private static func make(
    _ path: String, _ location: OutputLocation, _ made: inout [String]
  ) throws(SystemError) {
    if mkdir(path, 0o777) == 0 {
      made.append(path)
    } else if errno != EEXIST {
      let cause = Errno.last
      for path in made.reversed() { rmdir(path) }
      throw SystemError("make folder", path: location.name, reason: cause.reason)
    }
  }
}
