import CDeflate
import Synchronization

/// Compressed files (RFC 1952), the same bytes for the same input: no time, no name.
///
/// A compressor is a megabyte to set up, so those that are done are kept for the next file.
final class Gzip: Sendable {
  private let idle = Mutex<[Compressor]>([])

  // @unchecked because a pointer is never Sendable: libdeflate's compressors hold no thread's state,
  // and the lock gives each to one user at a time.
  private struct Compressor: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  deinit {
    for compressor in idle.withLock({ $0 }) { libdeflate_free_compressor(compressor.pointer) }
  }

  func compress(_ bytes: [UInt8]) -> [UInt8] {
    let compressor = idle.withLock { $0.popLast() } ?? Gzip.makeCompressor()
    defer { idle.withLock { $0.append(compressor) } }
    let bound = libdeflate_gzip_compress_bound(compressor.pointer, bytes.count)
    // Written by the library, which knows no more of Swift's arrays than where they begin.
    return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      count = bytes.withUnsafeBytes {
        libdeflate_gzip_compress(
          compressor.pointer, $0.baseAddress, $0.count, output.baseAddress, output.count)
      }
      precondition(count > 0, "libdeflate: more than its own bound")
    }
  }

  /// Level 9: one more costs three times as long for one byte in a hundred.
  private static func makeCompressor() -> Compressor {
    guard let pointer = libdeflate_alloc_compressor(9) else {
      preconditionFailure("libdeflate: out of memory")
    }
    return Compressor(pointer: pointer)
  }

  static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// `nil` if the bytes are no whole gzip file, or one of more than `limit` bytes.
  static func decompress(_ bytes: [UInt8], limit: Int = 64 << 20) -> [UInt8]? {
    // The last four bytes are the size (RFC 1952, 2.3.1), least significant first.
    guard bytes.count >= 18, isCompressed(bytes),
      let decompressor = libdeflate_alloc_decompressor()
    else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    let size = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard size <= limit else { return nil }
    var isWhole = false
    // Written by the library; what it did not finish is given up.
    let text = [UInt8](unsafeUninitializedCapacity: size) { output, count in
      let status = bytes.withUnsafeBytes {
        libdeflate_gzip_decompress(
          decompressor, $0.baseAddress, $0.count, output.baseAddress, output.count, &count)
      }
      isWhole = status == LIBDEFLATE_SUCCESS
      if !isWhole { count = 0 }
    }
    return isWhole ? text : nil
  }
}
