import DigestCore
import Glibc

/// Moves between staging and the live site, remembered so that a failure can take them all back.
struct Moves {
  private let live: LiveSite
  private let staging: Staging
  private var done: [Move] = []

  private enum Move {
    case arrived(String, from: String)
    case swapped(String, from: String)
    case replaced(String, kept: String)
    case removed(String, kept: String)
    case removedFolder(String)
    /// On a file system that can neither exchange nor link: the old file is gone.
    case overwritten

    var isOfManifest: Bool {
      switch self {
      case .arrived(let path, _), .swapped(let path, _), .replaced(let path, _):
        path == Manifest.path
      case .removed, .removedFolder, .overwritten: false
      }
    }
  }

  init(live: LiveSite, staging: Staging) {
    self.live = live
    self.staging = staging
  }

  /// Something new, from `source` in staging.
  mutating func arrive(_ path: String, from source: String) throws(SystemError) {
    try attempt("write", path) { () throws(Errno) in
      do throws(Errno) {
        try staging.new.rename(source, to: live.lock.folder, path, .keep)
      } catch {
        guard error.lacksRenameRules else { throw error }
        try staging.new.rename(source, to: live.lock.folder, path, .replace)
      }
    }
    done.append(.arrived(path, from: source))
  }

  /// A file in place of a file; the old one is kept in staging, so that it can come back.
  mutating func replace(_ path: String, from source: String) throws(SystemError) {
    if try !exchange(path, with: source) { try replaceWithoutExchange(path, from: source) }
  }

  private mutating func replaceWithoutExchange(
    _ path: String, from source: String
  ) throws(SystemError) {
    let kept = nextName
    let isKept = (try? live.lock.folder.link(path, to: staging.old, kept)) != nil
    try attempt("write", path) { () throws(Errno) in
      try staging.new.rename(source, to: live.lock.folder, path, .replace)
    }
    done.append(isKept ? .replaced(path, kept: kept) : .overwritten)
  }

  /// A folder in place of a file, or a file in place of a folder.
  mutating func swap(_ path: String) throws(SystemError) {
    if try exchange(path, with: path) { return }
    try takeOut(path)
    try arrive(path, from: path)
  }

  /// `false` where the file system cannot.
  private mutating func exchange(
    _ path: String, with source: String
  ) throws(SystemError) -> Bool {
    do throws(Errno) {
      try staging.new.rename(source, to: live.lock.folder, path, .exchange)
    } catch {
      if error.lacksRenameRules { return false }
      throw live.lock.folder.error("write", path, error)
    }
    done.append(.swapped(path, from: source))
    return true
  }

  /// Removes a file that an earlier build made, unless something else stands there by now.
  mutating func remove(_ path: SitePath) throws(SystemError) {
    guard try live.kind(ofFolder: path.folder) == .folder else { return }
    let kind = try attempt("remove", path.text) { () throws(Errno) in
      try live.lock.folder.kind(of: path.text)
    }
    if kind == .file { try takeOut(path.text) }
  }

  /// Removes a folder unless something is left in it.
  mutating func removeFolder(_ path: SitePath) throws(SystemError) {
    guard try live.kind(ofFolder: path) == .folder else { return }
    do throws(Errno) {
      try live.lock.folder.removeEmptyFolder(path.text)
      done.append(.removedFolder(path.text))
    } catch {
      // Not empty, gone already, replaced by a file, or a mount point: no business of ours.
      if [ENOTEMPTY, EEXIST, ENOENT, ENOTDIR, EBUSY].contains(error.code) { return }
      throw live.lock.folder.error("remove", path.text, error)
    }
  }

  /// Puts everything back, last move first; `false` if something could not be.
  func undo() -> Bool {
    var isWhole = true
    for move in done.reversed() {
      // The record of old and new files stays if some of both do.
      if move.isOfManifest, !isWhole { continue }
      do throws(Errno) { try undo(move) } catch {
        // The record says what stands now, so nothing else may change.
        if move.isOfManifest { return false }
        isWhole = false
      }
    }
    return isWhole
  }

  private func undo(_ move: Move) throws(Errno) {
    switch move {
    case .arrived(let path, let source):
      try live.lock.folder.rename(path, to: staging.new, source, .replace)
    case .swapped(let path, let source):
      try staging.new.rename(source, to: live.lock.folder, path, .exchange)
    case .replaced(let path, let kept), .removed(let path, let kept):
      try staging.old.rename(kept, to: live.lock.folder, path, .replace)
    case .removedFolder(let path):
      try live.lock.folder.makeFolder(path)
    case .overwritten:
      throw Errno(code: ENOENT)
    }
  }

  private var nextName: String { String(done.count) }

  private mutating func takeOut(_ path: String) throws(SystemError) {
    let kept = nextName
    try attempt("remove", path) { () throws(Errno) in
      try live.lock.folder.rename(path, to: staging.old, kept, .replace)
    }
    done.append(.removed(path, kept: kept))
  }

  private func attempt<Result>(
    _ operation: String, _ path: String, _ body: () throws(Errno) -> Result
  ) throws(SystemError) -> Result {
    try live.lock.folder.attempt(operation, path, body)
  }
}

extension Errno {
  /// The answer of file systems and kernels that know only the plain rename.
  fileprivate var lacksRenameRules: Bool { code == EINVAL || code == ENOSYS }
}
