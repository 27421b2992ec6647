import DigestCore
import DigestFiles
import Glibc

/// The site's `Content/`, locked for one import at a time.
///
/// Every path is opened relative to `Content` or `Content/papers`, component by component and never
/// through a symbolic link, so nothing outside can be read or written.
final class ImportFolder: Sendable {
  enum Place: Sendable {
    case content
    case papers
  }

  enum Found: Equatable, Sendable {
    case absent
    case bytes([UInt8], Stamp)
    /// A folder, link, pipe or device, or a file larger than any content file, described in words.
    case other(String)
  }

  /// Identifies a version of a file, to detect changes since it was read.
  struct Stamp: Hashable, Sendable {
    fileprivate let inode: UInt64
    fileprivate let size: Int
    fileprivate let seconds: Int
    fileprivate let nanoseconds: Int

    fileprivate init(_ status: stat) {
      inode = UInt64(status.st_ino)
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  private static let maxBytes = 64 << 20
  /// The open folder; `nil` if it does not exist in a dry run.
  private let content: OpenFolder?
  private let isDryRun: Bool
  private let papers: OpenFolder?
  let papersPath: String

  /// Opens the folders, and creates missing ones unless `isDryRun`.
  ///
  /// Throws a ``SystemError`` if a folder is a link, or if another import holds the lock.
  init(site: String, isDryRun: Bool) throws(SystemError) {
    self.isDryRun = isDryRun
    papersPath = "\(site)/Content/papers"
    content = try ImportFolder.open(
      "\(site)/Content", below: AT_FDCWD, name: "Content", isDryRun)
    let number = content?.folder.descriptor.number ?? -1
    papers =
      number < 0
      ? nil : try ImportFolder.open("papers", below: number, name: "Content/papers", isDryRun)
    guard number < 0 || flock(number, LOCK_EX | LOCK_NB) == 0 else {
      throw SystemError("import into", path: "Content", reason: "another import is at work")
    }
  }

  // Unlocks explicitly, because a program that is just being started may share the lock.
  deinit {
    if let content { _ = flock(content.folder.descriptor.number, LOCK_UN) }
  }

  private func opened(_ place: Place) -> OpenFolder? { place == .content ? content : papers }

  private static func open(
    _ path: String, below folder: Int32, name: String, _ isDryRun: Bool
  ) throws(SystemError) -> OpenFolder? {
    do throws(Errno) {
      if !isDryRun && mkdirat(folder, path, 0o777) != 0 && errno != EEXIST { throw .last }
      return OpenFolder(try Folder(opening: path, below: folder, name: name))
    } catch {
      if isDryRun && error.code == ENOENT { return nil }
      // For a link, too, the kernel returns this error if O_NOFOLLOW and O_DIRECTORY are both set.
      let reason = error.code == ENOTDIR ? "it is a link or a file, not a folder" : error.reason
      throw SystemError("open", path: name, reason: reason)
    }
  }

  /// Returns the folder that contains a path, and the file's name there; `nil` if the folder does
  /// not exist.
  private func locate(
    _ path: String, in place: Place
  ) throws(SystemError) -> (folder: OpenFolder, name: String)? {
    guard var folder = opened(place) else { return nil }
    var parts = path.split(separator: "/").map(String.init)
    let name = parts.popLast() ?? path
    for part in parts {
      do throws(Errno) {
        let number = folder.folder.descriptor.number
        folder = OpenFolder(
          try Folder(opening: part, below: number, name: "\(folder.folder.name)/\(part)"))
      } catch {
        if error.code == ENOENT { return nil }
        throw folder.folder.error("open", part, error)
      }
    }
    return (folder, name)
  }

  func read(_ path: String, in place: Place) throws(SystemError) -> Found {
    guard let (opened, name) = try locate(path, in: place) else { return .absent }
    return try opened.folder.attempt("read", name) { () throws(Errno) in
      switch try opened.folder.kind(of: name) {
      case .absent: return .absent
      case .link: return .other("it is a symbolic link")
      case .folder, .special: return .other("it is not a regular file")
      case .file: break
      }
      let file = try opened.folder.open(name)
      let status = try file.status()
      let isTooLarge = status.st_size > ImportFolder.maxBytes
      return isTooLarge
        ? .other("it is larger than 64 MB") : .bytes(try file.readAll(), Stamp(status))
    }
  }

  /// Writes a file atomically: under a temporary name, synced to disk, then renamed.
  func write(_ bytes: [UInt8], to name: String, in place: Place) throws(SystemError) {
    var writing = FileWriting(path: name, bytes: bytes, stamp: nil, isNew: false, number: 0)
    try stage(writing, in: place, isFlushed: true)
    try finish(&writing, in: place)
    try flush(place)
  }

  /// A file to be written.
  struct FileWriting: Sendable {
    let path: String
    let bytes: [UInt8]
    /// The version of the file that may be replaced.
    let stamp: Stamp?
    let isNew: Bool
    /// Distinguishes the temporary files of one import.
    let number: Int
    /// Whether someone else changed the file meanwhile, so that it is left alone.
    var isOvertaken = false

    fileprivate var temporary: String { ".import-\(number).tmp" }
  }

  /// Writes a file under its temporary name.
  ///
  /// All temporary files are at the top of `place`, so an interrupted import leaves files in one
  /// folder only.
  func stage(
    _ writing: FileWriting, in place: Place, isFlushed: Bool
  ) throws(SystemError) {
    guard let opened = opened(place) else {
      throw SystemError("write", path: writing.path, reason: "its folder is gone")
    }
    discard(writing, in: place)
    do throws(Errno) {
      let file = try opened.folder.create(writing.temporary)
      try file.write(writing.bytes)
      if isFlushed, fsync(file.number) != 0 { throw .last }
      try file.close()
    } catch {
      discard(writing, in: place)
      throw opened.folder.error("write", writing.path, error)
    }
  }

  /// Removes a file's temporary version, if there is one.
  func discard(_ writing: FileWriting, in place: Place) {
    guard let opened = opened(place) else { return }
    _ = unlinkat(opened.folder.descriptor.number, writing.temporary, 0)
  }

  /// Moves a file into place, unless another version than the one that was read is there.
  func finish(_ writing: inout FileWriting, in place: Place) throws(SystemError) {
    defer { discard(writing, in: place) }
    guard let staging = opened(place), let (opened, name) = try locate(writing.path, in: place)
    else {
      writing.isOvertaken = true
      return
    }
    do throws(Errno) {
      if let stamp = writing.stamp, try opened.folder.stamp(of: name) != stamp {
        writing.isOvertaken = true
        return
      }
      try staging.folder.rename(
        writing.temporary, to: opened.folder, name, writing.isNew ? .keep : .replace)
    } catch {
      writing.isOvertaken = error.code == EEXIST && writing.isNew
      if !writing.isOvertaken { throw opened.folder.error("write", name, error) }
    }
  }

  /// Opens the state file, if it exists.
  func openState() throws(SystemError) -> StateFile? {
    guard let content else { return nil }
    let name = ImportState.path
    return try content.folder.attempt("read", name) { () throws(Errno) in
      switch try content.folder.kind(of: name) {
      case .absent: return nil
      case .file: return StateFile(try content.folder.open(name), name: ImportState.shownPath)
      case .link: throw Errno(code: ELOOP)
      case .folder, .special: throw Errno(code: EISDIR)
      }
    }
  }

  /// Creates a file without a name, which disappears when it is closed.
  ///
  /// It is in `Content`, or in the folder for temporary files if nothing may be written there.
  func makeScratch() throws(SystemError) -> StateFile {
    let name = ".import-scratch.tmp"
    if let content, !isDryRun {
      return try content.folder.attempt("write", name) { () throws(Errno) in
        let number = content.folder.descriptor.number
        _ = unlinkat(number, name, 0)
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW
        let file = try Descriptor(opening: name, below: number, flags, mode: 0o600)
        _ = unlinkat(number, name, 0)
        return StateFile(file, name: "Content/\(name)")
      }
    }
    let place = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(place)/digest-import-XXXXXX".utf8CString)
    let number = mkstemp(&template)
    guard number >= 0 else { throw SystemError("write", path: place, reason: Errno.last.reason) }
    _ = unlink(&template)
    return StateFile(Descriptor(adopting: number), name: place)
  }

  /// Replaces the state file with the lines that `write` adds.
  func writeState(
    _ write: (_ add: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) -> Void
  ) throws(SystemError) {
    guard let content else { return }
    var writing = FileWriting(
      path: ImportState.path, bytes: [], stamp: nil, isNew: false, number: 0)
    discard(writing, in: .content)
    do throws(SystemError) {
      let file = try content.folder.attempt("write", ImportState.path) { () throws(Errno) in
        StateFile(try content.folder.create(writing.temporary), name: ImportState.shownPath)
      }
      var buffer: [UInt8] = []
      try write { (bytes) throws(SystemError) in
        buffer += bytes
        if buffer.count < 1 << 20 { return }
        try file.append(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
      try file.append(buffer)
      try file.flush()
    } catch {
      discard(writing, in: .content)
      throw error
    }
    try finish(&writing, in: .content)
    try flush(.content)
  }

  /// Removes a file, if it exists.
  func remove(_ name: String, in place: Place) throws(SystemError) {
    guard let opened = opened(place) else { return }
    try opened.folder.attempt("remove", name) { () throws(Errno) in
      let isGone = unlinkat(opened.folder.descriptor.number, name, 0) == 0 || errno == ENOENT
      if !isGone { throw .last }
    }
  }

  /// Waits until all files of the file system are on disk, which is faster than syncing many files.
  func synchronize() throws(SystemError) {
    guard let papers else { return }
    try papers.folder.attempt("flush", "") { () throws(Errno) in try papers.folder.synchronize() }
  }

  /// Waits until the names in a folder are on disk.
  func flush(_ place: Place) throws(SystemError) {
    guard let opened = opened(place) else { return }
    try opened.folder.attempt("flush", "") { () throws(Errno) in
      guard fsync(opened.folder.descriptor.number) == 0 else { throw .last }
    }
  }

  /// Removes temporary files of an interrupted import.
  func removeLeftovers() throws(SystemError) {
    for opened in [content, papers].compactMap({ $0 }) {
      try opened.folder.attempt("clean", "") { () throws(Errno) in
        for name in try opened.folder.names() {
          let text = String(decoding: name, as: UTF8.self)
          guard text.hasPrefix(".import-"), text.hasSuffix(".tmp") else { continue }
          _ = unlinkat(opened.folder.descriptor.number, text, 0)
        }
      }
    }
  }
}

extension Folder {
  /// Returns the version of a file without following links, or `nil` if it does not exist.
  fileprivate func stamp(of path: String) throws(Errno) -> ImportFolder.Stamp? {
    var status = stat()
    if fstatat(descriptor.number, path, &status, AT_SYMLINK_NOFOLLOW) == 0 {
      return ImportFolder.Stamp(status)
    }
    if errno == ENOENT { return nil }
    throw .last
  }
}

/// A folder in an `Optional` or array, which cannot contain a noncopyable ``Folder``.
private final class OpenFolder: Sendable {
  let folder: Folder

  init(_ folder: consuming Folder) {
    self.folder = folder
  }
}
