public import DigestCore
import DigestFiles
import Glibc

/// Reads and writes the files of a mail: messages, lists, the journal and the key.
public enum DeliveryFiles {
  /// The maximum size of a file, in bytes.
  package static let limit = 256 << 20

  /// Returns the contents of a file, or `nil` if it does not exist.
  ///
  /// Throws a ``SystemError`` if it cannot be read, is not a regular file, or is larger than 256
  /// MiB.
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

  /// Writes a file atomically, together with its missing parent folders.
  ///
  /// After an error or a crash, an older file is still complete.
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

  /// Creates the missing parent folders of a file.
  package static func makeFolder(of path: String) throws(SystemError) {
    for (index, character) in zip(path.indices, path).dropFirst() where character == "/" {
      guard mkdir(String(path[..<index]), 0o777) == 0 || errno == EEXIST else {
        throw SystemError("make folder", path: String(path[..<index]), reason: Errno.last.reason)
      }
    }
  }
}
