public import DigestCore
import DigestFiles
import Glibc

/// The files of a mail, and those beside its delivery.
public enum DeliveryFiles {
  package static let limit = 256 << 20

  /// The bytes of a file; `nil` if there is none.
  public static func read(_ path: String) throws(SystemError) -> [UInt8]? {
    do throws(Errno) {
      let file = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK)
      let status = try file.status()
      let size = Int(status.st_size)
      guard status.st_mode & S_IFMT == S_IFREG, size <= limit else {
        throw Errno(code: size > limit ? EFBIG : EINVAL)
      }
      return try bytes(of: file, size)
    } catch {
      if error.code == ENOENT { return nil }
      throw SystemError("read", path: path, reason: error.reason)
    }
  }

  private static func bytes(
    of file: borrowing Descriptor, _ size: Int
  ) throws(Errno) -> [UInt8] {
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(Errno) { count = try file.read(into: UnsafeMutableRawBufferPointer(buffer)) } catch
      {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Puts a file in the place of an older one, whole.
  public static func replace(_ path: String, _ bytes: [UInt8]) throws(SystemError) {
    try makeFolder(of: path)
    let new = "\(path).new"
    do throws(Errno) {
      let file = try Descriptor(opening: new, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o666)
      try file.write(bytes)
      guard fsync(file.number) == 0 else { throw .last }
      try file.close()
      guard rename(new, path) == 0 else { throw .last }
    } catch {
      unlink(new)
      throw SystemError("write", path: path, reason: error.reason)
    }
  }

  /// Makes the folders above a file that are missing.
  package static func makeFolder(of path: String) throws(SystemError) {
    for (index, character) in zip(path.indices, path).dropFirst() where character == "/" {
      guard mkdir(String(path[..<index]), 0o777) == 0 || errno == EEXIST else {
        throw SystemError("make folder", path: String(path[..<index]), reason: Errno.last.reason)
      }
    }
  }
}
