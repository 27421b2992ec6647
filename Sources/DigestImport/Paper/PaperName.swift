import DigestCore
import DigestModel

/// What a paper is called in files: its identity across imports and its slug.
enum PaperName {
  /// The title's letters and digits, folded: the same however a source spells it.
  ///
  /// For instance `MedS^3: Towards Médical` → `meds3 towards medical`.
  static func identity(ofTitle title: String) -> String {
    let words = words(of: title)
    if !words.isEmpty { return words.joined(separator: " ") }
    return "untitled \(SHA256.hex(of: Array(title.utf8)).prefix(16))"
  }

  /// As ``Slug/ofTitle(_:)``, but the marks of formulas do not part a word.
  static func slug(ofTitle title: String) -> String {
    let marks = "$^{}\\".unicodeScalars
    var plain = String.UnicodeScalarView()
    plain.append(contentsOf: title.unicodeScalars.filter { !marks.contains($0) })
    return Slug.ofTitle(String(plain))
  }

  /// The slug of a paper whose own slug another has: it depends on nothing but the paper.
  static func slug(_ slug: String, apartFor identity: String) -> String {
    "\(slug)-\(hash(identity))"
  }

  private static func hash(_ identity: String) -> String {
    String(SHA256.hex(of: Array(identity.utf8)).prefix(8))
  }

  /// Words of letters and numbers; marks of formulas and apostrophes do not part a word.
  private static func words(of title: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in Slug.ascii(title).lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.append(scalar)
      } else if !"$^{}'".unicodeScalars.contains(scalar), !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    return word.isEmpty ? words : words + [String(word)]
  }
}
