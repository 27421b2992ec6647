import Foundation
import Glibc
import Synchronization

/// A server on this machine that answers each request as a test specifies, correctly or not.
final class LoopbackServer: Sendable {
  enum Reply: Sendable {
    case answer(_ status: Int, _ body: String, headers: [String] = [])
    /// A response that ends before its Content-Length.
    case cutOff(String)
    /// A response of single bytes at intervals, for as long as the client reads.
    case drip
    /// An endless response of zeros, compressed by a factor of a thousand.
    case bomb
    /// A response that claims to be compressed but is not.
    case badGzip
    case hangUp
  }

  private let socket: Int32
  let port: UInt16
  private let requests = Mutex<[String]>([])
  private let isStopped = Atomic(false)

  /// Creates a server that calls `reply` with the number of each request, from 0, and its target.
  convenience init(_ reply: @escaping @Sendable (Int, String) -> Reply) throws {
    try self.init()
    guard listen(socket, 16) == 0 else { throw CocoaError(.fileReadUnknown) }
    Thread.detachNewThread { [self] in serve(reply) }
  }

  /// Creates a server that refuses connections, at an address that no other program can get.
  init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let number = socket
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(number, address, length) == 0 && getsockname(number, address, &length) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard isBound else { throw CocoaError(.fileReadUnknown) }
  }

  deinit { stop() }

  func stop() {
    if isStopped.exchange(true, ordering: .relaxed) { return }
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  var url: String { "http://127.0.0.1:\(port)" }

  var targets: [String] { requests.withLock { $0 } }

  private func serve(_ reply: @Sendable (Int, String) -> Reply) {
    while !isStopped.load(ordering: .relaxed) {
      let connection = accept(socket, nil, nil)
      if connection < 0 { return }
      if let target = target(connection) {
        let number = requests.withLock { list in
          list.append(target)
          return list.count - 1
        }
        send(reply(number, target), to: connection)
      }
      close(connection)
    }
  }

  private func target(_ connection: Int32) -> String? {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !text.contains("\r\n\r\n") {
      let count = recv(connection, &buffer, buffer.count, 0)
      if count <= 0 { return nil }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return text.split(separator: " ").dropFirst().first.map(String.init)
  }

  private func send(_ reply: Reply, to connection: Int32) {
    switch reply {
    case .answer(let status, let body, let headers):
      let lines = headers + ["Content-Length: \(body.utf8.count)", "Connection: close"]
      write("HTTP/1.1 \(status) X\r\n\(lines.joined(separator: "\r\n"))\r\n\r\n\(body)", connection)
    case .cutOff(let body):
      write("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count + 99)\r\n\r\n\(body)", connection)
    case .drip:
      write("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n", connection)
      while write("<", connection) { usleep(10_000) }
    case .bomb: bomb(connection)
    case .badGzip:
      write(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", connection)
    case .hangUp: return
    }
  }

  /// Sends the same compressed zeros repeatedly, 5 GB when inflated.
  private func bomb(_ connection: Int32) {
    guard let member = LoopbackServer.gzipOfZeros else { return }
    write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n", connection)
    for _ in 0..<80 {
      let count = member.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
    }
  }

  /// 64 MB of zeros as a gzip stream without its end.
  private static let gzipOfZeros: Data? = {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "head -c 67108864 /dev/zero | gzip -9"]
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    return try? pipe.fileHandleForReading.readToEnd()
  }()

  @discardableResult
  private func write(_ text: String, _ connection: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      start += count
    }
    return true
  }
}
