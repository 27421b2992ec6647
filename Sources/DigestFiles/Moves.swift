import DigestCore
import Glibc

/// Moves files between staging and the published site, and records the moves so that they can be
/// undone after a failure.
struct Moves {
  private let published: PublishedFolder
  private let staging: Staging
  private var done: [Move] = []

  /// A move that was carried out, with what is needed to undo it.
  private enum Move {
    case arrived(String, from: String)
    case swapped(String, from: String)
    case replaced(String, kept: String)
    case removed(String, kept: String)
    case removedFolder(String)
    /// The old file is gone, because the file system supports neither exchanging nor linking.
    case overwritten

    var isOfManifest: Bool {
      switch self {
      case .arrived(let path, _), .swapped(let path, _), .replaced(let path, _):
        path == Manifest.path
      case .removed, .removedFolder, .overwritten: false
      }
    }
  }

  init(published: PublishedFolder, staging: Staging) {
    self.published = published
    self.staging = staging
  }

  /// Moves a new file or folder from `source` in staging to `path`.
  mutating func arrive(_ path: String, from source: String) throws(SystemError) {
    try attempt("write", path) { () throws(Errno) in
      do throws(Errno) {
        try staging.new.rename(source, to: published.lock.folder, path, .keep)
      } catch {
        guard error.lacksRenameRules else { throw error }
        try staging.new.rename(source, to: published.lock.folder, path, .replace)
      }
    }
    done.append(.arrived(path, from: source))
  }

  /// Replaces a file; the old one is kept in staging so that it can be restored.
  mutating func replace(_ path: String, from source: String) throws(SystemError) {
    if try !exchange(path, with: source) { try replaceWithoutExchange(path, from: source) }
  }

  /// Replaces a file with a plain rename, after keeping a hard link to the old file if possible.
  private mutating func replaceWithoutExchange(
    _ path: String, from source: String
  ) throws(SystemError) {
    let kept = nextName
    let isKept = (try? published.lock.folder.link(path, to: staging.old, kept)) != nil
    try attempt("write", path) { () throws(Errno) in
      try staging.new.rename(source, to: published.lock.folder, path, .replace)
    }
    done.append(isKept ? .replaced(path, kept: kept) : .overwritten)
  }

  /// Replaces a file with a folder, or a folder with a file.
  mutating func swap(_ path: String) throws(SystemError) {
    if try exchange(path, with: path) { return }
    try takeOut(path)
    try arrive(path, from: path)
  }

  /// Exchanges two files atomically; returns `false` if the file system does not support it.
  private mutating func exchange(
    _ path: String, with source: String
  ) throws(SystemError) -> Bool {
    do throws(Errno) {
      try staging.new.rename(source, to: published.lock.folder, path, .exchange)
    } catch {
      if error.lacksRenameRules { return false }
      throw published.lock.folder.error("write", path, error)
    }
    done.append(.swapped(path, from: source))
    return true
  }

  /// Removes a file of an earlier build, unless it has been replaced by something else.
  mutating func remove(_ path: SitePath) throws(SystemError) {
    guard try published.kind(ofFolder: path.folder) == .folder else { return }
    let kind = try attempt("remove", path.text) { () throws(Errno) in
      try published.lock.folder.kind(of: path.text)
    }
    if kind == .file { try takeOut(path.text) }
  }

  /// Removes a folder if it is empty.
  mutating func removeFolder(_ path: SitePath) throws(SystemError) {
    guard try published.kind(ofFolder: path) == .folder else { return }
    do throws(Errno) {
      try published.lock.folder.removeEmptyFolder(path.text)
      done.append(.removedFolder(path.text))
    } catch {
      // Leave a folder that is not empty, already gone, replaced by a file, or a mount point.
      if [ENOTEMPTY, EEXIST, ENOENT, ENOTDIR, EBUSY].contains(error.code) { return }
      throw published.lock.folder.error("remove", path.text, error)
    }
  }

  /// Undoes all moves, last one first; returns `false` if some could not be undone.
  func undo() -> Bool {
    var isWhole = true
    for move in done.reversed() {
      // If old and new files are mixed, keep the manifest that lists both.
      if move.isOfManifest, !isWhole { continue }
      do throws(Errno) { try undo(move) } catch {
        // The manifest describes the current state, so nothing else may change.
        if move.isOfManifest { return false }
        isWhole = false
      }
    }
    return isWhole
  }

  private func undo(_ move: Move) throws(Errno) {
    switch move {
    case .arrived(let path, let source):
      try published.lock.folder.rename(path, to: staging.new, source, .replace)
    case .swapped(let path, let source):
      try staging.new.rename(source, to: published.lock.folder, path, .exchange)
    case .replaced(let path, let kept), .removed(let path, let kept):
      try staging.old.rename(kept, to: published.lock.folder, path, .replace)
    case .removedFolder(let path):
      try published.lock.folder.makeFolder(path)
    case .overwritten:
      throw Errno(code: ENOENT)
    }
  }

  private var nextName: String { String(done.count) }

  /// Moves a published file or folder to staging, from where it can be restored.
  private mutating func takeOut(_ path: String) throws(SystemError) {
    let kept = nextName
    try attempt("remove", path) { () throws(Errno) in
      try published.lock.folder.rename(path, to: staging.old, kept, .replace)
    }
    done.append(.removed(path, kept: kept))
  }

  private func attempt<Result>(
    _ operation: String, _ path: String, _ body: () throws(Errno) -> Result
  ) throws(SystemError) -> Result {
    try published.lock.folder.attempt(operation, path, body)
  }
}

extension Errno {
  /// The error of file systems and kernels that support only a plain rename.
  fileprivate var lacksRenameRules: Bool { code == EINVAL || code == ENOSYS }
}
