public import DigestCore
import Glibc
import Synchronization

/// Writes a site to its output folder; nothing else in the program does.
///
/// Files are staged first, from any thread. Only when all of them lie whole on the disk does
/// `publish` move them into place, by renames that are taken back if one fails. A process killed at
/// any instant leaves every file whole, and the next build ends what it began.
public final class Publisher: Sendable {
  private let live: LiveSite
  private let state = Mutex(State())

  private struct State {
    var files: [SitePath: StagedFile] = [:]
    var staging: Staging?
    var failure: SystemError?
    var isOpen = true
  }

  /// Opens and locks the output folder, made if missing; waits up to ten seconds for another build.
  ///
  /// - Parameter protected: absolute paths of the site's own sources, never to be written to.
  /// - Parameter force: build into a folder that holds files we did not make; replaces only those
  ///   at a path of the site, removes none.
  public convenience init(output: String, protected: [String], force: Bool) throws(SystemError) {
    let home = getenv("HOME").map { String(cString: $0) } ?? "/"
    try self.init(
      output: output, protected: protected, force: force, home: home,
      patience: OutputLock.patience)
  }

  init(
    output: String, protected: [String], force: Bool, home: String, patience: Int
  ) throws(SystemError) {
    let location = try OutputLocation(output, protected: protected, home: home)
    live = try LiveSite(location, force: force, patience: patience)
    try Staging.remove(from: live.lock.folder)
  }

  deinit { discard() }

  /// Compares with what stands there; a changed or new file is written whole to staging.
  public func stage(_ file: OutputFile) throws(SystemError) {
    try add(file.path, phase: file.phase) { () throws(SystemError) in
      let size = file.bytes.count
      let standing = try live.standing(at: file.path, size: size) { (standing) throws(Errno) in
        try standing.holds(file.bytes)
      }
      if standing != .same { try staging().write(file.bytes, to: file.path) }
      return StagedFile(phase: file.phase, size: size, standing: standing)
    }
  }

  /// Stages a file of the author's as it is, streamed, so that its size does not matter.
  func stage(
    copyOf source: String, in folder: DiskFolder, to path: SitePath, phase: OutputFile.Phase
  ) throws(SystemError) {
    try add(path, phase: phase) { () throws(SystemError) in
      let original = try SourceFile(source, in: folder)
      let standing = try live.standing(at: path, size: original.size) { (live) throws(Errno) in
        try original.holdsSame(as: live)
      }
      if standing != .same { try original.copy(to: staging(), path) }
      return StagedFile(phase: phase, size: original.size, standing: standing)
    }
  }

  /// Moves what changed into place and removes what earlier builds made and this one did not.
  public func publish() throws(SystemError) -> PublishReport {
    let state = state.withLock { $0 }
    do throws(SystemError) {
      if let failure = state.failure { throw failure }
      let plan = try MovePlan(
        files: state.files, folders: state.staging?.folders ?? [], live: live)
      let publication = Publication(live, plan, state.files)
      if publication.isNeeded { try publication.carryOut(from: staging()) }
      close(hasPublished: true)
      return PublishReport(state.files, removed: plan.removed.count)
    } catch {
      discard()
      throw error
    }
  }

  /// Leaves the output folder as it was.
  public func discard() {
    close(hasPublished: false)
  }

  private func add(
    _ path: SitePath, phase: OutputFile.Phase, _ body: () throws(SystemError) -> StagedFile
  ) throws(SystemError) {
    do throws(SystemError) {
      try live.refuseReserved(path)
      let file = try body()
      let earlier = state.withLock { $0.files.updateValue(file, forKey: path) }
      if earlier != nil { throw Staging.madeTwice(path, in: live.lock.folder) }
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
      throw error
    }
  }

  /// Made when the first changed file turns up: a build that changes nothing writes nothing.
  private func staging() throws(SystemError) -> Staging {
    try state.withLock { (state) throws(SystemError) in
      if let staging = state.staging { return staging }
      let staging = try Staging(in: live.lock.folder)
      state.staging = staging
      return staging
    }
  }

  private func close(hasPublished: Bool) {
    let wasOpen = state.withLock { state in
      state.staging = nil
      defer { state.isOpen = false }
      return state.isOpen
    }
    guard wasOpen else { return }
    // The site stands, or stands as it was: that some leftovers resist changes neither, and the
    // next build removes them.
    try? Staging.remove(from: live.lock.folder)
    if !hasPublished { live.lock.removeMadeFolders() }
    live.lock.release()
  }
}
