/// The one move from staged files to the published site: all of it is done, or none of it.
struct Publication {
  private let live: LiveSite
  private let plan: MovePlan
  private let manifest: Manifest
  /// Stands while files move: names all that may be found if the build is killed.
  private let interim: Manifest

  init(_ live: LiveSite, _ plan: MovePlan, _ manifest: Manifest) {
    self.live = live
    self.plan = plan
    self.manifest = manifest
    interim = Manifest(manifest.paths.union(live.manifest?.paths ?? []))
  }

  var isNeeded: Bool {
    live.manifest != manifest || !(plan.swapped.isEmpty && plan.replaced.isEmpty)
      || !plan.arriving.isEmpty
  }

  func carryOut(from staging: Staging) throws(SystemError) {
    if needsInterim { try staging.writeRecord(interim.bytes, to: Publication.interimName) }
    if needsFinal { try staging.writeRecord(manifest.bytes, to: Publication.finalName) }
    // Else a power cut could keep the renames and lose the contents.
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

  private var needsInterim: Bool { live.manifest != interim }
  private var needsFinal: Bool { manifest != interim }

  private func synchronize() throws(SystemError) {
    do throws(Errno) { try live.lock.folder.synchronize() } catch {
      throw SystemError("write to", path: live.lock.folder.name, reason: error.reason)
    }
  }

  private func partly(_ error: SystemError) -> SystemError {
    SystemError(
      error.operation, path: error.path,
      reason: "\(error.reason); \(live.lock.folder.name) is partly updated, build again")
  }
}
