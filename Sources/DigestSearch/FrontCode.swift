/// Words told by what they share with the word before.
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

  /// The words of a text that ``append(_:after:to:)`` made.
  static func decode(_ text: Substring.UTF8View) -> (words: [[UInt8]], backs: [Int?]) {
    var words: [[UInt8]] = []
    var backs: [Int?] = []
    for item in text.split(separator: 0x20) {
      let shared = item.first.flatMap { Int(String(Unicode.Scalar($0)), radix: 36) } ?? 0
      let rest = item.dropFirst().prefix { $0 != UInt8(ascii: "=") }
      let mark = item.dropFirst(1 + rest.count)
      words.append(Array(beginning(words.last ?? [], units: shared)) + Array(rest))
      let back = String(decoding: mark.dropFirst(), as: UTF8.self)
      backs.append(mark.isEmpty ? nil : back.isEmpty ? 0 : Int(back, radix: 36))
    }
    return (words, backs)
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

  /// The shortest beginning of `word` that stands behind the word before it.
  static func difference(_ word: ArraySlice<UInt8>, _ previous: ArraySlice<UInt8>) -> String {
    var count = shared(word, previous, limit: .max) + 1
    while count < word.count, word[word.startIndex + count] & 0xC0 == 0x80 { count += 1 }
    return String(decoding: word.prefix(count), as: UTF8.self)
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
