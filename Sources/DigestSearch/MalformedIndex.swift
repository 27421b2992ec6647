import DigestCore

/// Why a file of a search index cannot be used.
///
/// Every number, name and range of a file is checked when the file is read, so that code behind
/// it may rely on them: a file can be cut off, edited, or of another build.
struct MalformedIndex: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }

  /// Throws unless `value` lies within `range`; `name` is the key that holds it.
  static func check(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws(Self) {
    guard !range.contains(value) else { return }
    throw MalformedIndex(
      "'\(name)' is \(value), which is not from \(range.lowerBound) to \(range.upperBound)")
  }

  /// Throws unless `text` can be a part of a file's name: up to 16 hexadecimal digits.
  static func check(hash text: String, _ name: String) throws(Self) {
    let isHash =
      (1...16).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        ASCII.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      }
    guard !isHash else { return }
    throw MalformedIndex("'\(name)' holds '\(text.prefix(40))', which is not a hash")
  }
}
