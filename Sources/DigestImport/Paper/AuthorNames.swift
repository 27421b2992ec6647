import DigestCore
import DigestMarkup
import DigestModel

/// Authors as sources give them, without what is no part of a name.
enum AuthorNames {
  /// Names without footnote marks and numbers of namesakes; those that are several become several,
  /// and `et al.` says that there are more.
  static func tidied(_ authors: [Author]) -> (authors: [Author], hasMore: Bool) {
    var names: [Author] = []
    var hasMore = false
    for author in authors {
      for var one in parted(author) {
        if isOthers(one.name) {
          hasMore = true
          continue
        }
        clean(&one)
        if one.name.utf8.contains(where: isOfName) { names.append(one) }
      }
    }
    return (names, hasMore)
  }

  /// A person whose parts may have marks of their own.
  private static func clean(_ author: inout Author) {
    author.name = cleaned(author.name)
    if let parts = author.parts {
      let clean = Author(
        given: cleaned(parts.given), family: cleaned(parts.family), suffix: parts.suffix)
      (author.name, author.parts) = (clean.name, clean.parts)
    } else if let parts = PersonName(familyFirst: author.name) {
      let found = Author(given: parts.given, family: parts.family)
      (author.name, author.parts) = (found.name, found.parts)
    }
  }

  /// `A B and C D`, which some service gives as one name; not `Barnes and Noble`.
  private static func parted(_ author: Author) -> [Author] {
    var name = author.name
    if name.lowercased().hasPrefix("and ") { name = String(name.dropFirst(4)) }
    if author.parts == nil {
      let names = name.split(separator: " and ").map(String.init)
      let arePeople = names.allSatisfy { isOthers($0) || $0.split(separator: " ").count > 1 }
      if names.count > 1 && arePeople { return names.map { Author(name: $0) } }
    }
    for ending in [" et al.", " et al", ", et al."] where name.hasSuffix(ending) {
      return [Author(name: String(name.dropLast(ending.count))), Author(name: "et al.")]
    }
    var result = author
    if name != author.name { (result.name, result.parts) = (name, nil) }
    return [result]
  }

  static func isOthers(_ name: String) -> Bool {
    ["others", "et al.", "et al", "and others", "et. al.", "..."].contains(
      FieldReader.tidied(name).lowercased())
  }

  /// `Ann Du$^*$`, `Jane Doe 0001`, `Gabriel Petre1`, `C. -P. Yuan` without what is no name.
  static func cleaned(_ name: String) -> String {
    let plain = OneLine.tidied(name)
    if plain.utf8.allSatisfy({ ASCII.isLetter($0) || $0 == 0x20 }) { return plain }
    var words = plain.replacing(". -", with: ".-").split(separator: " ").map(String.init)
    // Scopus writes its number of the author: `Doe, Jane (57190000)`.
    words.removeAll { $0.hasPrefix("(") && $0.dropFirst().prefix { $0.isNumber }.count > 4 }
    words = words.map(withoutMarks).filter { !$0.isEmpty }
    if words.count > 1, let last = words.last, last.utf8.allSatisfy(ASCII.isDigit) {
      words.removeLast()
    }
    return words.joined(separator: " ")
  }

  /// Marks of footnotes at a word's end: `*`, `†`, `^1`, `$^{*}$`, `1,2`.
  private static func withoutMarks(_ word: String) -> String {
    var word = word
    if let mark = word.firstIndex(where: { "$^".contains($0) }) { word = String(word[..<mark]) }
    if word.utf8.allSatisfy(ASCII.isDigit) { return word }
    while let last = word.unicodeScalars.last, marks.contains(last) {
      word.unicodeScalars.removeLast()
    }
    return word
  }

  private static let marks = Set("*†‡§¶#^∗⋆★✉0123456789¹²³⁴⁵⁶⁷⁸⁹:".unicodeScalars)

  private static func isOfName(_ byte: UInt8) -> Bool { ASCII.isAlphanumeric(byte) || byte >= 0x80 }
}

extension PersonName {
  /// `Nakashima S.` and `Van Oudenhove L.-A.`, as Embase and Scopus write names; `nil` for others.
  init?(familyFirst name: String) {
    let words = name.split(separator: " ")
    guard words.count > 1, let last = words.last, PersonName.areInitials(last),
      !words.dropLast().contains(where: PersonName.areInitials)
    else { return nil }
    self.init(given: String(last), family: words.dropLast().joined(separator: " "))
  }

  /// `S.`, `E.B.`, `J.-P.`.
  static func areInitials(_ word: some StringProtocol) -> Bool {
    guard word.hasSuffix(".") else { return false }
    let letters = word.split { $0 == "." || $0 == "-" }
    let isSuffix = PersonName.suffixes.contains(String(word))
    return !isSuffix && letters.allSatisfy { $0.count == 1 && $0.first?.isUppercase == true }
  }
}
