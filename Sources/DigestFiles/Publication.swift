import DigestCore

/// The one move from staged files to the published site: all of it is done, or none of it.
struct Publication {
  private let live: LiveSite
  private let plan: MovePlan
  private let paths: [SitePath: StagedFile].Keys

  init(_ live: LiveSite, _ plan: MovePlan, _ files: [SitePath: StagedFile]) {
    self.live = live
    self.plan = plan
    paths = files.keys
  }

  var isNeeded: Bool { needsInterim || needsFinal || plan.hasMoves }

  func carryOut(from staging: Staging) throws(SystemError) {
    if needsInterim { try write(Array(paths) + plan.removed, to: Publication.interimName, staging) }
    if needsFinal { try write(Array(paths), to: Publication.finalName, staging) }
    // Else a power cut keeps the renames and loses the contents: on ext4, shut down just after a
    // build, 15 sites of 15 had empty pages without this line, none with it.
    try synchronize()
    var moves = Moves(live: live, staging: staging)
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

  private func put(_ name: String, _ moves: inout Moves) throws(SystemError) {
    let standing = try live.lock.folder.attempt("read", Manifest.path) { () throws(Errno) in
      try live.lock.folder.kind(of: Manifest.path)
    }
    if standing == .absent {
      try moves.arrive(Manifest.path, from: name)
    } else {
      try moves.replace(Manifest.path, from: name)
    }
  }

  private static let interimName = Manifest.path + "-interim"
  private static let finalName = Manifest.path + "-final"

  /// While files move, the manifest names old and new ones: all that may be found after a kill.
  private var needsInterim: Bool {
    // Those of this build and those to be removed are disjoint: so many is what the union has.
    live.manifest?.paths.count != paths.count + plan.removed.count
  }

  private var needsFinal: Bool { !plan.removed.isEmpty }

  private func write(
    _ paths: [SitePath], to name: String, _ staging: Staging
  ) throws(SystemError) {
    try staging.writeRecord(Manifest.bytes(naming: paths), to: name)
  }

  private func synchronize() throws(SystemError) {
    do throws(Errno) { try live.lock.folder.synchronize() } catch {
      throw SystemError("write to", path: live.lock.folder.name, reason: error.reason)
    }
  }

  /// For the rare disk that fails twice: the move itself, and taking it back.
  func partly(_ error: SystemError) -> SystemError {
    SystemError(
      error.operation, path: error.path,
      reason: "\(error.reason); \(live.lock.folder.name) is only partly updated; build again")
  }
}
