import DigestFiles
import Glibc

/// Detects which files below a folder changed, however an editor saves them.
///
/// Waits until a save is complete, because an editor that replaces a file needs several steps.
struct FolderWatcher {
  private var snapshot: FolderSnapshot
  /// The source of notifications; `nil` when polling.
  private var inotify: Inotify?
  /// Maps watch descriptors to folders.
  private var watches: [Int32: String] = [:]

  /// The files to check, or `nil` for all.
  private typealias Scope = Set<String>?

  /// Milliseconds without changes after which a save is complete.
  ///
  /// Several files may be part of a checkout, and an `open` file is still being written.
  static let calm = (one: 2, several: 25, open: 60)
  /// Milliseconds after which changes are handled even if there is no pause.
  static let patience = 500

  /// Starts watching for changes.
  ///
  /// `polls` is for file systems without change notifications.
  init(_ location: String, polls: Bool = false) {
    snapshot = FolderSnapshot(location)
    inotify = polls ? nil : Inotify()
    _ = refreshAll()
  }

  var isPolling: Bool { inotify == nil }

  /// Waits for changes and returns them, or `nil` if there are none within the given time.
  mutating func next(within milliseconds: Int) -> FolderSnapshot.Changes? {
    guard let inotify, !snapshot.folders.isEmpty else { return nextByPolling(milliseconds) }
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(milliseconds)
    repeat {
      let left = max(0, Int((end - clock.now) / .milliseconds(1)))
      guard inotify.wait(milliseconds: left) else { return nil }
      let changes = refresh(gather(inotify))
      if !changes.isEmpty { return changes }
    } while clock.now < end
    return nil
  }

  private mutating func nextByPolling(_ milliseconds: Int) -> FolderSnapshot.Changes? {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(milliseconds)
    while true {
      let start = clock.now
      let changes = refreshAll()
      if !changes.isEmpty { return changes }
      if clock.now >= end { return nil }
      let cost = Int((clock.now - start) / .milliseconds(1))
      usleep(UInt32(min(max(100, cost * 10), 5000, max(1, milliseconds))) * 1000)
    }
  }

  /// Collects the files that notifications are about, until there is a pause.
  private func gather(_ inotify: Inotify) -> Scope {
    var gathering = Gathering()
    let clock = ContinuousClock()
    let start = clock.now
    repeat {
      for event in inotify.read() {
        gathering.add(event, folder: watches[event.watch], snapshot)
      }
    } while clock.now - start < .milliseconds(FolderWatcher.patience)
      && inotify.wait(milliseconds: gathering.calm)
    return gathering.isComplete ? gathering.paths : nil
  }

  private mutating func refresh(_ scope: Scope) -> FolderSnapshot.Changes {
    guard let scope, let changes = snapshot.refresh(scope) else { return refreshAll() }
    return changes
  }

  /// Scans everything, and watches all current folders.
  ///
  /// Each folder is watched before it is listed, so that no change in between is missed.
  private mutating func refreshAll() -> FolderSnapshot.Changes {
    let location = snapshot.location
    var new: [Int32: String] = [:]
    var isFull = false
    let changes = snapshot.refresh { folder in
      guard let inotify else { return }
      let number = inotify.watch(folder.isEmpty ? location : "\(location)/\(folder)")
      if let number { new[number] = folder } else { isFull = isFull || errno == ENOSPC }
    }
    for number in watches.keys where new[number] == nil { inotify?.forget(number) }
    watches = new
    if isFull { inotify = nil }
    return changes
  }
}

/// Turns notifications into the files to check and the time to wait for more.
private struct Gathering {
  private(set) var paths: Set<String> = []
  /// Whether only ``paths`` need to be checked.
  private(set) var isComplete = true
  private var open: Set<String> = []
  private var isReplacing = false

  var calm: Int {
    if !open.isEmpty { return FolderWatcher.calm.open }
    let isOne = paths.count <= 3 && isComplete && !isReplacing
    return isOne ? FolderWatcher.calm.one : FolderWatcher.calm.several
  }

  mutating func add(_ event: Inotify.Event, folder: String?, _ known: FolderSnapshot) {
    if event.isOverflow || event.isAboutFolder {
      // A full scan drops old watches, and the kernel sends a notification for each.
      if !event.has(IN_IGNORED) { isComplete = false }
      return
    }
    guard let folder, !SourceFolder.isSkipped(event.name) else { return }
    let path = folder.isEmpty ? event.name : "\(folder)/\(event.name)"
    paths.insert(path)
    if event.has(IN_MODIFY, IN_CREATE) { open.insert(path) }
    if event.has(IN_CLOSE_WRITE, IN_MOVED_TO, IN_MOVED_FROM, IN_DELETE) { open.remove(path) }
    if event.has(IN_DELETE, IN_MOVED_FROM), known.contains(path) { isReplacing = true }
    if event.has(IN_MOVED_TO, IN_CLOSE_WRITE), known.contains(path) { isReplacing = false }
  }
}
