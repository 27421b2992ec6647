import DigestCore
import Glibc

/// A file of the author's that goes into the site as it is.
struct SourceFile: ~Copyable {
  let size: Int
  private let path: String
  private let descriptor: Descriptor

  init(_ path: String) throws(SystemError) {
    do throws(Errno) {
      let descriptor = try Descriptor(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
      size = try SourceFile.size(of: descriptor)
      self.path = path
      self.descriptor = descriptor
    } catch {
      let reason = error.code == EINVAL ? "it is not a regular file" : error.reason
      throw SystemError("read", path: path, reason: reason)
    }
  }

  private static func size(of descriptor: borrowing Descriptor) throws(Errno) -> Int {
    let status = try descriptor.status()
    guard FileKind(mode: status.st_mode) == .file else { throw Errno(code: EINVAL) }
    return Int(status.st_size)
  }

  func holdsSame(as other: borrowing Descriptor) throws(Errno) -> Bool {
    try descriptor.holdsSame(as: other, size: size)
  }

  func copy(to staging: Staging, _ path: SitePath) throws(SystemError) {
    do throws(Errno) { try descriptor.rewind() } catch {
      throw SystemError("read", path: self.path, reason: error.reason)
    }
    guard try staging.copy(descriptor, size: size, to: path) == size else {
      throw SystemError(
        "read", path: self.path, reason: "it changed while it was being read; build again")
    }
  }
}
