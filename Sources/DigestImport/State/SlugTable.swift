import DigestCore

/// Maps papers to file names and back, in one block of memory.
struct SlugTable {
  private var text: [UInt8] = []
  private var ranges: [(start: UInt32, count: UInt32)] = []
  /// Maps hashes of slugs to the last paper with each.
  private var numbers: [UInt64: UInt32] = [:]

  subscript(number: Int) -> String { String(decoding: bytes(number), as: UTF8.self) }

  /// Returns the paper with this slug; of two slugs with the same hash, the earlier one is not
  /// found.
  func number(of slug: String) -> Int? {
    guard let number = numbers[StableHash(slug.utf8).value] else { return nil }
    return bytes(Int(number)).elementsEqual(slug.utf8) ? Int(number) : nil
  }

  mutating func append(_ slug: String) {
    ranges.append(add(slug))
    note(slug, ranges.count - 1)
  }

  mutating func rename(_ number: Int, _ slug: String) {
    ranges[number] = add(slug)
    note(slug, number)
  }

  /// The papers, sorted by the bytes of their slugs.
  var sorted: [Int] {
    ranges.indices.sorted { bytes($0).lexicographicallyPrecedes(bytes($1)) }
  }

  private func bytes(_ number: Int) -> ArraySlice<UInt8> {
    let range = ranges[number]
    return text[Int(range.start)..<(Int(range.start) + Int(range.count))]
  }

  private mutating func add(_ slug: String) -> (start: UInt32, count: UInt32) {
    defer { text += slug.utf8 }
    return (UInt32(text.count), UInt32(slug.utf8.count))
  }

  private mutating func note(_ slug: String, _ number: Int) {
    if !slug.isEmpty { numbers[StableHash(slug.utf8).value] = UInt32(number) }
  }
}
