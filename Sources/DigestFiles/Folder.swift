import CLinux
package import DigestCore
package import Glibc

/// The kind of file at a path, without following links.
package enum FileKind {
  case absent
  case file
  case folder
  case link
  /// A named pipe, socket or device.
  case special

  package init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .special
    }
  }
}

/// An open folder; all operations on paths below it are relative to its descriptor.
package struct Folder: ~Copyable, Sendable {
  package let descriptor: Descriptor
  /// The folder's name in messages, as the author wrote it: `Public`.
  package let name: String

  /// Opens a folder without following a link in the last component of `path`.
  package init(opening path: String, below folder: Int32 = AT_FDCWD, name: String) throws(Errno) {
    descriptor = try Descriptor(opening: path, below: folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    self.name = name
  }

  /// Opens the folder at `location`, following links.
  package init(at location: String, name: String) throws(Errno) {
    descriptor = try Descriptor(opening: location, O_RDONLY | O_DIRECTORY)
    self.name = name
  }

  package func error(_ operation: String, _ path: String, _ cause: Errno) -> SystemError {
    error(operation, path, cause.reason)
  }

  package func error(_ operation: String, _ path: String, _ reason: String) -> SystemError {
    SystemError(operation, path: "\(name)/\(path)", reason: reason)
  }

  /// Calls `body` and turns its error number into an error with operation and path.
  package func attempt<Result: ~Copyable>(
    _ operation: String, _ path: String, _ body: () throws(Errno) -> Result
  ) throws(SystemError) -> Result {
    do throws(Errno) { return try body() } catch { throw self.error(operation, path, error) }
  }

  /// Returns what exists at `path`, without following a link in its last component.
  package func kind(of path: String) throws(Errno) -> FileKind {
    var status = stat()
    if fstatat(descriptor.number, path, &status, AT_SYMLINK_NOFOLLOW) == 0 {
      return FileKind(mode: status.st_mode)
    }
    if errno == ENOENT || errno == ENOTDIR { return .absent }
    throw .last
  }

  /// Opens a file without following links in `path` or waiting for the other end of a named pipe.
  package func open(_ path: String) throws(Errno) -> Descriptor {
    try Descriptor(opening: path, beneath: descriptor.number, O_RDONLY | O_NONBLOCK)
  }

  /// Creates an empty file; throws `EEXIST` if `path` exists.
  package func create(_ path: String) throws(Errno) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL
    return try Descriptor(opening: path, beneath: descriptor.number, flags, mode: 0o666)
  }

  /// Creates a folder; throws `EEXIST` if `path` exists.
  package func makeFolder(_ path: String, mode: mode_t = 0o777) throws(Errno) {
    guard mkdirat(descriptor.number, path, mode) == 0 else { throw .last }
  }

  func removeEmptyFolder(_ path: String) throws(Errno) {
    guard unlinkat(descriptor.number, path, AT_REMOVEDIR) == 0 else { throw .last }
  }

  /// Creates a hard link in another folder of the same file system.
  package func link(_ path: String, to other: borrowing Folder, _ name: String) throws(Errno) {
    guard linkat(descriptor.number, path, other.descriptor.number, name, 0) == 0 else {
      throw .last
    }
  }

  /// What to do if the new path exists; the raw values are the flags of renameat2(2).
  package enum RenameRule: UInt32 {
    case replace = 0
    /// `RENAME_NOREPLACE`: fail with `EEXIST`.
    case keep = 1
    /// `RENAME_EXCHANGE`: swap both atomically.
    case exchange = 2
  }

  /// Renames a file or folder; throws `EINVAL` or `ENOSYS` if the file system or kernel does not
  /// support the rule.
  package func rename(
    _ path: String, to other: borrowing Folder, _ newPath: String, _ rule: RenameRule
  ) throws(Errno) {
    let (from, to) = (descriptor.number, other.descriptor.number)
    let result =
      rule == .replace
      ? renameat(from, path, to, newPath) : renameat2(from, path, to, newPath, rule.rawValue)
    guard result == 0 else { throw .last }
  }

  /// Flushes all writes to the folder's file system to disk (syncfs(2)).
  package func synchronize() throws(Errno) {
    guard syncfs(descriptor.number) == 0 else { throw .last }
  }
}
