import Glibc

/// The site's `Content/`, held open for one import at a time.
///
/// Every path is one name below `Content` or `Content/papers`, opened relative to those folders
/// and never through a symbolic link, so nothing outside can be read or written.
final class ImportFolder {
  enum Place {
    case content
    case papers
  }

  enum Found: Equatable {
    case absent
    case bytes([UInt8])
    /// A folder, link, pipe or device, or a file beyond any content file's size.
    case other(String)
  }

  private static let maxBytes = 64 << 20
  private static let temporary = ".import.tmp"
  /// `nil` where a dry run found no folder.
  private let content: Opened?
  private let papers: Opened?

  /// A folder that can be optional: `Folder` itself cannot be taken out of an `Optional`.
  private final class Opened {
    let folder: Folder

    init(_ folder: consuming Folder) {
      self.folder = folder
    }
  }

  /// Makes the folders unless `isDryRun`; a dry run takes missing ones for empty.
  init(site: String, isDryRun: Bool) throws(SystemError) {
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

  private func opened(_ place: Place) -> Opened? { place == .content ? content : papers }

  private static func open(
    _ path: String, below folder: Int32, name: String, _ isDryRun: Bool
  ) throws(SystemError) -> Opened? {
    do throws(Errno) {
      if !isDryRun && mkdirat(folder, path, 0o777) != 0 && errno != EEXIST { throw .last }
      return Opened(try Folder(opening: path, below: folder, name: name))
    } catch {
      if isDryRun && error.code == ENOENT { return nil }
      // The kernel says so for a link too, when both O_NOFOLLOW and O_DIRECTORY are set.
      let reason = error.code == ENOTDIR ? "it is a link or a file, not a folder" : error.reason
      throw SystemError("open", path: name, reason: reason)
    }
  }

  func read(_ name: String, in place: Place) throws(SystemError) -> Found {
    guard let opened = opened(place) else { return .absent }
    return try opened.folder.attempt("read", name) { () throws(Errno) in
      switch try opened.folder.kind(of: name) {
      case .absent: return .absent
      case .link: return .other("it is a symbolic link")
      case .folder, .special: return .other("it is not a regular file")
      case .file: break
      }
      let file = try opened.folder.open(name)
      let isTooLarge = try file.status().st_size > ImportFolder.maxBytes
      return isTooLarge ? .other("it is larger than 64 MB") : .bytes(try file.readAll())
    }
  }

  /// Puts `bytes` in place whole: under another name first, on the disk, then renamed.
  ///
  /// A new file never takes the place of one that appeared meanwhile.
  func write(
    _ bytes: [UInt8], to name: String, in place: Place, isNew: Bool = false
  ) throws(SystemError) {
    guard let opened = opened(place) else { preconditionFailure("a dry run writes nothing") }
    let number = opened.folder.descriptor.number
    let temporary = ImportFolder.temporary
    _ = unlinkat(number, temporary, 0)
    do throws(Errno) {
      let file = try opened.folder.create(temporary)
      try file.write(bytes)
      guard fsync(file.number) == 0 else { throw .last }
      try file.close()
      try opened.folder.rename(temporary, to: opened.folder, name, isNew ? .keep : .replace)
      guard fsync(number) == 0 else { throw .last }
    } catch {
      _ = unlinkat(number, temporary, 0)
      throw opened.folder.error("write", name, error)
    }
  }
}
