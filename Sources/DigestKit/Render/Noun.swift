import DigestCore

/// A noun for counts such as "1 paper" and "1,024 papers".
enum Noun: String {
  case author
  case paper
  case tag
  case venue

  /// Returns a number with the noun, in the plural unless it is 1.
  func counted(_ count: Int) -> String {
    "\(count.grouped) \(rawValue)\(count == 1 ? "" : "s")"
  }
}
