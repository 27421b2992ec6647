import CZlib

/// Compressed files (RFC 1952), the same bytes for the same input: no time, no name.
enum Gzip {
  static func compress(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    // 31 is a window of 32 kB with gzip's header.
    guard
      deflateInit2_(
        &stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { preconditionFailure("zlib: out of memory") }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count))) + 32
    return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        let status = deflate(&stream, Z_FINISH)
        precondition(status == Z_STREAM_END, "zlib: \(status)")
      }
      count = Int(stream.total_out)
    }
  }

  static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// `nil` if the bytes are no whole gzip file, or one of more than `limit` bytes.
  static func decompress(_ bytes: [UInt8], limit: Int = 64 << 20) -> [UInt8]? {
    var stream = z_stream()
    guard
      inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { preconditionFailure("zlib: out of memory") }
    defer { inflateEnd(&stream) }
    return bytes.withUnsafeBufferPointer { input in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(input.count)
      var output: [UInt8] = []
      while output.count < limit {
        var status = Z_OK
        output += [UInt8](unsafeUninitializedCapacity: 1 << 16) { piece, count in
          stream.next_out = piece.baseAddress
          stream.avail_out = UInt32(piece.count)
          status = inflate(&stream, Z_NO_FLUSH)
          count = piece.count - Int(stream.avail_out)
        }
        if status == Z_STREAM_END { return output }
        if status != Z_OK { return nil }
      }
      return nil
    }
  }
}
