import DigestCore
import DigestModel

/// The letters of an index of names, with `#` for all that begins with none.
enum Letter {
  static func initial(of name: String) -> String {
    guard let byte = Slug.ascii(name).utf8.first, ASCII.isLetter(byte) else { return "#" }
    return String(decoding: [byte & 0xDF], as: UTF8.self)
  }

  /// The id of a letter's group; `#` is no name for one.
  static func anchor(_ letter: String) -> String {
    letter == "#" ? "letter-other" : "letter-\(letter.lowercased())"
  }
}
