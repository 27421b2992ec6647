import FlyingSocks
import Synchronization

/// Tells every open page of the preview what happens, by server-sent events.
final class EventStream: Sendable {
  /// Pages at once; more are refused.
  static let limit = 256

  private let state: Mutex<State>

  private struct State {
    var latest: [UInt8]
    var next = 0
    var pages: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
  }

  /// `first` is what pages hear before anything has happened.
  init(first: [UInt8]) {
    state = Mutex(State(latest: EventStream.event(first)))
  }

  /// A new page hears the latest message at once; `nil` if there are too many.
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

  func send(_ json: [UInt8]) {
    let event = EventStream.event(json)
    let pages = state.withLock { state in
      state.latest = event
      return Array(state.pages.values)
    }
    for page in pages { page.yield(event) }
  }

  /// A comment, to find out which pages are gone: nothing is noticed before something is written.
  func ping() {
    for page in state.withLock({ Array($0.pages.values) }) { page.yield(Array(":\n\n".utf8)) }
  }

  /// JSON holds no line breaks, so it is one line of data.
  private static func event(_ json: [UInt8]) -> [UInt8] {
    Array("event: state\ndata: ".utf8) + json + Array("\n\n".utf8)
  }
}

/// The messages for one page as the body of a response without end.
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

    /// A message whole, whatever was suggested, so that it goes out in one piece.
    mutating func nextBuffer(suggested count: Int) async -> [UInt8]? { await messages.next() }
  }
}
