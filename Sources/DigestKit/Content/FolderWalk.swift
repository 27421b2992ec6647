import Glibc

/// Finds the regular files below a folder without leaving it.
///
/// Links to files inside are followed, links to folders are not, so loops end.
struct FolderWalk {
  let name: String
  let location: String
  private(set) var files: [String] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var root = ""

  init(name: String, location: String) {
    self.name = name
    self.location = location
  }

  mutating func run() throws(SystemError) {
    guard let root = FolderWalk.resolved(location) else {
      throw SystemError("read", path: name, errno: errno)
    }
    self.root = root
    try visit("")
  }

  private mutating func visit(_ folder: String) throws(SystemError) {
    for (entry, type) in try entries(of: folder) {
      let path = folder.isEmpty ? entry : "\(folder)/\(entry)"
      if SourceFolder.isSkipped(entry) { continue }
      switch try kind(path, type) {
      case UInt8(DT_REG): files.append(path)
      case UInt8(DT_DIR): try visit(path)
      case UInt8(DT_LNK): follow(path)
      default: warn(path, "skipped: not a file or folder", hint: nil)
      }
    }
  }

  private mutating func entries(of folder: String) throws(SystemError) -> [(String, UInt8)] {
    guard let stream = opendir(folder.isEmpty ? location : "\(location)/\(folder)") else {
      throw SystemError("read", path: folder.isEmpty ? name : "\(name)/\(folder)", errno: errno)
    }
    defer { closedir(stream) }
    var entries: [(String, UInt8)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          String(validatingCString: name) ?? misnamed(name, in: folder)
        }
      }
      guard let name, name != ".", name != ".." else { continue }
      entries.append((name, entry.pointee.d_type))
    }
    return entries.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
  }

  private mutating func misnamed(_ name: UnsafePointer<CChar>, in folder: String) -> String? {
    let path = folder.isEmpty ? "" : "\(folder)/"
    report(path + String(cString: name), "the file's name is not UTF-8", hint: "rename it")
    return nil
  }

  /// The kind of an entry, where the file system did not say it with the name.
  private func kind(_ path: String, _ type: UInt8) throws(SystemError) -> UInt8 {
    guard type == UInt8(DT_UNKNOWN) else { return type }
    var status = stat()
    guard lstat("\(location)/\(path)", &status) == 0 else {
      throw SystemError("read", path: "\(name)/\(path)", errno: errno)
    }
    return UInt8((status.st_mode & S_IFMT) >> 12)
  }

  private mutating func follow(_ path: String) {
    guard let target = FolderWalk.resolved("\(location)/\(path)") else {
      return report(path, "a symbolic link without a target", hint: "fix or remove it")
    }
    guard target.hasPrefix(root + "/") else {
      return report(
        path, "a symbolic link that leads out of \(name)", hint: "copy the file instead")
    }
    var status = stat()
    if stat(target, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      files.append(path)
    } else {
      warn(path, "skipped: a symbolic link to a folder", hint: "move the folder here instead")
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private mutating func report(_ path: String, _ message: String, hint: String?) {
    diagnostics.append(Diagnostic(path: "\(name)/\(path)", message: message, hint: hint))
  }

  private mutating func warn(_ path: String, _ message: String, hint: String?) {
    diagnostics.append(
      Diagnostic(path: "\(name)/\(path)", severity: .warning, message: message, hint: hint))
  }
}
