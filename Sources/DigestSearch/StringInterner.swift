import Glibc

/// Maps each distinct word to a dense id, in the order in which words first come.
struct StringInterner: Sendable {
  /// All words, one after the other.
  private(set) var bytes: [UInt8] = []
  /// Where each word ends in ``bytes``.
  private(set) var ends: [UInt32] = []
  private var slots: HashSlots

  /// `capacity` must be a power of two.
  init(capacity: Int = 1 << 10) {
    slots = HashSlots(capacity: capacity)
  }

  var count: Int { ends.count }

  func range(_ id: Int) -> Range<Int> {
    (id == 0 ? 0 : Int(ends[id - 1]))..<Int(ends[id])
  }

  subscript(id: Int) -> ArraySlice<UInt8> { bytes[range(id)] }

  /// The id of a word, a new one if it is new.
  mutating func id(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let new = count
    let id = slots.find(StringInterner.hash(word), orInsert: new) { [bytes, ends] id in
      let start = id == 0 ? 0 : Int(ends[id - 1])
      return StringInterner.isEqual(bytes, start..<Int(ends[id]), word)
    }
    if id == new {
      bytes.append(contentsOf: word)
      ends.append(UInt32(bytes.count))
    }
    return id
  }

  mutating func id(of word: ArraySlice<UInt8>) -> Int {
    word.withUnsafeBufferPointer { id(of: $0) }
  }

  /// The id of a word, or `nil` if it never came.
  func knownID(of word: ArraySlice<UInt8>) -> Int? {
    word.withUnsafeBufferPointer { word in
      slots.find(StringInterner.hash(word)) { StringInterner.isEqual(bytes, range($0), word) }
    }
  }

  /// FNV-1a, its high bits folded into the low ones that choose a slot.
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 0x811c_9dc5
    for byte in word { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return hash ^ hash >> 15
  }

  /// Frees what finds ids; no more words may come.
  mutating func close() {
    slots = HashSlots(capacity: 1)
    bytes = bytes.withUnsafeBufferPointer(Array.init)
  }

  private static func isEqual(
    _ bytes: [UInt8], _ own: Range<Int>, _ word: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard own.count == word.count, let start = word.baseAddress else { return own.isEmpty }
    return bytes.withUnsafeBufferPointer {
      $0.baseAddress.map { memcmp($0 + own.lowerBound, start, own.count) == 0 } ?? false
    }
  }

  /// All ids in the order of their words' bytes.
  func sorted() -> [UInt32] {
    // The first eight bytes decide nearly always, and compare as one number.
    let keys = (0..<count).map { id in
      var key: UInt64 = 0
      let range = range(id)
      for offset in 0..<8 {
        key = key << 8 | (offset < range.count ? UInt64(bytes[range.lowerBound + offset]) : 0)
      }
      return (key: key, id: UInt32(id))
    }
    return keys.sorted { a, b in
      a.key != b.key
        ? a.key < b.key : self[Int(a.id)].lexicographicallyPrecedes(self[Int(b.id)])
    }.map(\.id)
  }
}
