public import DigestCore
import Glibc
import Synchronization

/// Publishes a site to its output folder, where no other code writes.
///
/// Files are staged first, from any thread. Once all of them are completely on disk, `publish`
/// moves them into place by renaming; if one rename fails, all are undone. If the process is killed
/// at any time, every file is still complete, and the next build finishes the job.
public final class Publisher: Sendable {
  private let published: PublishedFolder
  private let state = Mutex(State())

  private struct State {
    var files: [SitePath: StagedFile] = [:]
    var staging: Staging?
    var failure: SystemError?
    var isOpen = true
  }

  /// Opens and locks the output folder, creating it if necessary; waits up to ten seconds for
  /// another build.
  ///
  /// - Parameter protected: paths of the site's sources, which are never written to.
  /// - Parameter force: allows building into a folder with foreign files; those at a path of the
  ///   site are replaced, none are removed.
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
    published = try PublishedFolder(location, force: force, patience: patience)
    try Staging.remove(from: published.lock.folder)
  }

  deinit { discard() }

  /// Compares a file with the published one and writes it to staging if it is new or has changed.
  public func stage(_ file: OutputFile) throws(SystemError) {
    try add(file.path, phase: file.phase) { () throws(SystemError) in
      let size = file.bytes.count
      let standing = try published.standing(at: file.path, size: size) { (standing) throws(Errno) in
        try standing.holds(file.bytes)
      }
      if standing != .same { try staging().write(file.bytes, to: file.path) }
      return StagedFile(phase: file.phase, size: size, standing: standing)
    }
  }

  /// Stages an author's file unchanged; it is streamed, so its size does not matter.
  func stage(
    copyOf source: String, in folder: DiskFolder, to path: SitePath, phase: OutputFile.Phase
  ) throws(SystemError) {
    try add(path, phase: phase) { () throws(SystemError) in
      let original = try SourceFile(source, in: folder)
      let standing = try published.standing(at: path, size: original.size) {
        (published) throws(Errno) in
        try original.holdsSame(as: published)
      }
      if standing != .same { try original.copy(to: staging(), path) }
      return StagedFile(phase: phase, size: original.size, standing: standing)
    }
  }

  /// Moves new and changed files into place and removes obsolete files of earlier builds.
  public func publish() throws(SystemError) -> PublishReport {
    let state = state.withLock { $0 }
    do throws(SystemError) {
      if let failure = state.failure { throw failure }
      let plan = try MovePlan(
        files: state.files, folders: state.staging?.folders ?? [], published: published)
      let publication = Publication(published, plan, state.files)
      if publication.isNeeded { try publication.carryOut(from: staging()) }
      close(hasPublished: true)
      return PublishReport(state.files, removed: plan.removed.count)
    } catch {
      discard()
      throw error
    }
  }

  /// Discards the staged files and leaves the output folder as it was.
  public func discard() {
    close(hasPublished: false)
  }

  private func add(
    _ path: SitePath, phase: OutputFile.Phase, _ body: () throws(SystemError) -> StagedFile
  ) throws(SystemError) {
    do throws(SystemError) {
      try published.refuseReserved(path)
      let file = try body()
      let earlier = state.withLock { $0.files.updateValue(file, forKey: path) }
      if earlier != nil { throw Staging.madeTwice(path, in: published.lock.folder) }
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
      throw error
    }
  }

  /// The staging folder, created for the first changed file, so that a build without changes writes
  /// nothing.
  private func staging() throws(SystemError) -> Staging {
    try state.withLock { (state) throws(SystemError) in
      if let staging = state.staging { return staging }
      let staging = try Staging(in: published.lock.folder)
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
    // The outcome is decided at this point. Leftovers that cannot be removed don't change it, and
    // the next build removes them.
    try? Staging.remove(from: published.lock.folder)
    if !hasPublished { published.lock.removeMadeFolders() }
    published.lock.release()
  }
}
