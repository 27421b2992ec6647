import DigestCore
import Glibc

/// Tells files that digest wrote from those that the author or others put into the output folder.
extension PublishedFolder {
  /// Loads the manifest; returns `nil` if digest has not built here before, or if the manifest is
  /// damaged and `force` is set.
  static func loadManifest(
    _ folder: borrowing Folder, force: Bool
  ) throws(SystemError) -> Manifest? {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try folder.open(Manifest.path).readAll()
    } catch {
      if error.code == ENOENT { return nil }
      throw folder.error("read", Manifest.path, error)
    }
    do throws(Manifest.BadLine) {
      return try Manifest(parsing: bytes)
    } catch {
      if force { return nil }
      throw folder.error(
        "read", Manifest.path,
        "line \(error.number) was not written by digest; empty the folder, or use --force")
    }
  }

  /// Throws if the folder contains anything but dotfiles (`.git`, `.nojekyll`, `.gitkeep`).
  static func refuseForeignFiles(
    in folder: borrowing Folder, _ location: OutputLocation
  ) throws(SystemError) {
    let names: [[UInt8]]
    do throws(Errno) { names = try folder.names() } catch {
      throw location.refusal(error.reason)
    }
    guard let foreignFile = names.first(where: { $0.first != UInt8(ascii: ".") }) else { return }
    throw location.refusal(
      "it contains files that digest did not write, such as "
        + "\(String(decoding: foreignFile, as: UTF8.self)); use an empty folder, "
        + "or --force, which replaces only files at the site's paths")
  }

  /// Throws unless digest wrote everything in a folder that a file is to replace, even with
  /// `--force`.
  func refuseForeignFiles(inFolder path: SitePath) throws(SystemError) {
    try refuseForeignFiles(in: path, below: path)
  }

  private func refuseForeignFiles(
    in path: SitePath, below top: SitePath
  ) throws(SystemError) {
    let names = try lock.folder.attempt("read", path.text) { () throws(Errno) in
      try lock.folder.names(in: path.text)
    }
    for name in names {
      let text = "\(path)/\(String(decoding: name, as: UTF8.self))"
      // A name that is not UTF-8 was repaired above, so it differs from its bytes and isn't ours.
      guard let inner = SitePath(text), Array(text.utf8) == Array("\(path)/".utf8) + name else {
        throw foreignFileInFolder(top, text)
      }
      let kind = try lock.folder.attempt("read", text) { () throws(Errno) in
        try lock.folder.kind(of: text)
      }
      if kind == .folder {
        try refuseForeignFiles(in: inner, below: top)
      } else if manifest?.paths.contains(inner) != true {
        throw foreignFileInFolder(top, text)
      }
    }
  }

  private func foreignFileInFolder(_ path: SitePath, _ foreignFile: String) -> SystemError {
    lock.folder.error(
      "write", path.text,
      "there is a folder with files that digest did not write, such as \(foreignFile); "
        + "move them away")
  }
}
