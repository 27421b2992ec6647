import Foundation
import Synchronization
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestModel

/// What an import says while a service keeps it waiting; the pauses are recorded, not made.
@Suite struct NoticeTests {
  private enum Event: Equatable {
    case notice(String)
    case pause(Double)
  }

  private final class Events: Sendable {
    let list = Mutex<[Event]>([])

    func add(_ event: Event) { list.withLock { $0.append(event) } }
  }

  private func run(_ server: LoopbackServer) throws -> [Event] {
    let (events, site) = (Events(), try ImportSite())
    let id = try #require(ArxivID("2601.10000"))
    var job = PaperImport([.request(.arxiv([id]))], now: .epoch)
    job.site = site.url.path
    job.services.base = server.url
    job.limits.milliseconds = 600_000
    job.pause = { events.add(.pause($0)) }
    job.notice = { events.add(.notice($0)) }
    _ = try? job.run()
    return events.list.withLock { $0 }
  }

  @Test func `a first connection that fails says so before it waits for the next`() throws {
    let server = try LoopbackServer { _, _ in .hangUp }
    server.stop()
    let host = "127.0.0.1:\(server.port)"
    #expect(
      try run(server).prefix(4) == [
        .notice("\(host): nothing answers there; asking again in 6 s (try 2 of 5)"), .pause(3),
        .pause(3), .notice("\(host): nothing answers there; asking again in 9 s (try 3 of 5)"),
      ])
  }

  @Test func `a busy server's word is passed on with the time that it asks for`() throws {
    let server = try LoopbackServer { _, _ in .answer(503, "", headers: ["Retry-After: 7"]) }
    #expect(
      try run(server).first
        == .notice(
          "127.0.0.1:\(server.port): the server says 503; asking again in 10 s (try 2 of 5)"))
  }

  /// The first notice comes within five seconds, for a connection takes no longer before it fails.
  @Test func `the first connection has four seconds, later ones as many as they may need`() throws {
    let server = try LoopbackServer { _, _ in .answer(200, "x") }
    let client = WebClient(limits: CurlTransfer.Limits(), pause: { _ in })
    #expect(client.currentLimits.connectMilliseconds == 4_000)
    _ = try client.fetch(server.url)
    #expect(client.currentLimits.connectMilliseconds == 20_000)
  }
}
