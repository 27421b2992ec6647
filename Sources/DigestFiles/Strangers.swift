import DigestCore
import Glibc

/// Telling what digest made from what the author, or anyone else, put into the output folder.
extension LiveSite {
  /// `nil` where no build of ours has been, or where `--force` overrides a damaged record.
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

  /// A folder of dotfiles (`.git`, `.nojekyll`, `.gitkeep`) counts as empty: no site has those.
  static func refuseStrangers(
    in folder: borrowing Folder, _ location: OutputLocation
  ) throws(SystemError) {
    let names: [[UInt8]]
    do throws(Errno) { names = try folder.names() } catch {
      throw location.refusal(error.reason)
    }
    guard let stranger = names.first(where: { $0.first != UInt8(ascii: ".") }) else { return }
    throw location.refusal(
      "it contains files that digest did not write, such as "
        + "\(String(decoding: stranger, as: UTF8.self)); use an empty folder, "
        + "or --force, which replaces only files at the site's paths")
  }

  /// A folder may make way for a file only if all in it is ours, `--force` or not.
  func refuseStrangers(inFolder path: SitePath) throws(SystemError) {
    try refuseStrangers(in: path, below: path)
  }

  private func refuseStrangers(
    in path: SitePath, below top: SitePath
  ) throws(SystemError) {
    let names = try lock.folder.attempt("read", path.text) { () throws(Errno) in
      try lock.folder.names(in: path.text)
    }
    for name in names {
      let text = "\(path)/\(String(decoding: name, as: UTF8.self))"
      // A name that is not UTF-8 was repaired above and is none of ours.
      guard let inner = SitePath(text), Array(text.utf8) == Array("\(path)/".utf8) + name else {
        throw strangerInFolder(top, text)
      }
      let kind = try lock.folder.attempt("read", text) { () throws(Errno) in
        try lock.folder.kind(of: text)
      }
      if kind == .folder {
        try refuseStrangers(in: inner, below: top)
      } else if manifest?.paths.contains(inner) != true {
        throw strangerInFolder(top, text)
      }
    }
  }

  private func strangerInFolder(_ path: SitePath, _ stranger: String) -> SystemError {
    lock.folder.error(
      "write", path.text,
      "there is a folder with files that digest did not write, such as \(stranger); "
        + "move them away")
  }
}
