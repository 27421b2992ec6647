import DigestCore
import Glibc

/// The path of the output folder, after checking that a build may write there.
///
/// Symbolic links in the path, including the folder itself, are resolved once; from then on, their
/// target is the output folder.
struct OutputLocation {
  /// The path as the author wrote it, for messages: `Public`.
  let name: String
  /// The absolute path with all links resolved; the folder need not exist yet.
  let path: String

  /// Throws if a build to `output` would write to the root, `home` or a folder that contains it, or
  /// to a `protected` folder, one inside it or around it.
  init(_ output: String, protected: [String], home: String) throws(SystemError) {
    name = OutputLocation.withoutTrailingSlashes(output)
    path = try OutputLocation.resolve(output, shown: name)
    try refuseRootAndHome(OutputLocation.resolve(home, shown: home))
    for source in protected {
      try refuse(source: source, at: OutputLocation.resolve(source, shown: source))
    }
  }

  func refusal(_ reason: String) -> SystemError {
    SystemError("write to", path: name, reason: reason)
  }

  private static let advice = "use a separate folder, such as Public"

  private func refuseRootAndHome(_ home: String) throws(SystemError) {
    if path == "/" { throw refusal("it is the root of the file system; \(Self.advice)") }
    if home != "/", Self.isInside(home, path) {
      throw refusal("it is your home folder or contains it; \(Self.advice)")
    }
  }

  private func refuse(source: String, at resolved: String) throws(SystemError) {
    if resolved.utf8.elementsEqual(path.utf8) {
      throw refusal("the site is built from that folder; \(Self.advice)")
    }
    if Self.isInside(path, resolved) {
      throw refusal("it is inside \(source), which the site is built from; \(Self.advice)")
    }
    if Self.isInside(resolved, path) {
      throw refusal("it contains \(source), which the site is built from; \(Self.advice)")
    }
  }

  /// Whether `path` equals `folder` or is inside it.
  private static func isInside(_ path: String, _ folder: String) -> Bool {
    let (path, folder) = (Array(path.utf8), Array(folder.utf8))
    guard path.starts(with: folder) else { return false }
    return path.count == folder.count || folder.last == slash || path[folder.count] == slash
  }

  /// Returns the absolute path with links resolved; its last components need not exist yet.
  private static func resolve(_ path: String, shown: String) throws(SystemError) -> String {
    if let found = realpath(path, nil) {
      defer { free(found) }
      return String(cString: found)
    }
    guard errno == ENOENT else { throw SystemError("open", path: shown, reason: Errno.last.reason) }
    try refuseLink(to: path, shown: shown)
    let (folder, name) = split(withoutTrailingSlashes(path))
    guard !name.isEmpty, name != ".", name != ".." else {
      throw SystemError("open", path: shown, reason: Errno(code: ENOENT).reason)
    }
    let parent = try resolve(folder, shown: shown)
    return parent == "/" ? "/\(name)" : "\(parent)/\(name)"
  }

  /// Throws if `path` is a dangling link, which would otherwise look like a missing folder.
  private static func refuseLink(to path: String, shown: String) throws(SystemError) {
    var status = stat()
    guard lstat(withoutTrailingSlashes(path), &status) == 0 else { return }
    throw SystemError(
      "open", path: shown, reason: "it is a symbolic link without a target; remove it")
  }

  /// Splits a path into its folder and its last component.
  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let end = path.utf8.lastIndex(of: slash) else { return (".", path) }
    let folder = end == path.startIndex ? "/" : String(path[..<end])
    return (folder, String(path[path.utf8.index(after: end)...]))
  }

  private static func withoutTrailingSlashes(_ path: String) -> String {
    var path = Substring(path)
    while path.utf8.count > 1, path.utf8.last == slash { path.removeLast() }
    return String(path)
  }

  private static let slash = UInt8(ascii: "/")
}
