import Glibc

/// Words, each with a number in the order in which they came.
struct FormTable: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [UInt32] = []
  /// Open addressing, a power of two of them: a hash above a number + 1, or 0 where there is none.
  private var slots: [UInt64]

  init(capacity: Int = 1 << 10) {
    slots = Array(repeating: 0, count: capacity)
  }

  var count: Int { ends.count }

  func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  subscript(number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }

  /// The number of a word, a new one if it is new.
  mutating func number(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = FormTable.hash(word)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == hash, isEqual(number, word) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = hash << 32 | UInt64(count + 1)
    bytes.append(contentsOf: word)
    ends.append(UInt32(bytes.count))
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  mutating func number(of word: ArraySlice<UInt8>) -> Int {
    word.withUnsafeBufferPointer { number(of: $0) }
  }

  /// 32 bits (FNV-1a, its high bits folded into the low ones that choose a slot).
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt32 = 0x811c_9dc5
    for byte in word { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return UInt64(hash ^ hash >> 15)
  }

  /// No more words will come: gives back what finds their numbers.
  mutating func close() {
    slots = []
    bytes = bytes.withUnsafeBufferPointer(Array.init)
  }

  private func isEqual(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let own = range(number)
    guard own.count == word.count, let start = word.baseAddress else { return own.isEmpty }
    return bytes.withUnsafeBufferPointer {
      $0.baseAddress.map { memcmp($0 + own.lowerBound, start, own.count) == 0 } ?? false
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }

  /// All numbers in the order of their words' bytes.
  func sorted() -> [UInt32] {
    // The first eight bytes decide nearly always, and compare as one number.
    let keys = (0..<count).map { number in
      var key: UInt64 = 0
      let range = range(number)
      for offset in 0..<8 {
        key = key << 8 | (offset < range.count ? UInt64(bytes[range.lowerBound + offset]) : 0)
      }
      return (key: key, number: UInt32(number))
    }
    return keys.sorted { a, b in
      a.key != b.key
        ? a.key < b.key : self[Int(a.number)].lexicographicallyPrecedes(self[Int(b.number)])
    }.map(\.number)
  }
}
