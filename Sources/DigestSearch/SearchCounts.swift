/// How often a word stands in each field of a paper; what is beyond the limits tells no more.
struct SearchCounts: Equatable, Sendable {
  /// A bit for an author's name, four bits of title, four of names, seven of text.
  private(set) var packed: UInt16

  static let title = SearchCounts(packed: 1 << 11)
  static let name = SearchCounts(packed: 1 << 7)
  static let author = SearchCounts(packed: 1 << 15 | 1 << 7)
  static let text = SearchCounts(packed: 1)
  /// Of a term for filters, which is in no field.
  static let none = SearchCounts(packed: 0)

  var title: Int { Int(packed >> 11 & 15) }
  /// In names of authors, tags and the venue.
  var name: Int { Int(packed >> 7 & 15) }
  var text: Int { Int(packed & 127) }
  var isAuthor: Bool { packed >> 15 == 1 }

  mutating func add(_ other: SearchCounts) {
    let text = min(127, packed & 127 + other.packed & 127)
    let name = min(15, packed >> 7 & 15 + other.packed >> 7 & 15)
    let title = min(15, packed >> 11 & 15 + other.packed >> 11 & 15)
    packed = (packed | other.packed) & 1 << 15 | title << 11 | name << 7 | text
  }
}

/// Words that say little; they are indexed in titles alone, and dropped from a query of others.
struct StopWords: Sendable {
  let words: [String]
  let longest: Int
  /// The words' bytes as numbers, by open addressing; 0 where there is none.
  private var slots = [UInt64](repeating: 0, count: 256)

  static let none = StopWords(language: "")

  init(language: String) {
    words = language.lowercased().hasPrefix("en") ? StopWords.english : []
    longest = words.map(\.utf8.count).max() ?? 0
    for word in words {
      let number = Array(word.utf8).withUnsafeBufferPointer(StopWords.number)
      slots[slot(of: number)] = number
    }
  }

  func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let number = StopWords.number(of: word)
    return slots[slot(of: number)] == number
  }

  /// Where a number is or would be.
  private func slot(of number: UInt64) -> Int {
    var slot = Int((number &* 0x9E37_79B9_7F4A_7C15) >> 56)
    while slots[slot] != 0, slots[slot] != number { slot = (slot + 1) & 255 }
    return slot
  }

  /// No two words of up to eight bytes have the same.
  private static func number(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    word.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static let english = [
    "a", "about", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can",
    "do", "does", "for", "from", "has", "have", "how", "however", "i", "in", "into", "is", "it",
    "its", "may", "more", "most", "no", "not", "of", "on", "or", "our", "show", "such", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us",
    "was", "we", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with",
  ]
}
