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
  var text = text
  let count = text.withUTF8 { write(descriptor, $0.baseAddress, $0.count) }
  let failure = errno
  guard count == text.utf8.count, fsync(descriptor) == 0, close(descriptor) == 0 else {
    unlink(path)
    throw SystemError("write", path: path, reason: String(cString: strerror(failure)))
  }
}
