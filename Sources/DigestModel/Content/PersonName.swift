/// A printed name split into the parts that citation formats need.
///
/// An example is `Aäron van den Oord` → given `Aäron`, family `van den Oord`. Names of one word and
/// names of groups are not split. A site splits some hundred thousand names, so this works on
/// bytes.
package struct PersonName: Hashable, Sendable {
  /// The given names; empty if the name is not split.
  package let given: String
  /// The family name, or the whole name.
  package let family: String
  /// A suffix such as `Jr.` or `III`.
  package let suffix: String?

  /// Whether the name is not split: it belongs to a group, or has an unknown form.
  package var isWhole: Bool { given.isEmpty }

  /// The name with the family name first, such as `King, Martin Luther, Jr.`, or the whole name.
  package var inverted: String {
    if isWhole { return family }
    return suffix.map { "\(family), \(given), \($0)" } ?? "\(family), \(given)"
  }

  /// Splits a name as printed, or in the form `Family, Given`.
  package init(_ printed: String) {
    let words = printed.utf8.split(separator: 0x20)
    guard words.count > 1, !PersonName.isGroup(words) else {
      self.init(given: "", family: printed)
      return
    }
    switch printed.utf8.count(where: { $0 == UInt8(ascii: ",") }) {
    case 0: self.init(inOrder: words[...])
    case 1: self.init(withComma: printed, words)
    default: self.init(given: "", family: printed)
    }
  }

  /// For instance `Martin Luther King Jr.`.
  package var printed: String {
    [given, family, suffix ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  package init(given: String, family: String, suffix: String? = nil) {
    self.given = given
    self.family = family
    self.suffix = suffix
  }

  private typealias Words = ArraySlice<Substring.UTF8View>

  /// The family name begins with the first lower-case word, as in BibTeX, or is the last word.
  private init(inOrder all: Words) {
    let last = all.last.map { String(Substring($0)) } ?? ""
    let hasSuffix = all.count > 2 && PersonName.suffixes.contains(last)
    let words = hasSuffix ? all.dropLast() : all
    let particle = words.indices.dropFirst().dropLast().first { index in
      words[index].first.map { (0x61...0x7A).contains($0) } ?? false
    }
    let start = particle ?? words.endIndex - 1
    self.init(
      given: PersonName.joined(words[..<start]), family: PersonName.joined(words[start...]),
      suffix: hasSuffix ? last : nil)
  }

  /// Either `King, Martin Luther` or `Martin Luther King, Jr.` with its suffix.
  private init(withComma printed: String, _ words: [Substring.UTF8View]) {
    let parts = printed.utf8.split(separator: UInt8(ascii: ","))
    guard parts.count == 2 else {
      self.init(given: "", family: printed)
      return
    }
    let second = PersonName.joined(parts[1].split(separator: 0x20)[...])
    let first = parts[0].split(separator: 0x20)
    if PersonName.suffixes.contains(second), first.count > 1 {
      let name = PersonName(inOrder: first[...])
      self.init(given: name.given, family: name.family, suffix: second)
    } else {
      self.init(given: second, family: PersonName.joined(first[...]))
    }
  }

  private static func joined(_ words: Words) -> String {
    words.map { String(Substring($0)) }.joined(separator: " ")
  }

  package static let suffixes: Set<String> = ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"]

  private static let groupWords: Set<String> = [
    "Team", "Collaboration", "Consortium", "Group", "Initiative", "Institute", "Lab", "Labs",
    "Community", "community", "Project", "AI", "Inc.",
  ]

  private static func isGroup(_ words: [Substring.UTF8View]) -> Bool {
    let last = words.last.map { String(Substring($0)) } ?? ""
    return groupWords.contains(last)
      || words.contains { $0.elementsEqual("and".utf8) || $0.elementsEqual("&".utf8) }
  }
}
