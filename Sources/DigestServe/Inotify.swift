import Glibc

/// Change notifications for folders, from Linux's inotify(7); each folder is watched separately.
final class Inotify: Sendable {
  private let descriptor: Int32

  struct Event: Equatable, Sendable {
    let watch: Int32
    let mask: UInt32
    /// The name in the watched folder; empty if the event is about the folder itself.
    let name: String

    func has(_ flags: Int32...) -> Bool { flags.contains { mask & UInt32(bitPattern: $0) != 0 } }
    var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }
    var isAboutFolder: Bool {
      mask & UInt32(IN_ISDIR) != 0 || has(IN_DELETE_SELF, IN_MOVE_SELF, IN_IGNORED, IN_UNMOUNT)
    }
  }

  private static let interest = UInt32(
    IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
      | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

  /// Returns `nil` if the system has no inotify or allows no more instances.
  init?() {
    descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// Watches a folder and returns its watch descriptor, which stays the same if the folder is
  /// moved.
  ///
  /// Returns `nil` if the folder cannot be watched; `errno` has the reason.
  func watch(_ folder: String) -> Int32? {
    let number = inotify_add_watch(descriptor, folder, Inotify.interest)
    return number < 0 ? nil : number
  }

  func forget(_ watch: Int32) {
    _ = inotify_rm_watch(descriptor, watch)
  }

  /// Whether an event arrives within the given time.
  func wait(milliseconds: Int) -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return Glibc.poll(&poll, 1, Int32(clamping: milliseconds)) > 0
  }

  /// Returns all pending events without waiting.
  func read() -> [Event] {
    var events: [Event] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return events }
      Inotify.parse(buffer[..<count], into: &events)
    }
  }

  /// Parses events: four 32-bit numbers, the last of which is the length of the name that follows.
  static func parse(_ bytes: ArraySlice<UInt8>, into events: inout [Event]) {
    var rest = bytes
    while rest.count >= 16 {
      let numbers = (0..<4).map { field in
        rest.dropFirst(field * 4).prefix(4).enumerated().reduce(into: 0 as UInt32) {
          $0 |= UInt32($1.element) << (8 * UInt32($1.offset))
        }
      }
      let name = rest.dropFirst(16).prefix(Int(numbers[3])).prefix { $0 != 0 }
      events.append(
        Event(
          watch: Int32(bitPattern: numbers[0]), mask: numbers[1],
          name: String(decoding: name, as: UTF8.self)))
      rest = rest.dropFirst(16 + Int(numbers[3]))
    }
  }
}
