import FlyingSocks
import Synchronization

/// Sends updates to all open pages of the preview, as server-sent events (HTML Standard, 9.2).
final class EventStream: Sendable {
  /// The maximum number of connected pages.
  static let limit = 256

  private let state: Mutex<State>

  private struct State {
    var latest: [UInt8]
    var next = 0
    var pages: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
  }

  /// `first` is the message for pages that connect before anything has happened.
  init(first: [UInt8]) {
    state = Mutex(State(latest: EventStream.event(first)))
  }

  /// Connects a page, which gets the latest message at once; returns `nil` if there are too many
  /// pages.
  func subscribe() -> EventBytes? {
    let (stream, page) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(8))
    let number = state.withLock { state -> Int? in
      guard state.pages.count < EventStream.limit else { return nil }
      state.next += 1
      state.pages[state.next] = page
      page.yield(state.latest)
      return state.next
    }
    guard let number else { return nil }
    page.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.pages.removeValue(forKey: number) }
    }
    return EventBytes(stream: stream)
  }

  /// Sends a message, a JSON object on one line, to all connected pages.
  func send(_ json: [UInt8]) {
    let event = EventStream.event(json)
    let pages = state.withLock { state in
      state.latest = event
      return Array(state.pages.values)
    }
    for page in pages { page.yield(event) }
  }

  /// Sends a comment to all pages, because a closed connection is noticed only when it is written
  /// to.
  func ping() {
    for page in state.withLock({ Array($0.pages.values) }) { page.yield(Array(":\n\n".utf8)) }
  }

  /// Formats a message as an event; JSON without line breaks fits on one `data` line.
  private static func event(_ json: [UInt8]) -> [UInt8] {
    Array("event: state\ndata: ".utf8) + json + Array("\n\n".utf8)
  }
}

/// The messages for one page as an endless response body.
struct EventBytes: AsyncBufferedSequence {
  typealias Element = UInt8

  fileprivate let stream: AsyncStream<[UInt8]>

  func makeAsyncIterator() -> Iterator { Iterator(messages: stream.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    fileprivate var messages: AsyncStream<[UInt8]>.Iterator
    private var rest: ArraySlice<UInt8> = []

    fileprivate init(messages: AsyncStream<[UInt8]>.Iterator) {
      self.messages = messages
    }

    mutating func next() async -> UInt8? {
      if rest.isEmpty { rest = (await messages.next() ?? [])[...] }
      return rest.popFirst()
    }

    /// Returns a complete message, whatever size was suggested, so that it is sent at once.
    mutating func nextBuffer(suggested count: Int) async -> [UInt8]? { await messages.next() }
  }
}
