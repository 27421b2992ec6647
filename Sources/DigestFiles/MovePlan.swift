import DigestCore

/// The moves from staging to the site, in an order in which no link is ever broken.
///
/// 1. New files: no page of the old site links to them, so their order doesn't matter. The home
///    page comes last, because it is the entry point of a first build.
/// 2. Replaced files: assets before papers before lists before feeds. From here on, every path that
///    an old or a new page links to exists.
/// 3. Removed files: the pages that linked to them have been replaced.
struct MovePlan {
  /// New folders, each moved as a whole, and new files in existing folders.
  private(set) var arriving: [SitePath] = []
  /// Paths where a folder replaces a file or a file replaces a folder.
  private(set) var swapped: [SitePath] = []
  private(set) var replaced: [SitePath] = []
  private(set) var removed: [SitePath] = []
  /// Folders that may have become empty, inner before outer.
  private(set) var emptied: [SitePath] = []

  var hasMoves: Bool { !(arriving.isEmpty && swapped.isEmpty && replaced.isEmpty) }

  init(
    files: [SitePath: StagedFile], folders: Set<SitePath>, published: PublishedFolder
  ) throws(SystemError) {
    try MovePlan.refuseClashes(files, published)
    for folder in folders.sorted() { try addFolder(folder, published) }
    try addFiles(files, published)
    removed = (published.manifest?.paths ?? []).filter { files[$0] == nil }.sorted()
    emptied = MovePlan.abandonedFolders(removed, files).sorted(by: >)
  }

  /// Throws if a path is both a file and a folder of the new site, even if neither has changed.
  private static func refuseClashes(
    _ files: [SitePath: StagedFile], _ published: PublishedFolder
  ) throws(SystemError) {
    for folder in published.folderPaths where files[folder] != nil {
      throw Staging.madeTwice(folder, in: published.lock.folder)
    }
  }

  private mutating func addFolder(_ folder: SitePath, _ published: PublishedFolder)
    throws(SystemError)
  {
    guard try published.kind(ofFolder: folder.folder) == .folder else { return }
    switch try published.kind(ofFolder: folder) {
    case .absent: arriving.append(folder)
    case .file: swapped.append(folder)
    case .folder, .link, .special: break
    }
  }

  private mutating func addFiles(
    _ files: [SitePath: StagedFile], _ published: PublishedFolder
  ) throws(SystemError) {
    let moving = files.lazy.filter { $0.value.isMovedAlone }
    for (path, file) in moving.sorted(by: MovePlan.isEarlier) {
      switch file.standing {
      case .nothing: arriving.append(path)
      case .different: replaced.append(path)
      case .folder:
        try published.refuseForeignFiles(inFolder: path)
        swapped.append(path)
      case .noFolder, .same: break
      }
    }
  }

  private static func isEarlier(
    _ a: (key: SitePath, value: StagedFile), _ b: (key: SitePath, value: StagedFile)
  ) -> Bool {
    (isHome(a.key) ? 1 : 0, a.value.phase.rawValue, a.key)
      < (isHome(b.key) ? 1 : 0, b.value.phase.rawValue, b.key)
  }

  private static func isHome(_ path: SitePath) -> Bool { path == .home }

  /// Returns the folders of removed files that contain no file of the new site.
  private static func abandonedFolders(
    _ removed: [SitePath], _ files: [SitePath: StagedFile]
  ) -> Set<SitePath> {
    var folders: Set<SitePath> = []
    for path in removed { forEachFolder(of: path) { folders.insert($0) } }
    if folders.isEmpty { return [] }
    for path in files.keys { forEachFolder(of: path) { folders.remove($0) } }
    return folders
  }

  private static func forEachFolder(of path: SitePath, _ body: (SitePath) -> Void) {
    var folder = path.folder
    while let path = folder {
      body(path)
      folder = path.folder
    }
  }
}

/// A file that was staged or found unchanged; its bytes are on disk.
package struct StagedFile {
  let phase: OutputFile.Phase
  let size: Int
  let standing: PublishedFolder.Standing

  /// A file in a new folder is moved along with that folder.
  var isMovedAlone: Bool { standing != .same && standing != .noFolder }
}
