/// A hash table by open addressing that holds numbers; what they stand for is its user's.
struct HashSlots: Sendable {
  /// A power of two of them: a hash above a number + 1, or 0 where there is none.
  private var slots: [UInt64]
  private(set) var count = 0

  /// `capacity` must be a power of two.
  init(capacity: Int) {
    slots = Array(repeating: 0, count: capacity)
  }

  /// The number with this hash for which `isEqual` holds.
  @inline(__always)
  func find(_ hash: UInt32, _ isEqual: (Int) -> Bool) -> Int? {
    let slot = slot(hash, isEqual)
    return slots[slot] == 0 ? nil : Int(slots[slot] & 0xFFFF_FFFF) - 1
  }

  /// The number that is there already, or `new` once it is put in.
  @inline(__always)
  mutating func find(_ hash: UInt32, orInsert new: Int, _ isEqual: (Int) -> Bool) -> Int {
    let slot = slot(hash, isEqual)
    if slots[slot] != 0 { return Int(slots[slot] & 0xFFFF_FFFF) - 1 }
    slots[slot] = UInt64(hash) << 32 | UInt64(new + 1)
    count += 1
    if count * 2 > slots.count { grow() }
    return new
  }

  /// Where the number is, or where it would be.
  @inline(__always)
  private func slot(_ hash: UInt32, _ isEqual: (Int) -> Bool) -> Int {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == UInt64(hash), isEqual(Int(slots[slot] & 0xFFFF_FFFF) - 1) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
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
}
