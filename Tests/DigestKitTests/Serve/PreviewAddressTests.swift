import FlyingSocks
import Glibc
import Testing

@testable import DigestServe

@Suite struct PreviewAddressTests {
  @Test func `if a port is in use, a later one is used`() throws {
    let first = try PreviewAddress.firstFree(host: nil, port: 0)
    let socket = try Socket(domain: Int32(first.socket.family))
    defer { try? socket.close() }
    try socket.bind(to: first.socket)
    try socket.listen()
    let second = try PreviewAddress.firstFree(host: nil, port: first.port)
    #expect(second.port > first.port)
    #expect(second.url == "http://127.0.0.1:\(second.port)/")
  }

  @Test func `a host with colons is written in brackets`() {
    let address = PreviewAddress(
      socket: .inet6(port: 4000), host: "::1", port: 4000)
    #expect(address.url == "http://[::1]:4000/")
  }

  @Test func `an address of another computer is an error`() {
    #expect(
      message { _ = try PreviewAddress.firstFree(host: "192.0.2.1", port: 4000) }
        == "cannot serve on 192.0.2.1:4000: Cannot assign requested address")
  }

  @Test func `if no port is free, the error names the option`() throws {
    let error = message {
      let taken = try (65530...65535).map { port in
        let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: UInt16(port))
        let socket = try Socket(domain: Int32(address.family))
        try socket.bind(to: address)
        try socket.listen()
        return socket
      }
      defer { for socket in taken { try? socket.close() } }
      _ = try PreviewAddress.firstFree(host: nil, port: 65530)
    }
    #expect(
      error == "cannot serve on 127.0.0.1:65530: this port and the following ones are in use;"
        + " choose another with --port")
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }
}
