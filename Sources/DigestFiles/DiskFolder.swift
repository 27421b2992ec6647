import DigestCore
import Glibc

/// A source folder on disk that no symbolic link can lead out of.
///
/// A link to a file inside the folder is followed. Any other link, and any path through a link to
/// a folder, is rejected. This is checked whenever a file is opened, because a link can replace a
/// file after the folder was listed.
struct DiskFolder: Sendable {
  /// The folder's name in messages: `Content`.
  let name: String
  let location: String

  func list(diagnostics: inout [Diagnostic]) throws(SystemError) -> [String] {
    var walk = FolderWalk(self)
    try walk.run()
    diagnostics += walk.diagnostics
    return walk.files.sorted()
  }

  func read(_ path: String, limit: Int) throws(SystemError) -> SourceFolder.Contents {
    let file = try SourceFile(path, in: self)
    return file.size > limit ? .tooLarge(file.size) : .bytes(try file.contents())
  }

  /// Opens a file or folder, without waiting for the other end of a named pipe.
  func open(_ path: String) throws(Errno) -> Descriptor {
    try open(path, below: Folder(at: location, name: name))
  }

  /// Whether there is nothing at `path`.
  func lacks(_ path: String) -> Bool {
    do throws(Errno) { _ = try open(path) } catch {
      return error.code == ENOENT || error.code == ENOTDIR
    }
    return false
  }

  private func open(_ path: String, below root: borrowing Folder) throws(Errno) -> Descriptor {
    do throws(Errno) {
      return try root.open(path)
    } catch {
      guard error.code == ELOOP, hasPlainFolder(path, root), let file = target(of: path) else {
        throw error
      }
      return try root.open(file)
    }
  }

  /// Whether no folder in `path` is a symbolic link.
  private func hasPlainFolder(_ path: String, _ root: borrowing Folder) -> Bool {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    return folder.isEmpty || (try? root.open(folder)) != nil
  }

  /// Returns the target of a link as a path below the folder, with all links resolved; `nil` if it
  /// leads out of the folder.
  func target(of link: String) -> String? {
    guard let root = resolvedPath(location), let file = resolvedPath("\(location)/\(link)") else {
      return nil
    }
    // In bytes, as a `/` and a combining mark after it are one character.
    let prefix = (root == "/" ? root : root + "/").utf8
    guard file.utf8.starts(with: prefix) else { return nil }
    return String(decoding: file.utf8.dropFirst(prefix.count), as: UTF8.self)
  }

  func reason(_ error: Errno) -> String {
    switch error.code {
    case EINVAL: "it is not a regular file"
    case ELOOP:
      "it is a symbolic link that leads out of \(name), or lies in a linked folder; "
        + "copy the file instead"
    default: error.reason
    }
  }
}
