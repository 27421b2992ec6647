import Foundation

/// Generates author lists with a long tail: a few names on many papers, most on one.
///
/// One mention in three is a new name. The others repeat one of the latest mentions, so that busy
/// authors remain busy for a while (a Yule-Simon process with a memory of about two years).
struct AuthorSource {
  private static let memory = 6_000
  private let names: NamePool
  private let listLengths = WeightedChoice(weights: [10, 18, 24, 22, 14, 12])
  private var latestMentions: [Int] = []
  private var mentions = 0
  private(set) var distinct = 0

  init(names: NamePool) {
    self.names = names
  }

  mutating func list(random: inout RandomSource) -> [String] {
    let length = listLengths.draw(from: &random) + 1
    var authors: [Int] = []
    while authors.count < length, let author = next(besides: authors, random: &random) {
      authors.append(author)
    }
    authors.forEach { remember($0) }
    return authors.map { names.name(at: $0) }
  }

  /// Returns an author who is not among `authors`; `nil` if a small corpus has no more names.
  private mutating func next(besides authors: [Int], random: inout RandomSource) -> Int? {
    let hasNewNames = distinct < names.count
    if !latestMentions.isEmpty, !random.oneIn(3) || !hasNewNames {
      let known = random.element(of: latestMentions)
      if !authors.contains(known) { return known }
    }
    guard hasNewNames else { return nil }
    distinct += 1
    return distinct - 1
  }

  private mutating func remember(_ author: Int) {
    if latestMentions.count < Self.memory {
      latestMentions.append(author)
    } else {
      latestMentions[mentions % Self.memory] = author
    }
    mentions += 1
  }
}

/// Names composed of real given and family names, each pair once.
///
/// Names that differ only in case or accents are used once, and only given names may have a hyphen,
/// so that no two authors share a slug in either program.
struct NamePool {
  private let givenNames: [String]
  private let familyNames: [String]
  private let order: Permutation

  var count: Int { order.count }

  init(realNames: [String], random: inout RandomSource) throws {
    let words = realNames.map { name in
      name.utf8.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    }
    let full = words.filter { $0.count > 1 }
    givenNames = Self.distinct(full.compactMap(\.first), mayHaveHyphen: true)
    familyNames = Self.distinct(full.compactMap(\.last), mayHaveHyphen: false)
    let count = givenNames.count * familyNames.count
    guard count > 0 else { throw GenerationError.poorCorpus(missing: "author") }
    order = Permutation(count: count, random: &random)
  }

  func name(at index: Int) -> String {
    let position = order.position(of: index)
    return givenNames[position / familyNames.count] + " "
      + familyNames[position % familyNames.count]
  }

  private static func distinct(_ names: [String], mayHaveHyphen: Bool) -> [String] {
    var seen: Set<String> = []
    return names.filter { name in
      guard let key = foldedLetters(of: name) else { return false }
      return (mayHaveHyphen || !key.utf8.contains(UInt8(ascii: "-"))) && seen.insert(key).inserted
    }
  }

  /// Folds a name, `José` → `jose`; returns `nil` for initials and letters without a plain form.
  private static func foldedLetters(of name: String) -> String? {
    let folded = name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    let isPlain = folded.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
    }
    let hasEnds = folded.utf8.first != UInt8(ascii: "-") && folded.utf8.last != UInt8(ascii: "-")
    return isPlain && hasEnds && folded.utf8.count > 1 ? folded : nil
  }
}
