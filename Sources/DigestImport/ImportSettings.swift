import DigestCore
import DigestFiles
import DigestModel
import Glibc

/// The files of a site that affect imports.
///
/// They are validated as strictly as by a build, because papers imported with incomplete settings
/// are hard to repair afterwards.
struct ImportSettings {
  private let folder: ImportFolder

  init(_ folder: ImportFolder) {
    self.folder = folder
  }

  func tagRules(_ diagnostics: inout [Diagnostic]) throws(SystemError) -> TagRules? {
    guard let bytes = try bytes("tags.yml", shownAs: TagRules.path) else { return nil }
    return TagRules.parse(bytes, diagnostics: &diagnostics)
  }

  /// Returns the column names of the site's own data, from `site.yml`.
  func mapping(_ diagnostics: inout [Diagnostic]) throws(SystemError) -> ImportMapping? {
    let path = "Content/site.yml"
    guard let bytes = try bytes("site.yml", shownAs: path) else { return nil }
    return SiteConfiguration.parse(bytes, path: path, diagnostics: &diagnostics).importMapping
  }

  func checkAuthors(_ diagnostics: inout [Diagnostic]) throws(SystemError) {
    let path = "Content/authors.yml"
    guard let bytes = try bytes("authors.yml", shownAs: path) else { return }
    _ = AuthorDirectory.parse(bytes, path: path, diagnostics: &diagnostics)
  }

  private func bytes(_ name: String, shownAs path: String) throws(SystemError) -> [UInt8]? {
    switch try folder.read(name, in: .content) {
    case .absent: return nil
    case .bytes(let bytes, _): return bytes
    case .other(let reason): throw SystemError("read", path: path, reason: reason)
    }
  }
}

/// The files that an argument refers to.
enum ImportInputFolder {
  /// Returns the files in a folder that may be sources, sorted; `nil` if the path is not a folder.
  static func files(at path: String) throws(SystemError) -> [String]? {
    guard ImportInputFolder.isFolder(path) else { return nil }
    let folder = SourceFolder(name: path, location: path)
    var ignored: [Diagnostic] = []
    let endings = [
      ".xml", ".bib", ".json", ".jsonl", ".csv", ".ris", ".nbib", ".ciw", ".enw", ".txt",
    ]
    let files = try folder.list(diagnostics: &ignored).filter { file in
      endings.contains { file.lowercased().hasSuffix($0) }
    }
    if files.isEmpty {
      let known = endings.joined(separator: ", ")
      throw SystemError("import", path: path, reason: "no file in it ends in one of \(known)")
    }
    return files.map { "\(path)/\($0)" }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && FileKind(mode: status.st_mode) == .folder
  }
}
