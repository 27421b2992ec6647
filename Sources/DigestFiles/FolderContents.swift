import Glibc

/// Listing and removing what lies in a folder. Names are bytes: a stranger's may not be UTF-8.
extension Folder {
  /// The names in a folder below this one, or in this one itself (`.`), sorted by their bytes.
  package func names(in path: String = ".") throws(Errno) -> [[UInt8]] {
    try names(in: Array(path.utf8))
  }

  /// Removes a file or a folder with all in it, never following a link.
  func removeTree(_ path: String) throws(Errno) {
    try removeTree(Array(path.utf8))
  }

  private func removeTree(_ path: [UInt8]) throws(Errno) {
    let path = path + [0]
    if unlink(path, flags: 0) == 0 || errno == ENOENT { return }
    guard errno == EISDIR else { throw .last }
    // The list is read to its end first: so depth costs no open descriptors.
    for name in try names(in: path.dropLast()) {
      try removeTree(path.dropLast() + [UInt8(ascii: "/")] + name)
    }
    guard unlink(path, flags: AT_REMOVEDIR) == 0 else { throw .last }
  }

  private func unlink(_ path: [UInt8], flags: Int32) -> Int32 {
    path.withUnsafeBufferPointer { path in
      path.withMemoryRebound(to: CChar.self) { path in
        path.baseAddress.map { unlinkat(descriptor.number, $0, flags) } ?? -1
      }
    }
  }

  private func names(in path: some Sequence<UInt8>) throws(Errno) -> [[UInt8]] {
    let number = openFolder(Array(path) + [0])
    guard number >= 0 else { throw .last }
    guard let stream = fdopendir(number) else {
      let cause = Errno.last
      _ = close(number)
      throw cause
    }
    defer { closedir(stream) }
    return try readNames(stream).sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func openFolder(_ path: [UInt8]) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    return path.withUnsafeBufferPointer { path in
      path.withMemoryRebound(to: CChar.self) { path in
        path.baseAddress.map { openat(descriptor.number, $0, flags) } ?? -1
      }
    }
  }
}

private func readNames(_ stream: OpaquePointer) throws(Errno) -> [[UInt8]] {
  var names: [[UInt8]] = []
  while true {
    errno = 0
    guard let entry = readdir(stream) else {
      if errno != 0 { throw .last }
      return names
    }
    let name = nameBytes(entry)
    if name != [UInt8(ascii: ".")], name != Array("..".utf8) { names.append(name) }
  }
}

private func nameBytes(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
  guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
  let start = UnsafeRawPointer(entry).advanced(by: offset)
  let length = strlen(start.assumingMemoryBound(to: CChar.self))
  return Array(UnsafeRawBufferPointer(start: start, count: length))
}
