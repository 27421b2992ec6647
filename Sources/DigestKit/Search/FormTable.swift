/// Words, each with a number in the order in which they came.
struct FormTable: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [UInt32] = []
  private var hashes: [UInt32] = []
  /// Open addressing: a number + 1, or 0 where there is none; a power of two of them.
  private var slots: [UInt32] = Array(repeating: 0, count: 1 << 10)

  var count: Int { ends.count }

  func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  subscript(number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }

  /// The number of the word in `source[range]`, a new one if it is new.
  mutating func number(of source: [UInt8], _ range: Range<Int>) -> Int {
    var hash: UInt32 = 0x811c_9dc5
    for index in range { hash = (hash ^ UInt32(source[index])) &* 0x0100_0193 }
    hash ^= hash >> 15
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, isEqual(number, source, range) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(count + 1)
    bytes.append(contentsOf: source[range])
    ends.append(UInt32(bytes.count))
    hashes.append(hash)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  private func isEqual(_ number: Int, _ source: [UInt8], _ range: Range<Int>) -> Bool {
    let own = self.range(number)
    guard own.count == range.count else { return false }
    for offset in 0..<own.count
    where bytes[own.lowerBound + offset] != source[range.lowerBound + offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
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
