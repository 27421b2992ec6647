import DigestMarkup
import DigestModel

/// Parses a string of names, as in arXiv's older interfaces.
///
/// For example, `A. One (1), B. Two and C. Three ((1) Institute)` → three names. Affiliations are
/// dropped, because the notes that they refer to are often cut or missing.
enum AuthorList {
  /// The maximum number of names; the largest collaborations on arXiv have some three thousand.
  static let limit = 10_000

  static func parse(_ text: String) -> [Author] {
    let plain = TeXText(withoutParentheses(text)).plain
    var names: [String] = []
    for part in split(plain) {
      let name = part.trimmingPrefix { $0 == " " }
      // `Jones, Jr.` is a single name.
      if suffixes.contains(String(name)), let last = names.popLast() {
        names.append("\(last), \(name)")
      } else if !name.isEmpty && !isOthers(name) {
        names.append(String(name))
      }
    }
    return names.prefix(limit).map { Author(name: $0) }
  }

  private static let suffixes: Set<String> = ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"]

  private static func isOthers(_ name: some StringProtocol) -> Bool {
    ["et al", "et al.", "others"].contains(name.lowercased())
  }

  /// Removes parentheses, also nested ones; an unclosed one extends to the end.
  private static func withoutParentheses(_ text: String) -> String {
    var depth = 0
    var kept: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if depth == 0 { kept.append(byte) }
      if byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Splits at commas, semicolons, `and`, `&`, and after the colon of `The X Collaboration:`.
  private static func split(_ text: String) -> [Substring] {
    let parts = text.split { $0 == "," || $0 == ";" || $0 == "\n" }
    return parts.flatMap { part -> [Substring] in
      let words = part.split(separator: " ")
      return words.split { $0 == "and" || $0 == "&" }.flatMap { words -> [Substring] in
        let name = words.joined(separator: " ")
        return name.split(separator: ":").filter { $0.contains { !$0.isWhitespace } }
      }
    }
  }
}
