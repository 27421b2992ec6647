import CLinux
package import Glibc
import Synchronization

/// Opens files so that no symbolic link can lead out of a folder, even one that replaces a file or
/// folder while the program runs.
extension Descriptor {
  /// Opens `path` below `folder`; throws `ELOOP` if any component of it is a symbolic link.
  package init(
    opening path: String, beneath folder: Int32, _ flags: Int32, mode: mode_t = 0
  ) throws(Errno) {
    try self.init(opening: Array(path.utf8), beneath: folder, flags, mode: mode)
  }

  /// Opens a path given as bytes, because names in a file system need not be UTF-8.
  package init(
    opening path: [UInt8], beneath folder: Int32, _ flags: Int32, mode: mode_t = 0
  ) throws(Errno) {
    guard let number = try Descriptor.openInOneCall(path, folder, flags, mode) else {
      try self.init(walkingTo: path, beneath: folder, flags, mode: mode)
      return
    }
    self.init(adopting: number)
  }

  /// Opens `path` one component at a time, for kernels without openat2(2); throws `EXDEV` if it is
  /// absolute or contains `..`.
  package init(
    walkingTo path: [UInt8], beneath folder: Int32, _ flags: Int32, mode: mode_t = 0
  ) throws(Errno) {
    let parts = path.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
    if path.first == UInt8(ascii: "/") || parts.contains(where: { $0.elementsEqual("..".utf8) }) {
      throw Errno(code: EXDEV)
    }
    var parent = try Descriptor(opening: ".", below: folder, O_RDONLY | O_DIRECTORY)
    for part in parts.dropLast() {
      parent = try Descriptor(component: part, below: parent.number, O_RDONLY | O_DIRECTORY)
    }
    let name = parts.last ?? ArraySlice(".".utf8)
    try self.init(component: name, below: parent.number, flags, mode: mode)
  }

  private init(
    component name: ArraySlice<UInt8>, below folder: Int32, _ flags: Int32, mode: mode_t = 0
  ) throws(Errno) {
    do throws(Errno) {
      let number = try retrying {
        withCPath(name) { openat(folder, $0, flags | O_NOFOLLOW | O_CLOEXEC, mode) }
      }
      self.init(adopting: number)
    } catch {
      // With O_DIRECTORY, the kernel reports a link as ENOTDIR.
      var status = stat()
      let isLink =
        error.code == ENOTDIR
        && withCPath(name) { fstatat(folder, $0, &status, AT_SYMLINK_NOFOLLOW) } == 0
        && FileKind(mode: status.st_mode) == .link
      throw isLink ? Errno(code: ELOOP) : error
    }
  }

  /// Whether the kernel turned out to lack openat2(2), which came with Linux 5.6.
  private static let lacksOpenat2 = Atomic(false)

  /// Calls openat2(2); returns `nil` if the kernel lacks it or a sandbox forbids it.
  private static func openInOneCall(
    _ path: [UInt8], _ folder: Int32, _ flags: Int32, _ mode: mode_t
  ) throws(Errno) -> Int32? {
    if lacksOpenat2.load(ordering: .relaxed) { return nil }
    do throws(Errno) {
      return try retrying {
        withCPath(path) {
          digest_openat2_beneath(folder, $0, UInt64(flags | O_CLOEXEC), UInt64(mode))
        }
      }
    } catch {
      // Older container sandboxes answer EPERM to system calls that they do not know.
      guard error.code == ENOSYS || error.code == EPERM else { throw error }
      if error.code == ENOSYS { lacksOpenat2.store(true, ordering: .relaxed) }
      return nil
    }
  }
}

/// Calls `body` with the path as a NUL-terminated C string.
func withCPath(_ path: some Sequence<UInt8>, _ body: (UnsafePointer<CChar>) -> Int32) -> Int32 {
  (path.map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer { path in
    path.baseAddress.map(body) ?? -1
  }
}

/// Returns the absolute path with all links resolved; `nil` if it does not exist (realpath(3)).
package func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
