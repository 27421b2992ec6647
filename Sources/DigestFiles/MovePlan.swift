import DigestCore

/// Which staged things go where, in an order that breaks no link a reader can follow.
///
/// 1. What is new: no page of the old site links to it, so it may arrive in any order; the home page
///    comes last, as a first build's only door.
/// 2. What is replaced, assets before papers before listings before feeds. By now every path that
///    an old or a new page links to exists, and stays.
/// 3. What is removed: the pages that linked to it have been replaced.
struct MovePlan {
  /// New folders, each moved as a whole, and new files in folders that stand already.
  private(set) var arriving: [SitePath] = []
  /// A folder in place of a file or the other way round.
  private(set) var swapped: [SitePath] = []
  private(set) var replaced: [SitePath] = []
  private(set) var removed: [SitePath] = []
  /// Folders that may have become empty, inner before outer.
  private(set) var emptied: [SitePath] = []

  var hasMoves: Bool { !(arriving.isEmpty && swapped.isEmpty && replaced.isEmpty) }

  init(
    files: [SitePath: StagedFile], folders: Set<SitePath>, live: LiveSite
  ) throws(SystemError) {
    try MovePlan.refuseClashes(files, live)
    for folder in folders.sorted() { try addFolder(folder, live) }
    try addFiles(files, live)
    removed = (live.manifest?.paths ?? []).filter { files[$0] == nil }.sorted()
    emptied = MovePlan.abandonedFolders(removed, files).sorted(by: >)
  }

  /// A path cannot be a page and a folder of pages, even where neither changed.
  private static func refuseClashes(
    _ files: [SitePath: StagedFile], _ live: LiveSite
  ) throws(SystemError) {
    for folder in live.folderPaths where files[folder] != nil {
      throw Staging.madeTwice(folder, in: live.lock.folder)
    }
  }

  private mutating func addFolder(_ folder: SitePath, _ live: LiveSite) throws(SystemError) {
    guard try live.kind(ofFolder: folder.folder) == .folder else { return }
    switch try live.kind(ofFolder: folder) {
    case .absent: arriving.append(folder)
    case .file: swapped.append(folder)
    case .folder, .link, .special: break
    }
  }

  private mutating func addFiles(
    _ files: [SitePath: StagedFile], _ live: LiveSite
  ) throws(SystemError) {
    let moving = files.lazy.filter { $0.value.isMovedAlone }
    for (path, file) in moving.sorted(by: MovePlan.isEarlier) {
      switch file.standing {
      case .nothing: arriving.append(path)
      case .different: replaced.append(path)
      case .folder:
        try live.refuseStrangers(inFolder: path)
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

  private static func isHome(_ path: SitePath) -> Bool { path.text == "index.html" }

  /// Folders on the way to removed files that hold no file of the new site.
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

/// What is kept of a file once it is staged or found unchanged; its bytes are on disk.
package struct StagedFile {
  let phase: OutputFile.Phase
  let size: Int
  let standing: LiveSite.Standing

  /// A file in a new folder is moved by moving that folder.
  var isMovedAlone: Bool { standing != .same && standing != .noFolder }
}
