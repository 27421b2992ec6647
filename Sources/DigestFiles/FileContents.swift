import Glibc

/// Compares and copies files in blocks, without loading them into memory.
extension Descriptor {
  private static let pieceSize = 65_536

  /// Whether the rest of the file equals `bytes`.
  package func holds(_ bytes: [UInt8]) throws(Errno) -> Bool {
    // One byte more than expected, to notice that the file has grown since its size was read.
    let piece = Descriptor.makePiece(for: bytes.count + 1)
    defer { piece.deallocate() }
    return try bytes.span.withUnsafeBytes { (bytes) throws(Errno) in
      var rest = bytes
      while true {
        let count = try read(into: piece)
        guard count <= rest.count, isEqual(piece, rest, count) else { return false }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        if count < piece.count { return rest.isEmpty }
      }
    }
  }

  /// Whether the rest of both files is equal; `size` is only a hint for the buffer's size.
  func holdsSame(as other: borrowing Descriptor, size: Int) throws(Errno) -> Bool {
    let (mine, theirs) = (Descriptor.makePiece(for: size + 1), Descriptor.makePiece(for: size + 1))
    defer {
      mine.deallocate()
      theirs.deallocate()
    }
    while true {
      let count = try read(into: mine)
      guard try other.read(into: theirs) == count else { return false }
      guard isEqual(mine, UnsafeRawBufferPointer(theirs), count) else { return false }
      if count < mine.count { return true }
    }
  }

  /// Copies the rest of the file to `target` and returns the number of bytes copied.
  package func copy(to target: borrowing Descriptor, size: Int) throws(Errno) -> Int {
    let piece = Descriptor.makePiece(for: size + 1)
    defer { piece.deallocate() }
    var total = 0
    while true {
      let count = try read(into: piece)
      try target.write(UnsafeRawBufferPointer(rebasing: piece.prefix(count)))
      total += count
      if count < piece.count { return total }
    }
  }

  func rewind() throws(Errno) {
    guard lseek(number, 0, SEEK_SET) == 0 else { throw .last }
  }

  /// Reads the rest of the file into memory.
  package func readAll() throws(Errno) -> [UInt8] {
    let piece = Descriptor.makePiece(for: Descriptor.pieceSize)
    defer { piece.deallocate() }
    var bytes: [UInt8] = []
    while true {
      let count = try read(into: piece)
      bytes += piece.prefix(count)
      if count < piece.count { return bytes }
    }
  }

  /// Allocates a buffer of at most 64 KiB; the caller must deallocate it.
  private static func makePiece(for size: Int) -> UnsafeMutableRawBufferPointer {
    .allocate(byteCount: min(size, pieceSize), alignment: 16)
  }
}

private func isEqual(
  _ a: UnsafeMutableRawBufferPointer, _ b: UnsafeRawBufferPointer, _ count: Int
) -> Bool {
  guard count > 0, let a = a.baseAddress, let b = b.baseAddress else { return true }
  return memcmp(a, b, count) == 0
}
