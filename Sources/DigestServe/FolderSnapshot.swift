import DigestFiles
import Glibc

/// The files below a folder with their stamps.
///
/// Comparing two snapshots shows what changed. Notifications from the kernel only say where to
/// look, because they can be lost, duplicated, or about temporary files that no longer exist.
struct FolderSnapshot: Sendable {
  /// The folder on disk; all other paths are relative to it.
  let location: String
  private var entries: [String: Entry] = [:]
  /// Paths of symbolic links, whose targets can change without a notification.
  private var links: Set<String> = []
  /// All folders, including the root (an empty path) if it exists.
  private(set) var folders: [String] = []

  private struct Entry {
    let stamp: FileStamp
    let isFresh: Bool
  }

  /// The difference between two snapshots, as paths relative to the folder.
  struct Changes: Equatable, Sendable {
    var modified: Set<String> = []
    /// Files that were added or removed.
    var moved: Set<String> = []

    var isEmpty: Bool { modified.isEmpty && moved.isEmpty }

    mutating func formUnion(_ other: Changes) {
      modified.formUnion(other.modified)
      moved.formUnion(other.moved)
    }
  }

  init(_ location: String) {
    self.location = location
  }

  func contains(_ path: String) -> Bool { entries[path] != nil }

  /// Scans the whole folder; calls `willList` with each subfolder before listing it.
  mutating func refresh(willList: (String) -> Void = { _ in }) -> Changes {
    let before = entries
    (entries, links, folders) = ([:], [], [])
    if let root = try? Folder(at: location, name: location) { visit("", root, willList) }
    var changes = Changes()
    for (path, entry) in entries {
      guard let old = before[path] else {
        changes.moved.insert(path)
        continue
      }
      if old.isFresh || old.stamp != entry.stamp { changes.modified.insert(path) }
    }
    for path in before.keys where entries[path] == nil { changes.moved.insert(path) }
    return changes
  }

  /// Checks the given files and all links.
  ///
  /// Returns `nil` if one of them is a folder, so that a full scan is needed.
  mutating func refresh(_ paths: Set<String>) -> Changes? {
    let before = self
    guard let changes = update(paths) else {
      // Or the full scan would miss what was already updated.
      self = before
      return nil
    }
    return changes
  }

  private mutating func update(_ paths: Set<String>) -> Changes? {
    var changes = Changes()
    for path in paths.union(links) {
      let stamp = FileStamp("\(location)/\(path)")
      if let stamp, stamp.isFolder { return nil }
      let old = entries[path]
      entries[path] = stamp.map { Entry(stamp: $0, isFresh: $0.isFresh) }
      if (old == nil) != (stamp == nil) || isLink(path) != links.contains(path) {
        changes.moved.insert(path)
      } else if let old, let stamp, old.isFresh || old.stamp != stamp {
        changes.modified.insert(path)
      }
      if isLink(path) { links.insert(path) } else { links.remove(path) }
    }
    return changes
  }

  private func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat("\(location)/\(path)", &status) == 0 && FileKind(mode: status.st_mode) == .link
  }

  private mutating func visit(
    _ folder: String, _ root: borrowing Folder, _ willList: (String) -> Void
  ) {
    willList(folder)
    guard let found = try? root.entries(in: Array((folder.isEmpty ? "." : folder).utf8)) else {
      return
    }
    folders.append(folder)
    for entry in found {
      let name = String(decoding: entry.name, as: UTF8.self)
      if SourceFolder.isSkipped(name) { continue }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      if entry.kind == .link || entry.kind == nil && isLink(path) { links.insert(path) }
      add(path, root, willList)
    }
  }

  /// Adds a file or folder; a dangling link counts too, because its target may be created later.
  private mutating func add(
    _ path: String, _ root: borrowing Folder, _ willList: (String) -> Void
  ) {
    guard let stamp = FileStamp("\(location)/\(path)") else { return }
    if !stamp.isFolder {
      entries[path] = Entry(stamp: stamp, isFresh: stamp.isFresh)
    } else if !links.contains(path) {
      visit(path, root, willList)
    }
  }
}
