import Glibc
import Testing

@testable import DigestServe

@Suite(.mayBlock) struct FolderWatcherTests {
  private typealias Changes = FolderSnapshot.Changes

  private let folder: TestFolder

  init() throws {
    folder = try TestFolder(["a.md": "one", "papers/b.md": "two", "papers/2024/c.md": "three"])
    // Makes the files older than the resolution of the file system's clock.
    usleep(120_000)
  }

  private func watcher(polls: Bool = false) -> FolderWatcher {
    FolderWatcher(folder.path, polls: polls)
  }

  /// Returns all changes until no more are seen.
  private func seen(_ watcher: inout FolderWatcher) -> Changes {
    var changes = Changes()
    while let more = watcher.next(within: changes.isEmpty ? 300_000 : 300) {
      changes.formUnion(more)
    }
    return changes
  }

  @Test func `a file written in place is seen`() throws {
    var watcher = watcher()
    try folder.write("more", to: "papers/b.md")
    #expect(seen(&watcher) == Changes(modified: ["papers/b.md"]))
    #expect(watcher.isPolling == false)
  }

  @Test func `a save that replaces the file is one change`() throws {
    var watcher = watcher()
    try folder.write("more", to: "papers/sedXa1b2")
    try folder.move("papers/sedXa1b2", to: "papers/b.md")
    #expect(seen(&watcher) == Changes(modified: ["papers/b.md"]))
  }

  @Test func `vim's save with a backup is one change`() throws {
    var watcher = watcher()
    try folder.write("", to: "papers/4913")
    try folder.remove("papers/4913")
    try folder.move("papers/b.md", to: "papers/b.md~")
    try folder.write("more", to: "papers/b.md")
    try folder.remove("papers/b.md~")
    #expect(watcher.next(within: 300_000) == Changes(modified: ["papers/b.md"]))
    #expect(watcher.next(within: 100) == nil)
  }

  @Test func `emacs' save with an auto-save file is one change`() throws {
    var watcher = watcher()
    try folder.link("papers/.#b.md", to: "me@here.1:2")
    try folder.write("mor", to: "papers/#b.md#")
    try folder.move("papers/b.md", to: "papers/b.md~")
    try folder.write("more", to: "papers/b.md")
    try folder.remove("papers/#b.md#")
    try folder.remove("papers/.#b.md")
    #expect(watcher.next(within: 300_000) == Changes(modified: ["papers/b.md"]))
    #expect(watcher.next(within: 100) == nil)
  }

  @Test func `a file that is still being written is waited for`() throws {
    var watcher = watcher()
    let descriptor = open("\(folder.path)/a.md", O_WRONLY | O_TRUNC)
    usleep(10_000)
    write(descriptor, "whole", 5)
    close(descriptor)
    #expect(watcher.next(within: 300_000) == Changes(modified: ["a.md"]))
    #expect(watcher.next(within: 100) == nil)
  }

  @Test func `two saves of the same size within one clock tick are both seen`() throws {
    var watcher = watcher()
    for text in ["AAA", "BBB", "CCC"] {
      try folder.write(text, to: "a.md")
      #expect(watcher.next(within: 300_000)?.modified == ["a.md"])
    }
  }

  @Test func `new, moved and deleted files are seen`() throws {
    var watcher = watcher()
    try folder.write("new", to: "papers/new.md")
    #expect(seen(&watcher) == Changes(moved: ["papers/new.md"]))
    try folder.move("papers/new.md", to: "papers/other.md")
    #expect(seen(&watcher).moved == ["papers/new.md", "papers/other.md"])
    try folder.remove("papers/other.md")
    #expect(seen(&watcher) == Changes(moved: ["papers/other.md"]))
  }

  @Test func `files in new folders are seen, and their later changes too`() throws {
    var watcher = watcher()
    try folder.write("x", to: "papers/2025/03/d.md")
    #expect(seen(&watcher).moved == ["papers/2025/03/d.md"])
    usleep(120_000)
    #expect(watcher.next(within: 100)?.moved.isEmpty ?? true)
    try folder.write("y and more", to: "papers/2025/03/d.md")
    #expect(seen(&watcher).modified == ["papers/2025/03/d.md"])
  }

  @Test func `moving a folder moves its files, and it is still watched`() throws {
    var watcher = watcher()
    try folder.move("papers/2024", to: "papers/2023")
    #expect(seen(&watcher) == Changes(moved: ["papers/2024/c.md", "papers/2023/c.md"]))
    try folder.write("changed", to: "papers/2023/c.md")
    #expect(seen(&watcher) == Changes(modified: ["papers/2023/c.md"]))
  }

  @Test func `new files beside a link to a folder are seen`() throws {
    try folder.link("linked", to: "papers/2024")
    var snapshot = FolderSnapshot(folder.path)
    _ = snapshot.refresh()
    let names = Set((0..<20).map { "new\($0).md" })
    for name in names { try folder.write("x", to: name) }
    #expect(snapshot.refresh(names) == nil)
    #expect(snapshot.refresh().moved == names)
  }

  @Test func `a file time in the future is no change`() throws {
    var times = [
      timeval(tv_sec: 4_000_000_000, tv_usec: 0), timeval(tv_sec: 4_000_000_000, tv_usec: 0),
    ]
    utimes("\(folder.path)/a.md", &times)
    var snapshot = FolderSnapshot(folder.path)
    _ = snapshot.refresh()
    #expect(snapshot.refresh().isEmpty)
  }

  @Test func `deleting a folder deletes its files`() throws {
    var watcher = watcher()
    try folder.remove("papers")
    #expect(seen(&watcher) == Changes(moved: ["papers/b.md", "papers/2024/c.md"]))
  }

  @Test func `all files of a burst are seen`() throws {
    var watcher = watcher()
    for number in 0..<3000 { try folder.write("x", to: "papers/\(number).md") }
    #expect(seen(&watcher).moved.count == 3000)
  }

  @Test func `no change is lost if events are lost`() throws {
    try folder.write("four", to: "papers/d.md")
    var watcher = watcher()
    // The kernel keeps 16,384 events and merges equal ones in a row, so two files alternate.
    for _ in 0..<10_000 {
      chmod("\(folder.path)/a.md", 0o644)
      chmod("\(folder.path)/papers/b.md", 0o644)
    }
    try folder.write("changed", to: "papers/2024/c.md")
    #expect(seen(&watcher).modified.contains("papers/2024/c.md"))
  }

  @Test func `a change to the target of a link is seen`() throws {
    try folder.link("linked.md", to: "papers/b.md")
    usleep(120_000)
    var watcher = watcher()
    try folder.write("changed", to: "papers/b.md")
    #expect(seen(&watcher) == Changes(modified: ["papers/b.md", "linked.md"]))
  }

  @Test func `a folder that is created later is watched`() throws {
    var watcher = FolderWatcher("\(folder.path)/Templates")
    #expect(watcher.next(within: 10) == nil)
    try folder.write("x", to: "Templates/pages/home.html")
    #expect(seen(&watcher).moved == ["pages/home.html"])
    usleep(120_000)
    _ = watcher.next(within: 10)
    try folder.write("y!", to: "Templates/pages/home.html")
    #expect(seen(&watcher).modified == ["pages/home.html"])
  }

  @Test func `polling sees the same changes`() throws {
    var watcher = watcher(polls: true)
    #expect(watcher.isPolling)
    try folder.write("more", to: "papers/b.md")
    try folder.write("new", to: "papers/new.md")
    try folder.remove("a.md")
    let changes = seen(&watcher)
    #expect(changes.modified.contains("papers/b.md"))
    #expect(changes.moved == ["papers/new.md", "a.md"])
  }
}
