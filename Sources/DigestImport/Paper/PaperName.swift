import DigestCore
import DigestModel

/// Derives names from titles: a paper's identity across imports, and its slug.
enum PaperName {
  /// Returns the title's letters and digits, folded, which do not depend on the source's spelling.
  ///
  /// For example, `MedS^3: Towards Médical` → `meds3 towards medical`.
  static func identity(ofTitle title: String) -> String {
    let words = words(of: title)
    if !words.isEmpty { return words.joined(separator: " ") }
    return "untitled \(SHA256.hex(of: Array(title.utf8)).prefix(16))"
  }

  /// Like ``Slug/ofTitle(_:)``, but delimiters in formulas do not split words.
  static func slug(ofTitle title: String) -> String {
    let marks = "$^{}\\".unicodeScalars
    var plain = String.UnicodeScalarView()
    plain.append(contentsOf: title.unicodeScalars.filter { !marks.contains($0) })
    return Slug.ofTitle(String(plain))
  }

  /// Returns a slug with a suffix that depends on nothing but the paper.
  static func slug(_ slug: String, apartFor identity: String) -> String {
    "\(slug)-\(hash(identity))"
  }

  private static func hash(_ identity: String) -> String {
    String(SHA256.hex(of: Array(identity.utf8)).prefix(8))
  }

  /// Returns words of letters and numbers; delimiters in formulas and apostrophes do not split
  /// words.
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
