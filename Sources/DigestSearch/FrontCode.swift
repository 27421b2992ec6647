/// Writes sorted words as what each shares with the word before, and the rest.
enum FrontCode {
  static func append(
    _ word: ArraySlice<UInt8>, after previous: ArraySlice<UInt8>, to output: inout [UInt8]
  ) {
    let shared = shared(word, previous, limit: 35)
    output += String(units(word.prefix(shared)), radix: 36).utf8
    output += word.dropFirst(shared)
  }

  /// Programs in browsers count text in UTF-16.
  private static func units(_ text: ArraySlice<UInt8>) -> Int {
    text.count { $0 & 0xC0 != 0x80 } + text.count { $0 >= 0xF0 }
  }

  /// The words of a text that ``append(_:after:to:)`` made, and how far back each one's list is.
  static func decode(
    _ text: Substring.UTF8View
  ) throws(MalformedIndex) -> (words: [[UInt8]], backs: [Int?]) {
    var words: [[UInt8]] = []
    var backs: [Int?] = []
    for item in text.split(separator: 0x20) {
      let rest = item.dropFirst().prefix { $0 != UInt8(ascii: "=") }
      let mark = item.dropFirst(1 + rest.count)
      guard let shared = number(item.prefix(1)),
        let back = mark.count < 2 ? 0 : number(mark.dropFirst())
      else {
        throw MalformedIndex("'w' holds '\(String(decoding: item.prefix(40), as: UTF8.self))'")
      }
      words.append(Array(beginning(words.last ?? [], units: shared)) + Array(rest))
      backs.append(mark.isEmpty ? nil : back)
    }
    return (words, backs)
  }

  /// A number in base 36 without a sign, of a few digits.
  private static func number(_ digits: Substring.UTF8View) -> Int? {
    guard digits.count < 8, digits.first != UInt8(ascii: "-"), digits.first != UInt8(ascii: "+")
    else { return nil }
    return Int(String(decoding: digits, as: UTF8.self), radix: 36)
  }

  private static func beginning(_ word: [UInt8], units: Int) -> ArraySlice<UInt8> {
    var (count, index) = (0, 0)
    while index < word.count, count < units {
      let lead = word[index]
      count += lead >= 0xF0 ? 2 : 1
      index += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }
    return word.prefix(index)
  }

  /// The shortest beginning of `word` that sorts behind the word before it.
  static func difference(_ word: ArraySlice<UInt8>, _ previous: ArraySlice<UInt8>) -> [UInt8] {
    var count = shared(word, previous, limit: .max) + 1
    while count < word.count, word[word.startIndex + count] & 0xC0 == 0x80 { count += 1 }
    return Array(word.prefix(count))
  }

  /// Whole characters only, so that both parts are text.
  private static func shared(
    _ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>, limit: Int
  ) -> Int {
    var count = zip(a, b).prefix { $0 == $1 }.count
    count = min(count, limit)
    while count > 0, count < a.count, a[a.startIndex + count] & 0xC0 == 0x80 { count -= 1 }
    return count
  }
}
