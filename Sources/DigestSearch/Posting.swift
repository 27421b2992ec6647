/// One paper in the list of a stem; in the order of ``packed`` the best come first.
struct Posting: Equatable, Sendable {
  /// How many papers an index can have: a number takes 26 bits.
  static let paperLimit = 1 << 26

  let packed: UInt32

  init(packed: UInt32) { self.packed = packed }

  init(paper: Int, key: UInt8) { packed = UInt32(63 - key) << 26 | UInt32(paper) }

  var paper: Int { Int(packed & 0x3FF_FFFF) }
  /// Four times the level, plus 2 for a word of an author's name, plus 1 for one of the title.
  var key: UInt8 { UInt8(63 - packed >> 26) }
  var level: Int { Int(key >> 2) }
  var isAuthor: Bool { key & 2 != 0 }
  var isTitle: Bool { key & 1 != 0 }

  static func key(level: Int, _ frequencies: FieldFrequencies) -> UInt8 {
    UInt8(level << 2 | (frequencies.isAuthor ? 2 : 0) | (frequencies.title > 0 ? 1 : 0))
  }
}

/// A list of postings as text that needs no escape in JSON.
///
/// Papers come in runs of one key, from the highest key down. A run is `!`, its key and the gaps
/// between its papers' numbers; a number is written in base 32, its last digit as one of the
/// characters from `#` to `B`, the digits before it from `]` to `|`. A posting takes 1.4 bytes when
/// compressed.
enum PostingsCode {
  private static let last = UInt8(ascii: "#")
  private static let more = UInt8(ascii: "]")
  private static let run = UInt8(ascii: "!")

  /// `postings` of one stem, in the order of papers, by key from high to low.
  static func sorted(_ postings: ArraySlice<UInt32>) -> [UInt32] {
    if postings.count <= 32 { return postings.sorted() }
    var next = [Int](repeating: 0, count: 65)
    for posting in postings { next[Int(posting >> 26) + 1] += 1 }
    for key in 1...64 { next[key] += next[key - 1] }
    // Not in order, so not by appending; each place is written once, as the counts add up.
    return [UInt32](unsafeUninitializedCapacity: postings.count) { sorted, count in
      for posting in postings {
        let key = Int(posting >> 26)
        sorted[next[key]] = posting
        next[key] += 1
      }
      count = postings.count
    }
  }

  static func append(_ postings: ArraySlice<UInt32>, to output: inout [UInt8]) {
    var key: UInt8?
    var previous = 0
    for posting in postings.lazy.map(Posting.init(packed:)) {
      if posting.key != key {
        key = posting.key
        append(run: Int(posting.key), to: &output)
        previous = -1
      }
      append(posting.paper - previous - 1, to: &output)
      previous = posting.paper
    }
  }

  static func append(run key: Int, to output: inout [UInt8]) {
    output.append(run)
    append(key, to: &output)
  }

  static func append(_ number: Int, to output: inout [UInt8]) {
    var shift = 0
    while number >> (shift + 5) > 0 { shift += 5 }
    while shift > 0 {
      output.append(more + UInt8(number >> shift & 31))
      shift -= 5
    }
    output.append(last + UInt8(number & 31))
  }

  /// The postings of a list of an index with so many papers.
  static func decode(_ text: some Sequence<UInt8>, papers: Int) throws(MalformedIndex) -> [Posting]
  {
    var postings: [Posting] = []
    var (key, number, previous) = (UInt8(0), 0, -1)
    var readsKey = false
    for byte in text {
      if byte == run {
        (readsKey, previous) = (true, -1)
      } else if byte >= more {
        number = number << 5 | Int(byte - more)
      } else {
        let value = number << 5 | Int(byte &- last)
        number = 0
        if readsKey {
          guard (4...63).contains(value) else { throw malformed }
          (key, readsKey) = (UInt8(value), false)
        } else {
          // A value can be as large as Int holds; both sides stay below its end.
          guard key > 0, value >= 0, value < papers - 1 - previous else { throw malformed }
          previous += value + 1
          postings.append(Posting(paper: previous, key: key))
        }
      }
    }
    return postings
  }

  private static let malformed = MalformedIndex("a list of papers is not in the code of postings")
}
