import DigestCore

extension SearchTokens {
  /// Calls `body` with each word of `text`, and whether it is the whole of a compound.
  ///
  /// Nine words in ten are ASCII letters with nothing of note behind them and need no tables.
  @inline(__always)
  mutating func forEach(
    in text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Bool) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: SearchTokens.plainLimit) { word in
      var index = 0
      while index < text.count {
        let start = index
        while index < text.count, index - start < word.count,
          let letter = SearchTokens.plainLetter(text[index])
        {
          word[index - start] = letter
          index += 1
        }
        if SearchTokens.isPlainEnd(text, index) {
          if index > start { body(UnsafeBufferPointer(rebasing: word[..<(index - start)]), false) }
          index += 1
        } else {
          index = SearchTokens.chunkEnd(text, from: index)
          read(UnsafeBufferPointer(rebasing: text[start..<index]))
          forEachRead(body)
        }
      }
    }
  }

  private static let plainLimit = 64

  @inline(__always)
  private static func plainLetter(_ byte: UInt8) -> UInt8? {
    let lower = byte | 0x20
    return lower &- UInt8(ascii: "a") < 26 ? lower : byte &- UInt8(ascii: "0") < 10 ? byte : nil
  }

  /// Whether a word of ASCII letters and digits that stops at `index` ends there for sure.
  @inline(__always)
  private static func isPlainEnd(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index < text.count else { return true }
    switch text[index] {
    case 0x80..., UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "#"):
      return false
    case UInt8(ascii: "."):
      return index + 1 == text.count || !ASCII.isDigit(text[index + 1])
    default: return !ASCII.isAlphanumeric(text[index])
    }
  }

  /// The next space or control character: no word reaches across one.
  private static func chunkEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < text.count, text[end] > 0x20 { end += 1 }
    return end
  }

  private func forEachRead(_ body: (UnsafeBufferPointer<UInt8>, Bool) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<count {
        body(UnsafeBufferPointer(rebasing: bytes[range(index)]), isWhole[index])
      }
    }
  }
}
