import Glibc

/// The files of a mail, and those beside its delivery.
public enum DeliveryFiles {
  static let limit = 256 << 20

  /// The bytes of a file; `nil` if there is none.
  public static func read(_ path: String) throws(SystemError) -> [UInt8]? {
    guard access(path, F_OK) == 0 else { return nil }
    guard case .bytes(let bytes) = try SourceFolder.read(path, shownAs: path, limit: limit) else {
      throw SystemError("read", path: path, reason: "more than 256 MB")
    }
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
  static func makeFolder(of path: String) throws(SystemError) {
    for (index, character) in zip(path.indices, path).dropFirst() where character == "/" {
      guard mkdir(String(path[..<index]), 0o777) == 0 || errno == EEXIST else {
        throw SystemError("make folder", path: String(path[..<index]), reason: Errno.last.reason)
      }
    }
  }
}
