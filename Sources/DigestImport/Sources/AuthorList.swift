import DigestMarkup
import DigestModel

/// Names in one text, as arXiv's older interfaces give them.
///
/// For instance `A. One (1), B. Two and C. Three ((1) Institute)` → three names. Affiliations are
/// left out: their numbers refer to notes that are cut or missing as often as not.
enum AuthorList {
  /// arXiv's largest collaborations sign with some three thousand names.
  static let limit = 10_000

  static func parse(_ text: String) -> [Author] {
    let plain = TeXText(withoutParentheses(text)).plain
    var names: [String] = []
    for part in split(plain) {
      let name = part.trimmingPrefix { $0 == " " }
      // `Jones, Jr.` is one name.
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

  /// Nested parentheses too; an open one goes to the end.
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

  /// At commas, semicolons, `and`, `&`, and behind the colon of `The X Collaboration:`.
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
