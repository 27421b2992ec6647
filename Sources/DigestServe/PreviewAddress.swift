import DigestCore
import FlyingSocks
import Glibc
import DigestFiles

/// The address that the preview listens on.
struct PreviewAddress: Sendable {
  let socket: any SocketAddress
  let host: String
  let port: UInt16

  var url: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/" }

  /// The number of ports to try, one after the other.
  static let attempts = 100

  /// Returns the first free port, starting at `port`; 0 means any.
  ///
  /// Other computers can reach the preview only if `host` is an address that they can reach.
  static func firstFree(host: String?, port: UInt16) throws(SystemError) -> PreviewAddress {
    let host = host ?? "127.0.0.1"
    let place = try resolve(host)
    for number in Int(port)..<min(Int(port) + attempts, 65536) {
      let socket = try address(place, port: UInt16(number), host: host)
      if let free = try bindable(socket, host: host, port: UInt16(number)) {
        return PreviewAddress(
          socket: try address(place, port: free, host: host), host: host, port: free)
      }
    }
    throw SystemError(
      "serve on", path: "\(host):\(port)",
      reason: "this port and the following ones are in use; choose another with --port")
  }

  /// Resolves a host name and returns its first address.
  private static func resolve(_ host: String) throws(SystemError) -> String {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, nil, &hints, &found)
    guard code == 0, let first = found else {
      throw SystemError("serve on", path: host, reason: String(cString: gai_strerror(code)))
    }
    defer { freeaddrinfo(found) }
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let failed = getnameinfo(
      first.pointee.ai_addr, first.pointee.ai_addrlen, &name, socklen_t(name.count), nil, 0,
      NI_NUMERICHOST)
    guard failed == 0 else {
      throw SystemError("serve on", path: host, reason: String(cString: gai_strerror(failed)))
    }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func address(
    _ place: String, port: UInt16, host: String
  ) throws(SystemError) -> any SocketAddress {
    do {
      return place.contains(":")
        ? try sockaddr_in6.inet6(ip6: place, port: port)
        : try sockaddr_in.inet(ip4: place, port: port)
    } catch {
      throw SystemError("serve on", path: host, reason: "\(error)")
    }
  }

  /// Binds the port and returns its number, or `nil` if it is in use.
  private static func bindable(
    _ address: any SocketAddress, host: String, port: UInt16
  ) throws(SystemError) -> UInt16? {
    do {
      let socket = try Socket(domain: Int32(address.family))
      defer { try? socket.close() }
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: address)
      try socket.listen()
      switch try socket.sockname() {
      case .ip4(_, let port), .ip6(_, let port): return port
      case .unix: return port
      }
    } catch SocketError.failed(_, EADDRINUSE, _) {
      return nil
    } catch SocketError.failed(_, let code, _) {
      throw SystemError("serve on", path: "\(host):\(port)", Errno(code: code))
    } catch {
      throw SystemError("serve on", path: "\(host):\(port)", reason: "\(error)")
    }
  }
}
