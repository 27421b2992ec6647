import DigestCore
import DigestKit
import Glibc

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Returns the absolute path without symbolic links, or `nil` if nothing exists there.
func absolutePath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// Creates a folder and its missing parent folders.
func makeFolders(_ path: String) throws {
  for (index, character) in zip(path.indices, path).dropFirst() where character == "/" {
    try makeFolder(String(path[..<index]))
  }
  try makeFolder(path)
}

private func makeFolder(_ path: String) throws {
  guard mkdir(path, 0o777) == 0 || (errno == EEXIST && isFolder(path)) else {
    let reason = errno == EEXIST ? "there is a file of that name" : String(cString: strerror(errno))
    throw SystemError("make folder", path: path, reason: reason)
  }
}

/// Creates a file; throws an error if it exists already.
func writeNewFile(_ path: String, _ text: String) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else {
    throw SystemError("write", path: path, reason: String(cString: strerror(errno)))
  }
  do throws(SystemError) {
    try write(text, descriptor, path)
  } catch {
    unlink(path)
    throw error
  }
}

/// Writes, flushes and closes a new file.
private func write(_ text: String, _ descriptor: Int32, _ path: String) throws(SystemError) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { throw failure(path, closing: descriptor) }
    rest = rest.dropFirst(count)
  }
  guard fsync(descriptor) == 0 else { throw failure(path, closing: descriptor) }
  guard Glibc.close(descriptor) == 0 else { throw failure(path, closing: nil) }
}

private func failure(_ path: String, closing descriptor: Int32?) -> SystemError {
  let reason = String(cString: strerror(errno))
  if let descriptor { Glibc.close(descriptor) }
  return SystemError("write", path: path, reason: reason)
}
