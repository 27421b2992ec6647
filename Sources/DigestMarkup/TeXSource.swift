import DigestCore

/// A paragraph of TeX-like text with its pairs of braces, found once for all parsers.
package struct TeXSource: Sendable {
  let bytes: [UInt8]
  /// The index of the matching `}` for each `{` that has one.
  private let partners: [Int: Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var partners: [Int: Int] = [:]
    var open: [Int] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: "}"): if let start = open.popLast() { partners[start] = index }
      default: break
      }
      index += 1
    }
    self.partners = partners
  }

  /// Returns the range between the `{` at `index` and its `}`, if that is before `end`.
  func group(at index: Int, before end: Int) -> Range<Int>? {
    guard index < end, bytes[index] == UInt8(ascii: "{"), let close = partners[index], close < end
    else { return nil }
    return (index + 1)..<close
  }

  func starts(with text: String, at index: Int, before end: Int) -> Bool {
    bytes[index..<end].starts(with: text.utf8)
  }

  /// Returns the letters of the command whose backslash is at `index`.
  func commandName(at index: Int, before end: Int) -> ArraySlice<UInt8> {
    bytes[(index + 1)..<end].prefix { ASCII.isLetter($0) }
  }

  func skippingSpaces(from index: Int, before end: Int) -> Int {
    bytes[index..<end].firstIndex { $0 != 0x20 } ?? end
  }

  /// Returns the index after the optional arguments `[…]` at `index`, or `index` if there are none.
  func skippingOption(from index: Int, before end: Int) -> Int {
    guard index < end, bytes[index] == UInt8(ascii: "[") else { return index }
    let window = bytes[index..<min(end, index + 200)]
    guard let close = window.firstIndex(of: UInt8(ascii: "]")) else { return index }
    return skippingOption(from: close + 1, before: end)
  }
}
