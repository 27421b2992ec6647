/// A 64-bit FNV-1a hash, which is the same in every run and on every machine.
///
/// It is not safe against deliberate collisions; use ``SHA256`` where an attacker could profit from
/// one.
package struct StableHash {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  package mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// Returns `number` in hexadecimal, padded with zeros to `digits` digits.
  package static func hexadecimal(_ number: UInt64, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
