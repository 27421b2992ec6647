/// Hashes a file's contents for its entity tag; the result is the same in every run.
package enum ContentHash {
  /// Returns the hash as sixteen hexadecimal digits.
  ///
  /// Unlike ``StableHash``, it processes eight bytes at a time, because search data is megabytes
  /// in size.
  package static func text(of bytes: [UInt8]) -> String {
    var hash = 0x9e37_79b9_7f4a_7c15 ^ UInt64(bytes.count)
    bytes.withUnsafeBytes { buffer in
      let whole = buffer.count & ~7
      for offset in stride(from: 0, to: whole, by: 8) {
        let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        mix(&hash, UInt64(littleEndian: word))
      }
      mix(&hash, buffer[whole...].reduce(0) { $0 << 8 | UInt64($1) })
    }
    return StableHash.hexadecimal(hash, digits: 16)
  }

  private static func mix(_ hash: inout UInt64, _ word: UInt64) {
    let product = (hash ^ word).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    hash = (product.high ^ product.low) &+ 0xe703_7ed1_a0b4_28db
  }
}
