import DigestCore
import DigestModel

/// The initial of a name in an index; `#` for names that don't start with a letter.
enum Letter {
  /// Returns the initial as an upper-case ASCII letter, or `#`.
  static func initial(of name: String) -> String {
    guard let byte = Slug.ascii(name).utf8.first, ASCII.isLetter(byte) else { return "#" }
    return String(decoding: [byte & 0xDF], as: UTF8.self)
  }

  /// Returns the HTML id of a letter's group; an id cannot contain `#`.
  static func anchor(_ letter: String) -> String {
    letter == "#" ? "letter-other" : "letter-\(letter.lowercased())"
  }
}
