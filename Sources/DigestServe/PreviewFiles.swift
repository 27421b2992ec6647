import DigestCore
import DigestFiles
import DigestModel
import Glibc

/// The source of the preview's responses: a site in memory, or a built folder.
protocol PreviewFiles: Sendable {
  func answer(_ path: SitePath) async -> PreviewAnswer
}

/// The preview's answer to a request for a path.
enum PreviewAnswer: Equatable, Sendable {
  case file([UInt8])
  /// There is no such file; the bytes are those of the site's own 404 page, if it has one.
  case notFound([UInt8]?)
  /// A folder that was requested without a trailing slash.
  case folder
  /// There is no site yet, or a system error occurred.
  case unavailable(String)
}

extension PreviewAnswer {
  /// Looks for the file, then for an index page in the folder, then for the 404 page.
  static func find(
    _ path: SitePath, _ read: (SitePath) throws(SystemError) -> [UInt8]?
  ) -> PreviewAnswer {
    do {
      if let bytes = try read(path) { return .file(bytes) }
      if let index = SitePath(path.text + "/index.html"), try read(index) != nil { return .folder }
      return .notFound(try read(.notFound))
    } catch {
      return .unavailable(error.description)
    }
  }
}

/// A folder with a built site on disk.
struct StaticFolder: PreviewFiles {
  private let root: String
  private let folder: SourceFolder

  init(_ location: String) throws(SystemError) {
    guard let root = resolvedPath(location), FileStamp(root)?.isFolder == true else {
      throw SystemError("serve", path: location, reason: "there is no such folder")
    }
    self.root = root
    folder = SourceFolder(name: location, location: root)
  }

  func answer(_ path: SitePath) async -> PreviewAnswer {
    PreviewAnswer.find(path) { (path: SitePath) throws(SystemError) in try read(path) }
  }

  /// Reads a file, or returns `nil` if there is none.
  ///
  /// Symbolic links may lead anywhere inside the folder but not out of it. Hidden files are not
  /// served.
  private func read(_ path: SitePath) throws(SystemError) -> [UInt8]? {
    guard !SourceFolder.isSkipped(path.text),
      let place = resolvedPath("\(root)/\(path.text)"), place.hasPrefix(root + "/"),
      let stamp = FileStamp(place), !stamp.isFolder
    else { return nil }
    switch try folder.read(String(place.dropFirst(root.count + 1)), limit: 256 << 20) {
    case .bytes(let bytes): return bytes
    case .tooLarge(let size):
      throw SystemError("serve", path: path.text, reason: "the file is too large: \(size) bytes")
    }
  }
}
