import DigestCore
import DigestMarkup
import DigestModel

/// Names in BibTeX's forms: `First von Last`, `von Last, First`, `von Last, Jr, First`, `{A Group}`;
/// and lists of names as people write them, parted by commas or semicolons.
struct BibTeXNames {
  private(set) var authors: [Author] = []
  /// Nobody can tell where one name ends and the next begins.
  private(set) var isUnclear = false
  /// The list ends in `and others`.
  private(set) var hasMore = false

  static func parse(_ text: String) -> [Author] { BibTeXNames(text).authors }

  init(_ text: String) {
    let bytes = BibTeXNames.withoutEntities(Array(text.utf8))
    for part in BibTeXList.atAnd(bytes).flatMap({ BibTeXList.parts(of: $0, at: UInt8(ascii: ";")) })
    {
      read(part)
    }
    hasMore = authors.contains { AuthorNames.isOthers($0.name) }
    authors.removeAll { AuthorNames.isOthers($0.name) }
  }

  /// The semicolon of `&ouml;` parts no names.
  private static func withoutEntities(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "&"), let (sign, end) = HTMLEntities.read(text[...], at: index)
      {
        result += sign.utf8
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private mutating func read(_ part: ArraySlice<UInt8>) {
    let pieces = BibTeXList.parts(of: part, at: UInt8(ascii: ",")).map(BibTeXNames.plain)
    let hasTrailingComma = pieces.count > 1 && pieces.last == ""
    let filled = pieces.filter { !$0.isEmpty }
    let isSuffix = { (text: String) in PersonName.suffixes.contains(text) }
    switch filled.count {
    case 0: return
    case 1: authors.append(BibTeXNames.inOrder(part, filled[0]))
    case 2 where isSuffix(filled[1]):
      let name = PersonName(filled[0])
      add(given: name.given, family: name.family, suffix: filled[1])
    case 2 where !hasTrailingComma || !BibTeXNames.areWhole(filled):
      add(given: filled[1], family: filled[0])
    case 3 where isSuffix(filled[1]): add(given: filled[2], family: filled[0], suffix: filled[1])
    case 3 where isSuffix(filled[2]): add(given: filled[1], family: filled[0], suffix: filled[2])
    default: readList(filled)
    }
  }

  private mutating func add(given: String, family: String, suffix: String? = nil) {
    authors.append(Author(given: given, family: family, suffix: suffix))
  }

  /// `A B, C D, E F` or `Baker, F., Huang, S. C.`; anything else is unclear.
  private mutating func readList(_ pieces: [String]) {
    if BibTeXNames.areWhole(pieces) {
      authors += pieces.map { Author(name: $0) }
    } else if BibTeXNames.areFamiliesAndInitials(pieces) {
      for index in stride(from: 0, to: pieces.count, by: 2) {
        add(given: pieces[index + 1], family: pieces[index])
      }
    } else {
      isUnclear = true
    }
  }

  private static func areWhole(_ names: [String]) -> Bool {
    names.allSatisfy { name in
      let words = name.split(separator: " ")
      return words.count > 1 && !words.allSatisfy { PersonName.areInitials($0) }
    }
  }

  private static func areFamiliesAndInitials(_ pieces: [String]) -> Bool {
    pieces.count.isMultiple(of: 2)
      && stride(from: 1, to: pieces.count, by: 2).allSatisfy { index in
        pieces[index].split(separator: " ").allSatisfy { PersonName.areInitials($0) }
      }
  }

  /// `Valérie {Van Grootel}`: braces hold a family name together; all of a group in them is whole.
  private static func inOrder(_ part: ArraySlice<UInt8>, _ name: String) -> Author {
    let words = BibTeXList.words(part)
    guard let last = words.last, last.first == UInt8(ascii: "{"), last.last == UInt8(ascii: "}"),
      last.dropFirst().first != UInt8(ascii: "\\")
    else { return Author(name: name) }
    let family = plain(last)
    // `{Doe}` only protects a name that any program finds.
    if words.count == 1 && !family.contains(" ") { return Author(name: name) }
    let given = words.dropLast().map(plain).joined(separator: " ")
    return Author(given: given, family: family)
  }

  private static func plain(_ part: ArraySlice<UInt8>) -> String {
    if part.allSatisfy(isPlain) {
      return FieldReader.tidied(String(decoding: part, as: UTF8.self))
    }
    let text = TeXText(tex: String(decoding: part, as: UTF8.self)).plain
    // A tie is a space here: `Donald~E. Knuth`.
    return FieldReader.tidied(text.replacing("\u{A0}", with: " "))
  }

  /// Most names need no reading of TeX, which takes most of an import's time.
  private static func isPlain(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == 0x20 || byte == UInt8(ascii: ".")
  }
}

/// Cuts the text of a field outside its braces.
enum BibTeXList {
  /// At the word `and` in any case, and at `&`.
  static func atAnd(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var names: [ArraySlice<UInt8>] = []
    var start = 0
    forEachOutside(text[...]) { index in
      guard index >= start, ASCII.isSpace(text[index]), let end = endOfAnd(text, after: index)
      else {
        return
      }
      names.append(text[start..<index])
      start = end
    }
    return names + [text[min(start, text.count)...]]
  }

  static func parts(of text: ArraySlice<UInt8>, at separator: UInt8) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    forEachOutside(text) { index in
      guard text[index] == separator else { return }
      parts.append(text[start..<index])
      start = index + 1
    }
    return parts + [text[start...]]
  }

  static func words(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    forEachOutside(text) { index in
      guard ASCII.isSpace(text[index]) else { return }
      if index > start { words.append(text[start..<index]) }
      start = index + 1
    }
    return start < text.endIndex ? words + [text[start...]] : words
  }

  /// Each byte that lies outside braces and is not escaped.
  private static func forEachOutside(_ text: ArraySlice<UInt8>, _ body: (Int) -> Void) {
    var depth = 0
    var index = text.startIndex
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: if depth == 0 { body(index) }
      }
      index += 1
    }
  }

  /// Behind `and ` or `& ` that follows the space at `index`.
  private static func endOfAnd(_ text: [UInt8], after index: Int) -> Int? {
    let rest = text[(index + 1)...]
    let word = rest.prefix { !ASCII.isSpace($0) }
    let isAnd = word.count == 3 && word.map(ASCII.lowercased).elementsEqual("and".utf8)
    let isSign = word.elementsEqual("&".utf8) || word.elementsEqual("\\&".utf8)
    guard isAnd || isSign, word.endIndex < text.count else { return nil }
    return word.endIndex + 1
  }
}
