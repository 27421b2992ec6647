import DigestCore

/// The text of HTML that our own renderer wrote.
enum PlainText {
  /// Within a word these change only how it looks; any other tag ends one.
  private static let inline = Set(
    ["a", "em", "strong", "code", "del", "sup", "sub", "span", "mi", "mn", "mo", "mtext"]
      .map { Array($0.utf8)[...] }.map(number))
  /// A formula's source beside the formula itself.
  private static let annotation = number(of: Array("annotation".utf8)[...])

  static func append(_ html: [UInt8], to text: inout [UInt8]) {
    var index = 0
    while index < html.count {
      switch html[index] {
      case UInt8(ascii: "<"): index = skipTag(html, at: index, &text)
      case UInt8(ascii: "&"): index = appendEntity(html, at: index, &text)
      default:
        let end = runEnd(html, from: index)
        text.append(contentsOf: html[index..<end])
        index = end
      }
    }
    text.append(0x20)
  }

  private static func runEnd(_ html: [UInt8], from start: Int) -> Int {
    html.withUnsafeBufferPointer { html in
      var end = start
      while end < html.count, html[end] != UInt8(ascii: "<"), html[end] != UInt8(ascii: "&") {
        end += 1
      }
      return end
    }
  }

  private static func skipTag(_ html: [UInt8], at start: Int, _ text: inout [UInt8]) -> Int {
    var index = start + 1
    let isEnd = index < html.count && html[index] == UInt8(ascii: "/")
    if isEnd { index += 1 }
    let begin = index
    while index < html.count, ASCII.isAlphanumeric(html[index]) { index += 1 }
    let name = number(of: html[begin..<index])
    while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
    if !inline.contains(name) { text.append(0x20) }
    if name == annotation, !isEnd {
      while index < html.count, html[index] != UInt8(ascii: "<") { index += 1 }
      return index
    }
    return min(index + 1, html.count)
  }

  /// A tag's name as a number; the last eight bytes tell our renderer's names apart.
  private static func number(of name: ArraySlice<UInt8>) -> UInt64 {
    name.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static let entities: [(name: [UInt8], byte: UInt8)] = [
    (Array("&amp;".utf8), 0x26), (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E),
    (Array("&quot;".utf8), 0x22), (Array("&#39;".utf8), 0x27),
  ]

  private static func appendEntity(_ html: [UInt8], at start: Int, _ text: inout [UInt8]) -> Int {
    for (name, byte) in entities where html[start...].starts(with: name) {
      text.append(byte)
      return start + name.count
    }
    text.append(html[start])
    return start + 1
  }
}
