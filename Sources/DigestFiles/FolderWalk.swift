import DigestCore
import Glibc

/// Finds the regular files below a folder without leaving it.
///
/// It follows links to files inside the folder, but no links to folders, so it cannot loop.
struct FolderWalk {
  private let folder: DiskFolder
  private(set) var files: [String] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ folder: DiskFolder) {
    self.folder = folder
  }

  /// Walks the folder; throws if it or a folder in it cannot be read.
  mutating func run() throws(SystemError) {
    let root: Folder
    do throws(Errno) { root = try Folder(at: folder.location, name: name) } catch {
      throw SystemError("read", path: name, error)
    }
    try visit("", root)
  }

  private var name: String { folder.name }

  /// Visits a folder: collects its files, visits its folders and follows its links.
  private mutating func visit(
    _ folder: String, _ root: borrowing Folder
  ) throws(SystemError) {
    for entry in try entries(of: folder, root) {
      guard let name = name(of: entry, in: folder), !SourceFolder.isSkipped(name) else { continue }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      switch try kind(of: entry, at: path, root) {
      case .file: files.append(path)
      case .folder: try visit(path, root)
      case .link: follow(path, root)
      case .special: warn(path, "skipped: not a file or folder", hint: nil)
      case .absent: break
      }
    }
  }

  private func entries(
    of folder: String, _ root: borrowing Folder
  ) throws(SystemError) -> [FolderEntry] {
    do throws(Errno) {
      return try root.entries(in: Array((folder.isEmpty ? "." : folder).utf8))
    } catch {
      throw SystemError("read", path: folder.isEmpty ? name : "\(name)/\(folder)", error)
    }
  }

  /// Returns the name of an entry; reports a name that is not UTF-8 and returns `nil`.
  private mutating func name(of entry: FolderEntry, in folder: String) -> String? {
    if let text = String(validating: entry.name, as: UTF8.self) { return text }
    let shown = String(decoding: entry.name, as: UTF8.self)
    report(
      folder.isEmpty ? shown : "\(folder)/\(shown)", "the file's name is not UTF-8",
      hint: "rename it")
    return nil
  }

  /// The kind of an entry, looked up only if the file system did not return it with the name.
  private func kind(
    of entry: FolderEntry, at path: String, _ root: borrowing Folder
  ) throws(SystemError) -> FileKind {
    if let kind = entry.kind { return kind }
    return try root.attempt("read", path) { () throws(Errno) in try root.kind(of: path) }
  }

  /// Adds a link to a file in the folder; reports any other link.
  private mutating func follow(_ path: String, _ root: borrowing Folder) {
    guard resolvedPath("\(folder.location)/\(path)") != nil else {
      return report(path, "a symbolic link without a target", hint: "fix or remove it")
    }
    guard let target = folder.target(of: path) else {
      return report(
        path, "a symbolic link that leads out of \(name)", hint: "copy the file instead")
    }
    if (try? root.kind(of: target)) == .file {
      files.append(path)
    } else {
      warn(path, "skipped: a symbolic link to a folder", hint: "move the folder here instead")
    }
  }

  private mutating func report(_ path: String, _ message: String, hint: String?) {
    diagnostics.append(Diagnostic(path: "\(name)/\(path)", message: message, hint: hint))
  }

  private mutating func warn(_ path: String, _ message: String, hint: String?) {
    diagnostics.append(
      Diagnostic(path: "\(name)/\(path)", severity: .warning, message: message, hint: hint))
  }
}
