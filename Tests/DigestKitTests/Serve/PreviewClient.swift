import Foundation
import Glibc
import Testing

@testable import DigestFiles
@testable import DigestKit
@testable import DigestServe

/// A preview server on a free port of the loopback interface.
struct TestPreview {
  let port: UInt16
  private let task: Task<Void, any Error>

  /// Serves the files of a folder on disk.
  static func serving(folder: String) async throws -> TestPreview {
    try await start { try await $0.run(folder: folder) }
  }

  /// Serves a site and follows changes to its sources.
  static func serving(
    _ content: SourceFolder, theme: SourceFolder
  ) async throws -> TestPreview {
    try await start { server in
      try await server.run(
        content: content, theme: theme.location ?? "", templates: { [theme] },
        build: Build.Options())
    }
  }

  private static func start(
    _ run: @escaping @Sendable (PreviewServer) async throws -> Void
  ) async throws -> TestPreview {
    let (ports, found) = AsyncStream.makeStream(of: UInt16.self)
    var options = PreviewServer.Options()
    options.port = 0
    let server = PreviewServer(options) { message in
      if case .serving(_, let port) = message { found.yield(port) }
    }
    let task = Task.detached {
      defer { found.finish() }
      try await run(server)
    }
    for await port in ports { return TestPreview(port: port, task: task) }
    try await task.value
    throw CancellationError()
  }

  func stop() { task.cancel() }

  /// Sends a request with exactly this target and returns the response.
  func answer(
    _ target: String, method: String = "GET", host: String? = "localhost", headers: [String] = []
  ) async throws -> Answer {
    let lines =
      ["\(method) \(target) HTTP/1.1"] + (host.map { ["Host: \($0)"] } ?? []) + headers
      + ["Connection: close"]
    let bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    let port = port
    return try await offThePool { try Answer(Connection(port).exchange(bytes)) }
  }
}

/// A response; its status is 0 if the server closed the connection without one.
struct Answer: Sendable {
  let status: Int
  let headers: [String: String]
  let body: String

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    let lines = parts[0].split(separator: "\r\n")
    status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
    headers = Dictionary(
      lines.dropFirst().map { line in
        let colon = line.firstIndex(of: ":") ?? line.endIndex
        return (line[..<colon].lowercased(), line[colon...].dropFirst(2).description)
      }, uniquingKeysWith: { first, _ in first })
    body = parts.count > 1 ? String(parts[1]) : ""
  }
}

/// A connection to a port of the loopback interface.
final class Connection: Sendable {
  private let descriptor: Int32

  init(_ port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    try #require(status == 0)
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Receives bytes until `isEnough`, the end, or ten minutes without any, which even a busy
  /// machine does not need.
  func receive(until isEnough: ([UInt8]) -> Bool = { _ in false }) -> [UInt8] {
    var timeout = timeval(tv_sec: 600, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while !isEnough(received) {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count <= 0 { break }
      received += buffer[..<count]
    }
    return received
  }

  func exchange(_ bytes: [UInt8]) -> [UInt8] {
    send(bytes)
    return receive()
  }
}

/// Runs a blocking function on a new thread, because the few threads of the pool run the server.
func offThePool<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}
