package import Glibc

/// Why the kernel refused: one of the numbers of `errno`.
package struct Errno: Error, Equatable {
  package let code: Int32

  package init(code: Int32) {
    self.code = code
  }

  package static var last: Errno { Errno(code: errno) }

  /// In words: `No space left on device`.
  package var reason: String {
    // We open with O_NOFOLLOW, so this is a link and not a loop of them.
    if code == ELOOP { return "it is a symbolic link, which digest does not follow; remove it" }
    var text = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &text, text.count) == 0 else { return "error \(code)" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// Repeats a call that a signal interrupted.
package func retrying<Number: SignedInteger>(_ call: () -> Number) throws(Errno) -> Number {
  while true {
    let result = call()
    if result != -1 { return result }
    if errno != EINTR { throw .last }
  }
}

/// An open file or folder; closed when it goes out of scope.
package struct Descriptor: ~Copyable, Sendable {
  package let number: Int32

  package init(
    opening path: String, below folder: Int32 = AT_FDCWD, _ flags: Int32, mode: mode_t = 0
  ) throws(Errno) {
    number = try retrying { openat(folder, path, flags | O_CLOEXEC, mode) }
  }

  /// Takes over a descriptor that is open already.
  package init(adopting number: Int32) {
    self.number = number
  }

  deinit { _ = Glibc.close(number) }

  /// Closes now, for a full disk or quota may show only here.
  package consuming func close() throws(Errno) {
    let number = number
    discard self
    // Linux has closed the file even when a signal interrupted it.
    if Glibc.close(number) != 0, errno != EINTR { throw .last }
  }

  /// Gives the number to somebody else, who closes it.
  consuming func release() {
    discard self
  }

  package func status() throws(Errno) -> stat {
    var status = stat()
    let number = number
    _ = try retrying { fstat(number, &status) }
    return status
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(Errno) {
    let number = number
    var rest = bytes
    while !rest.isEmpty {
      let count = try retrying { Glibc.write(number, rest.baseAddress, rest.count) }
      guard count > 0 else { throw Errno(code: EIO) }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
  }

  package func write(_ bytes: [UInt8]) throws(Errno) {
    try bytes.span.withUnsafeBytes { (bytes) throws(Errno) in try write(bytes) }
  }

  /// Fills the buffer, or as much of it as the file has left; returns how much.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
    let number = number
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer.dropFirst(filled))
      let count = try retrying { Glibc.read(number, rest.baseAddress, rest.count) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
