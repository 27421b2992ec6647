import Glibc

/// Lists and removes the contents of folders; names are bytes, because they need not be UTF-8.
extension Folder {
  /// Returns the names in a folder below this one, or in this one (`.`), sorted by their bytes.
  package func names(in path: String = ".") throws(Errno) -> [[UInt8]] {
    try names(in: Array(path.utf8))
  }

  private func names(in path: [UInt8]) throws(Errno) -> [[UInt8]] {
    try entries(in: path).map(\.name)
  }

  /// Returns the entries of a folder without `.` and `..`, sorted by the bytes of their names.
  package func entries(in path: [UInt8]) throws(Errno) -> [FolderEntry] {
    let folder = try Descriptor(
      opening: path, beneath: descriptor.number, O_RDONLY | O_DIRECTORY)
    return try FolderEntry.all(of: folder)
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// Removes a file, or a folder with its contents, without following links.
  func removeTree(_ path: String) throws(Errno) {
    try removeTree(Array(path.utf8))
  }

  private func removeTree(_ path: [UInt8]) throws(Errno) {
    if unlink(path, flags: 0) == 0 || errno == ENOENT { return }
    guard errno == EISDIR else { throw .last }
    // The whole list is read first, so that recursion keeps no descriptors open.
    for name in try names(in: path) { try removeTree(path + [UInt8(ascii: "/")] + name) }
    guard unlink(path, flags: AT_REMOVEDIR) == 0 else { throw .last }
  }

  private func unlink(_ path: some Sequence<UInt8>, flags: Int32) -> Int32 {
    withCPath(path) { unlinkat(descriptor.number, $0, flags) }
  }
}

/// A name in a folder, with the type that the file system returns along with it.
package struct FolderEntry {
  package let name: [UInt8]
  /// `nil` if the file system does not return a type, or if the file is gone.
  package let kind: FileKind?

  /// Returns the entries of `folder` without `.` and `..`, in the file system's order.
  static func all(of folder: consuming Descriptor) throws(Errno) -> [FolderEntry] {
    guard let stream = fdopendir(folder.number) else { throw .last }
    folder.release()
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw .last }
        return entries
      }
      let name = name(of: entry)
      if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
      entries.append(FolderEntry(name: name, kind: kind(entry.pointee.d_type)))
    }
  }

  private static func kind(_ type: UInt8) -> FileKind? {
    // A `d_type` is the upper bits of a mode; this is the macro `DTTOIF` of dirent.h.
    Int(type) == Int(DT_UNKNOWN) ? nil : FileKind(mode: mode_t(type) << 12)
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    let start = UnsafeRawPointer(entry).advanced(by: offset)
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    return Array(UnsafeRawBufferPointer(start: start, count: length))
  }
}
