/// Words that say little; they are indexed in titles and names alone, and left out of a query that
/// has others.
struct StopWords: Sendable {
  let words: [String]
  let longest: Int
  /// The words' bytes as numbers: no two words of up to eight bytes have the same.
  private var numbers: [UInt64] = []
  private var slots = HashSlots(capacity: 512)

  static let none = StopWords(language: "")

  /// The words of a language tag such as `en-GB`; other languages than English have none.
  init(language: String) {
    let isEnglish = language.lowercased().hasPrefix("en")
    words = isEnglish ? StopWords.english : []
    fillers = isEnglish ? StopWords.englishFillers : []
    longest = words.map(\.utf8.count).max() ?? 0
    for word in words {
      let number = Array(word.utf8).withUnsafeBufferPointer(StopWords.number)
      _ = slots.find(StopWords.hash(number), orInsert: numbers.count) { numbers[$0] == number }
      numbers.append(number)
    }
  }

  func contains(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let number = StopWords.number(of: word)
    return slots.find(StopWords.hash(number)) { numbers[$0] == number } != nil
  }

  private static func hash(_ number: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: number &* 0x9E37_79B9_7F4A_7C15 >> 32)
  }

  private static func number(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    word.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Words that are left out of a query with at least ``fillerLimit`` others, but are indexed: a
  /// question has many of them, and a title that is typed as it is has few.
  let fillers: [String]

  static let fillerLimit = 3

  private static let englishFillers = [
    "after", "against", "among", "any", "because", "before", "being", "between", "both", "could",
    "did", "does", "during", "each", "either", "every", "had", "having", "here", "if", "many",
    "might", "much", "must", "only", "other", "others", "over", "same", "should", "since", "so",
    "some", "still", "through", "thus", "under", "until", "upon", "use", "used", "uses", "using",
    "very", "via", "whether", "whose", "within", "would", "yet", "you", "your",
  ]

  private static let english = [
    "a", "about", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can",
    "do", "does", "for", "from", "has", "have", "how", "however", "i", "in", "into", "is", "it",
    "its", "may", "more", "most", "no", "not", "of", "on", "or", "our", "show", "such", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us",
    "was", "we", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with",
  ]
}
