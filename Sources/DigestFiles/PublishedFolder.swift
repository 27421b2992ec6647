import DigestCore
import Glibc
import Synchronization

/// The site as published in the output folder: which files exist, and which of them digest wrote.
final class PublishedFolder: Sendable {
  let lock: OutputLock
  /// The files of earlier builds; `nil` if there were none.
  let manifest: Manifest?
  let force: Bool
  /// The kind of file at the path of each folder of the site, looked up once.
  private let folders = Mutex<[SitePath: FileKind]>([:])

  /// Opens and locks the folder; throws if it contains foreign files, unless `force` is set.
  init(_ location: OutputLocation, force: Bool, patience: Int) throws(SystemError) {
    let lock = try OutputLock(location, patience: patience)
    self.force = force
    do throws(SystemError) {
      manifest = try PublishedFolder.loadManifest(lock.folder, force: force)
      if manifest == nil, !force {
        try PublishedFolder.refuseForeignFiles(in: lock.folder, location)
      }
    } catch {
      lock.removeMadeFolders()
      throw error
    }
    self.lock = lock
  }

  /// What exists at the path of a file to be staged.
  enum Standing {
    case nothing
    /// The file's folder is new as well.
    case noFolder
    case same
    case different
    case folder
  }

  /// Compares the published file at `path` with one of `size` bytes.
  ///
  /// `isSame` is called only if the sizes are equal. Throws if something that digest did not write
  /// is in the way.
  func standing(
    at path: SitePath, size: Int, isSame: (borrowing Descriptor) throws(Errno) -> Bool
  ) throws(SystemError) -> Standing {
    guard try hasFolder(path) else { return .noFolder }
    guard let file = try open(path) else { return .nothing }
    let status = try lock.folder.attempt("read", path.text) { () throws(Errno) in
      try file.status()
    }
    let kind = FileKind(mode: status.st_mode)
    if kind == .folder { return .folder }
    guard kind == .file, isReplaceable(path) else { throw inTheWay(path, kind) }
    guard Int(status.st_size) == size else { return .different }
    return try lock.folder.attempt("read", path.text) { () throws(Errno) in
      try isSame(file) ? .same : .different
    }
  }

  /// Opens the published file at `path`; returns `nil` if there is none.
  private func open(_ path: SitePath) throws(SystemError) -> Descriptor? {
    do throws(Errno) {
      return try lock.folder.open(path.text)
    } catch {
      if error.code == ENOENT { return nil }
      // Opening a socket fails with ENXIO.
      if error.code == ENXIO { throw inTheWay(path, .special) }
      throw lock.folder.error(error.code == ELOOP ? "write" : "read", path.text, error)
    }
  }

  /// The folders of all staged files, sorted.
  var folderPaths: [SitePath] { folders.withLock { $0.keys.sorted() } }

  /// Returns what exists at a folder's path, without following links; pass `nil` for the root.
  func kind(ofFolder path: SitePath?) throws(SystemError) -> FileKind {
    try folders.withLock { (folders) throws(SystemError) in try kind(path, &folders) }
  }

  private func kind(
    _ path: SitePath?, _ folders: inout [SitePath: FileKind]
  ) throws(SystemError) -> FileKind {
    guard let path else { return .folder }
    if let known = folders[path] { return known }
    var kind = FileKind.absent
    if try self.kind(path.folder, &folders) == .folder {
      kind = try lock.folder.attempt("read", path.text) { () throws(Errno) in
        try lock.folder.kind(of: path.text)
      }
    }
    folders[path] = kind
    return kind
  }

  /// Whether the folder of a file exists; throws if it cannot be created.
  private func hasFolder(_ path: SitePath) throws(SystemError) -> Bool {
    var folder = path.folder
    if try kind(ofFolder: folder) == .folder { return true }
    while let path = folder {
      let kind = try kind(ofFolder: path)
      switch kind {
      case .absent: folder = path.folder
      case .folder: return false
      case .file where isReplaceable(path): return false
      case .file, .link, .special: throw inTheWay(path, kind)
      }
    }
    return false
  }

  /// Throws if the path is reserved for digest's manifests and staging folder.
  func refuseReserved(_ path: SitePath) throws(SystemError) {
    guard path.text.utf8.starts(with: ".digest-".utf8) else { return }
    throw lock.folder.error(
      "write", path.text, "digest uses that name for its own records; rename the source")
  }

  /// Whether digest may replace an existing file at `path`.
  private func isReplaceable(_ path: SitePath) -> Bool {
    force || manifest?.paths.contains(path) == true
  }

  private func inTheWay(_ path: SitePath, _ kind: FileKind) -> SystemError {
    let reason =
      switch kind {
      case .link: Errno(code: ELOOP).reason
      case .special: "there is a pipe, socket or device at this path; move it away"
      case .absent, .file, .folder:
        "the existing file was not written by digest; move it away, or use --force"
      }
    return lock.folder.error("write", path.text, reason)
  }
}
