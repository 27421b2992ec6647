import DigestCore
import Glibc
import Synchronization

/// The folder where changed files are kept until all of them can be moved into place.
///
/// It is inside the output folder, so that a move is a rename within one file system, and not
/// readable by others, so that a web server does not serve it.
final class Staging: Sendable {
  static let path = ".digest-staging"

  /// The files of the build, at their final paths.
  let new: Folder
  /// Files removed from the published site, kept until publishing has succeeded.
  let old: Folder
  private let made = Mutex<Set<SitePath>>([])

  /// Creates the staging folder; throws if it exists, so a leftover must be removed first.
  init(in output: borrowing Folder) throws(SystemError) {
    let (newPath, oldPath) = ("\(Staging.path)/new", "\(Staging.path)/old")
    do throws(Errno) {
      try output.makeFolder(Staging.path, mode: 0o700)
      try output.makeFolder(newPath)
      try output.makeFolder(oldPath)
      new = try Folder(opening: newPath, below: output.descriptor.number, name: output.name)
      old = try Folder(opening: oldPath, below: output.descriptor.number, name: output.name)
    } catch {
      try? output.removeTree(Staging.path)
      throw output.error("make", Staging.path, error)
    }
  }

  /// Removes the staging folder of this build, or of one that was killed.
  static func remove(from output: borrowing Folder) throws(SystemError) {
    try output.attempt("remove", path) { () throws(Errno) in
      // Check first, because a read-only file system refuses to remove even a missing file.
      if try output.kind(of: path) != .absent { try output.removeTree(path) }
    }
  }

  /// The folders that contain staged files.
  var folders: Set<SitePath> { made.withLock { $0 } }

  func write(_ bytes: [UInt8], to path: SitePath) throws(SystemError) {
    try makeFolders(for: path)
    try writing(path) { (file) throws(Errno) in try file.write(bytes) }
  }

  /// Copies the rest of `source` and returns the number of bytes copied.
  func copy(
    _ source: borrowing Descriptor, size: Int, to path: SitePath
  ) throws(SystemError) -> Int {
    try makeFolders(for: path)
    var copied = 0
    try writing(path) { (file) throws(Errno) in copied = try source.copy(to: file, size: size) }
    return copied
  }

  /// Creates a file and closes it after `body`; throws if the build has written the path before.
  private func writing(
    _ path: SitePath, _ body: (borrowing Descriptor) throws(Errno) -> Void
  ) throws(SystemError) {
    do throws(Errno) {
      let file = try new.create(path.text)
      try body(file)
      try file.close()
    } catch {
      if error.code == EEXIST { throw Staging.madeTwice(path, in: new) }
      throw new.error("write", path.text, error)
    }
  }

  /// Stages a manifest under a name that no path of the site can have.
  func writeRecord(_ bytes: [UInt8], to name: String) throws(SystemError) {
    do throws(Errno) {
      let file = try new.create(name)
      try file.write(bytes)
      try file.close()
    } catch {
      throw new.error("write", Manifest.path, error)
    }
  }

  static func madeTwice(_ path: SitePath, in folder: borrowing Folder) -> SystemError {
    folder.error("write", path.text, "the build writes this path twice; rename one of the sources")
  }

  private func makeFolders(for path: SitePath) throws(SystemError) {
    try made.withLock { (made) throws(SystemError) in try make(path.folder, &made) }
  }

  private func make(_ folder: SitePath?, _ made: inout Set<SitePath>) throws(SystemError) {
    guard let folder, !made.contains(folder) else { return }
    try make(folder.folder, &made)
    do throws(Errno) {
      try new.makeFolder(folder.text)
    } catch {
      if error.code == EEXIST { throw Staging.madeTwice(folder, in: new) }
      throw new.error("make folder", folder.text, error)
    }
    made.insert(folder)
  }
}
