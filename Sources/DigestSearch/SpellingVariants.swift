import DigestCore

/// Spellings of English words that stemming keeps apart: British ones and plurals of acronyms.
///
/// A spelling is joined to another only if the index holds both, so a rule that fits a word by
/// chance changes nothing: `precise` has no `precize` beside it.
struct SpellingVariants: Sendable {
  private let isEnglish: Bool

  init(language: String) {
    isEnglish = language.lowercased().hasPrefix("en")
  }

  /// The spelling whose stem a word gets: `behaviour` → `behavior`, `llms` → `llm`.
  func usual(_ word: ArraySlice<UInt8>, in words: StringInterner) -> ArraySlice<UInt8> {
    guard isEnglish, word.count > 3, word.allSatisfy({ ASCII.isLetter($0) }) else { return word }
    for other in SpellingVariants.others(String(decoding: word, as: UTF8.self)) {
      let other = Array(other.utf8)[...]
      if words.knownID(of: other) != nil { return other }
    }
    return word
  }

  /// What a word may be in the usual spelling.
  static func others(_ word: String) -> [String] {
    [acronym(word), withZ(word), withOr(word), replacedEnd(word), replacedLetters(word)]
      .compactMap(\.self)
  }

  /// `llms` → `llm`: stemming leaves a plural without a vowel alone.
  private static func acronym(_ word: String) -> String? {
    guard word.hasSuffix("s"), !word.hasSuffix("ss"), !word.contains(where: "aeiouy".contains)
    else { return nil }
    return String(word.dropLast())
  }

  private static let endings = [
    "e", "ed", "es", "er", "ers", "ing", "ation", "ations", "ational", "able", "ability",
  ]

  /// `optimisation` → `optimization`, `analyse` → `analyze`.
  private static func withZ(_ word: String) -> String? {
    for ending in endings where word.hasSuffix(ending) {
      let root = word.dropLast(ending.count)
      guard root.count > 3 else { continue }
      if root.hasSuffix("is"), !keepsS(root.dropLast(2)) { return root.dropLast() + "z" + ending }
      if root.hasSuffix("lys") { return root.dropLast() + "z" + ending }
    }
    return nil
  }

  /// Whether the s of `…ise` belongs to the word: `advise`, `noise`, `likewise`, `surprise`.
  private static func keepsS(_ root: Substring) -> Bool {
    let letters: Set<Character> = ["v", "c", "w", "o", "a", "u"]
    return root.last.map(letters.contains) ?? true || withS.contains(root)
  }

  private static let withS: Set<Substring> = [
    "ar", "prom", "prem", "comprom", "dem", "compr", "surpr", "enterpr", "expert", "parad",
    "merchand", "franch", "treat",
  ]

  private static let withOur = [
    "arm", "behavi", "cand", "clam", "col", "endeav", "fav", "ferv", "flav", "glam", "harb", "hon",
    "hum", "lab", "neighb", "od", "rig", "rum", "sav", "splend", "tum", "val", "vap", "vig",
  ]

  /// `behavioural` → `behavioral`, `multicolour` → `multicolor`.
  private static func withOr(_ word: String) -> String? {
    guard let range = word.ranges(of: "our").first,
      withOur.contains(where: word[..<range.lowerBound].hasSuffix)
    else { return nil }
    return word.replacingCharacters(range, "or")
  }

  private static let ends = [
    ("centre", "center"), ("centres", "centers"), ("centred", "centered"), ("fibre", "fiber"),
    ("fibres", "fibers"), ("metre", "meter"), ("metres", "meters"), ("litre", "liter"),
    ("litres", "liters"), ("spectre", "specter"), ("theatre", "theater"), ("calibre", "caliber"),
    ("logue", "log"), ("logues", "logs"), ("programme", "program"), ("programmes", "programs"),
    ("defence", "defense"), ("defences", "defenses"), ("offence", "offense"),
    ("licence", "license"), ("ageing", "aging"), ("acknowledgement", "acknowledgment"),
    ("judgement", "judgment"), ("judgements", "judgments"), ("grey", "gray"),
    ("greyscale", "grayscale"),
  ]

  private static func replacedEnd(_ word: String) -> String? {
    ends.first { word.hasSuffix($0.0) }.map { word.dropLast($0.0.count) + $0.1 }
  }

  private static let letters = [
    ("artefact", "artifact"), ("sceptic", "skeptic"), ("aluminium", "aluminum"), ("haem", "hem"),
    ("paed", "ped"), ("anaes", "anes"), ("aemi", "emi"), ("oest", "est"), ("oesoph", "esoph"),
    ("foet", "fet"), ("sulph", "sulf"), ("plough", "plow"), ("mould", "mold"),
  ]

  private static func replacedLetters(_ word: String) -> String? {
    for (old, new) in letters {
      if let range = word.ranges(of: old).first { return word.replacingCharacters(range, new) }
    }
    return nil
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, _ new: String) -> String {
    String(self[..<range.lowerBound]) + new + self[range.upperBound...]
  }
}
