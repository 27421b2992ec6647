import DigestCore

/// Notation in what readers type or paste, as the index spells it.
enum QueryText {
  /// TeX's accents come off their letters: `na\\"ive` → `naive`, `Erd\\H{o}s` stays.
  static func withoutAccents(_ text: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    let accents: Set<Unicode.Scalar> = ["\"", "'", "^", "`", "~", "=", "."]
    let text = Array(text)
    var (result, index): ([Unicode.Scalar], Int) = ([], 0)
    while index < text.count {
      if text[index] == "\\", index + 2 < text.count, accents.contains(text[index + 1]) {
        let isBraced = text[index + 2] == "{"
        let letter = isBraced ? index + 3 : index + 2
        if letter < text.count, text[letter].properties.isAlphabetic {
          result.append(text[letter])
          index = letter + 1
          if isBraced, index < text.count, text[index] == "}" { index += 1 }
          continue
        }
      }
      result.append(text[index])
      index += 1
    }
    return result
  }

  /// A formula as its letters: `$D^2GS$` → `D2GS`, `L^2` → `L2`.
  static func withoutTeX(_ chunk: String) -> String {
    guard chunk.contains("$") || chunk.contains("^") else { return chunk }
    let signs: Set<Character> = ["$", "^", "_", "{", "}", "\\"]
    return chunk.filter { !signs.contains($0) }
  }

  /// `2510.21404v2` and `2510.21404.pdf` → `2510.21404`; arXiv's DOI too.
  static func withoutVersion(_ chunk: String) -> String {
    var text = chunk[...]
    for ending in [".pdf", ".PDF"] where text.hasSuffix(ending) { text = text.dropLast(4) }
    let prefix = "10.48550/arxiv."
    if text.lowercased().hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
    let digits = text.utf8.reversed().prefix(while: ASCII.isDigit).count
    let number = text.dropLast(digits + 1)
    guard digits > 0, text.dropLast(digits).last == "v", isArxiv(number) else {
      return String(text)
    }
    return String(number)
  }

  private static func isArxiv(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isNew =
      parts.count == 2 && parts[0].utf8.count == 4 && (4...5).contains(parts[1].utf8.count)
      && parts.allSatisfy { $0.utf8.allSatisfy(ASCII.isDigit) }
    guard !isNew, let slash = text.lastIndex(of: "/") else { return isNew }
    let digits = text[text.index(after: slash)...].utf8
    return digits.count == 7 && digits.allSatisfy(ASCII.isDigit)
  }

  /// `text2sql` → `texttosql`, as `text-to-SQL` is one word too.
  static func withTo(_ word: String) -> String? {
    let bytes = Array(word.utf8)
    guard let place = bytes.firstIndex(of: UInt8(ascii: "2")), place > 1, place + 2 < bytes.count,
      bytes[..<place].allSatisfy({ ASCII.isLetter($0) }),
      bytes[(place + 1)...].allSatisfy({ ASCII.isLetter($0) })
    else { return nil }
    return String(
      decoding: bytes[..<place] + Array("to".utf8) + bytes[(place + 1)...], as: UTF8.self)
  }
}
