import DigestCore
import DigestModel

/// Dates in the formats of sources.
extension Day {
  /// Parses the day of `2026-01-05T09:00:00Z`, `2026-01-05` or `2026-01-05 09:00`, without
  /// converting time zones.
  package init?(timestamp text: String) {
    let text = text.drop { $0 == " " || $0 == "\n" }
    let rest = text.utf8.dropFirst(10).first
    guard rest == nil || !ASCII.isDigit(rest ?? 0) else { return nil }
    self.init(String(text.prefix(10)))
  }

  /// Parses the day of `Fri, 28 Aug 2026 22:22:10 GMT` (RFC 2822), without converting time zones.
  package init?(mailDate text: String) {
    var words = text.split { $0 == " " || $0 == "," || $0 == "\n" }
    if let first = words.first, first.utf8.first.map(ASCII.isLetter) == true { words.removeFirst() }
    guard words.count >= 3, let day = Int(words[0]), let month = Month.number(words[1]),
      let year = Int(words[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension Month {
  /// Returns the number of a month: `Jan`, `January`, `jan.` and `JAN` → 1.
  package static func number(_ word: Substring) -> Int? {
    let letters = word.lowercased().utf8.prefix { ASCII.isLetter($0) }
    let rest = word.utf8.dropFirst(letters.count)
    guard letters.count >= 3, rest.allSatisfy({ $0 == UInt8(ascii: ".") }) else { return nil }
    return names.firstIndex { $0.lowercased().utf8.starts(with: letters) }.map { $0 + 1 }
  }
}
