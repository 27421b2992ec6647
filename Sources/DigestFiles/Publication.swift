import DigestCore

/// Moves the staged files to the published site, either all of them or none.
struct Publication {
  private let published: PublishedFolder
  private let plan: MovePlan
  private let paths: [SitePath: StagedFile].Keys

  init(_ published: PublishedFolder, _ plan: MovePlan, _ files: [SitePath: StagedFile]) {
    self.published = published
    self.plan = plan
    paths = files.keys
  }

  var isNeeded: Bool { needsInterim || needsFinal || plan.hasMoves }

  /// Moves all files into place; if a move fails, undoes all moves and throws.
  func carryOut(from staging: Staging) throws(SystemError) {
    if needsInterim { try write(Array(paths) + plan.removed, to: Publication.interimName, staging) }
    if needsFinal { try write(Array(paths), to: Publication.finalName, staging) }
    // Otherwise, a power failure may keep the renames but lose the contents. On ext4 with a hard
    // shutdown right after a build, 15 of 15 sites had empty pages without this line, and none
    // with it.
    try synchronize()
    var moves = Moves(published: published, staging: staging)
    do throws(SystemError) {
      try carryOut(&moves)
      try synchronize()
    } catch {
      throw moves.undo() ? error : partly(error)
    }
  }

  private func carryOut(_ moves: inout Moves) throws(SystemError) {
    if needsInterim { try put(Publication.interimName, &moves) }
    for path in plan.arriving { try moves.arrive(path.text, from: path.text) }
    for path in plan.swapped { try moves.swap(path.text) }
    for path in plan.replaced { try moves.replace(path.text, from: path.text) }
    for path in plan.removed { try moves.remove(path) }
    for path in plan.emptied { try moves.removeFolder(path) }
    if needsFinal { try put(Publication.finalName, &moves) }
  }

  /// Moves a manifest from staging into place.
  private func put(_ name: String, _ moves: inout Moves) throws(SystemError) {
    let standing = try published.lock.folder.attempt("read", Manifest.path) { () throws(Errno) in
      try published.lock.folder.kind(of: Manifest.path)
    }
    if standing == .absent {
      try moves.arrive(Manifest.path, from: name)
    } else {
      try moves.replace(Manifest.path, from: name)
    }
  }

  private static let interimName = Manifest.path + "-interim"
  private static let finalName = Manifest.path + "-final"

  /// Whether a manifest that lists old and new files is needed while files are moved, so that it is
  /// correct if the process is killed.
  private var needsInterim: Bool {
    // The paths of this build and the removed ones are disjoint, so this is the size of their
    // union.
    published.manifest?.paths.count != paths.count + plan.removed.count
  }

  private var needsFinal: Bool { !plan.removed.isEmpty }

  private func write(
    _ paths: [SitePath], to name: String, _ staging: Staging
  ) throws(SystemError) {
    try staging.writeRecord(Manifest.bytes(naming: paths), to: name)
  }

  private func synchronize() throws(SystemError) {
    do throws(Errno) { try published.lock.folder.synchronize() } catch {
      throw SystemError("write to", path: published.lock.folder.name, reason: error.reason)
    }
  }

  /// The error to throw if a move has failed and could not be undone either.
  func partly(_ error: SystemError) -> SystemError {
    SystemError(
      error.operation, path: error.path,
      reason: "\(error.reason); \(published.lock.folder.name) is only partly updated; build again")
  }
}
