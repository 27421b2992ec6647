package import Glibc

/// The error of a system call: a value of `errno`.
package struct Errno: Error, Equatable {
  package let code: Int32

  package init(code: Int32) {
    self.code = code
  }

  /// The error of this thread's last failed call; read it before any other call.
  package static var last: Errno { Errno(code: errno) }

  /// The system's message: `No space left on device`.
  package var reason: String {
    // Files are opened with O_NOFOLLOW, so this means a link rather than a loop of links.
    if code == ELOOP { return "it is a symbolic link, which digest does not follow; remove it" }
    var text = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &text, text.count) == 0 else { return "error \(code)" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// Repeats a system call for as long as signals interrupt it; throws any other error.
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

  /// Takes ownership of an open descriptor.
  package init(adopting number: Int32) {
    self.number = number
  }

  deinit { _ = Glibc.close(number) }

  /// Closes the file and reports errors, because a full disk or quota may only show up here.
  package consuming func close() throws(Errno) {
    let number = number
    discard self
    // Linux closes the file even if a signal interrupts the call.
    if Glibc.close(number) != 0, errno != EINTR { throw .last }
  }

  /// Gives up ownership; the caller has to close the descriptor.
  consuming func release() {
    discard self
  }

  /// Returns the metadata of the open file (fstat(2)).
  package func status() throws(Errno) -> stat {
    var status = stat()
    let number = number
    _ = try retrying { fstat(number, &status) }
    return status
  }

  /// Writes all bytes, with several system calls if necessary.
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

  /// Reads until the buffer is full or the file ends; returns the number of bytes read.
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
