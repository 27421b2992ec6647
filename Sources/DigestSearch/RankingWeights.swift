import DigestCore

/// The constants of ranking that a reader needs; in tenths for words that stand in for a typed one.
struct RankingWeights: Decodable, Sendable {
  /// Of a completion.
  var prefix = 8
  /// Of a word one slip away, and two.
  var typo = [8, 6]
  /// Of the longest known beginning of an unknown word.
  var beginning = 5
  /// How many words stand in for a beginning, and for a misspelled word.
  var completions = 8
  var corrections = 4
  /// Files of words read for one beginning at most, and words tried for one ending: each may be in
  /// a file of its own.
  var files = 2
  var endings = 2
  /// From how many letters on one letter may be wrong, and two.
  var typoLengths = [4, 9]
  /// Hundredths: of words matched in the title, and of the very words in title or authors.
  var title = 100
  var exact = 50

  static let standard = RankingWeights()

  func add(to object: inout JSONObjectWriter) {
    object.add("prefix", prefix)
    object.add("typo", typo)
    object.add("beginning", beginning)
    object.add("completions", completions)
    object.add("corrections", corrections)
    object.add("files", files)
    object.add("endings", endings)
    object.add("typoLengths", typoLengths)
    object.add("title", title)
    object.add("exact", exact)
  }

  func check() throws(MalformedIndex) {
    guard typo.count == 2, typoLengths.count == 2 else {
      throw MalformedIndex("'weights.typo' and 'weights.typoLengths' need two numbers each")
    }
    for weight in typo + [prefix, beginning] {
      try MalformedIndex.check("weights", weight, in: 1...10)
    }
    for length in typoLengths {
      try MalformedIndex.check("weights.typoLengths", length, in: 1...64)
    }
    for count in [completions, corrections, files, endings] {
      try MalformedIndex.check("weights", count, in: 1...100)
    }
    for weight in [title, exact] { try MalformedIndex.check("weights", weight, in: 0...10_000) }
  }
}
