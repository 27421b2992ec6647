import DigestCore

/// Recognizes URLs in running text, such as `https://github.com/VITA-Group/READ-ME`.
enum TeXURL {
  /// Whether a URL can begin with `byte`, which is a quick test for every byte of a text.
  static func mayBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "f"), UInt8(ascii: "F"),
      UInt8(ascii: "w"), UInt8(ascii: "W"):
      true
    default: false
    }
  }

  /// Returns the URL at `index`, without the punctuation that ends a sentence, and its end.
  static func read(_ text: ArraySlice<UInt8>, at index: Int) -> (url: [UInt8], end: Int)? {
    guard let host = hostStart(text, at: index) else { return nil }
    var url: [UInt8] = []
    /// The index in the text after each byte of `url`; `\_` in the text is one byte of a URL.
    var ends: [Int] = []
    var position = index
    while position < text.endIndex, let length = length(text, at: position) {
      position += length
      url.append(text[position - 1])
      ends.append(position)
    }
    trimEnd(&url)
    guard url.count > host - index, isHost(url[(host - index)...]) else { return nil }
    return (url, ends[url.count - 1])
  }

  /// Returns the index of the host of a URL that begins at `index`; `nil` if none does.
  private static func hostStart(_ text: ArraySlice<UInt8>, at index: Int) -> Int? {
    let before = index > text.startIndex ? text[index - 1] : 0x20
    if ASCII.isLetter(before) { return nil }
    let head = text[index...].prefix(8).map(ASCII.lowercased)
    for scheme in ["https://", "http://", "ftp://"] where head.starts(with: scheme.utf8) {
      return index + scheme.utf8.count
    }
    let isApart = before == 0x20 || before == UInt8(ascii: "(")
    return isApart && head.starts(with: "www.".utf8) ? index + 4 : nil
  }

  /// Returns how many bytes of the text the next byte of the URL takes; `nil` at its end.
  private static func length(_ text: ArraySlice<UInt8>, at index: Int) -> Int? {
    switch text[index] {
    case 0...0x20, 0x7F...0xFF, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"),
      UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "["), UInt8(ascii: "]"):
      return nil
    case UInt8(ascii: "\\"):
      let next = index + 1 < text.endIndex ? text[index + 1] : 0
      return [0x5F, 0x25, 0x23, 0x26, 0x7E].contains(next) ? 2 : nil
    default: return 1
    }
  }

  /// Removes the trailing punctuation that cmark-gfm removes from autolinks, and unpaired `)`.
  private static func trimEnd(_ url: inout [UInt8]) {
    var open = url.count { $0 == UInt8(ascii: "(") }
    var close = url.count { $0 == UInt8(ascii: ")") }
    while let last = url.last {
      switch last {
      case UInt8(ascii: ")") where close > open: close -= 1
      case UInt8(ascii: "("): open -= 1
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "'"):
        break
      default: return
      }
      url.removeLast()
    }
  }

  /// Whether `rest` begins with a host name, followed by a port, a path, a query or nothing.
  private static func isHost(_ rest: ArraySlice<UInt8>) -> Bool {
    let host = rest.prefix { ASCII.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E }
    guard let first = host.first, let last = host.last else { return false }
    let next = rest.dropFirst(host.count).first ?? UInt8(ascii: "/")
    return ASCII.isAlphanumeric(first) && ASCII.isAlphanumeric(last)
      && [0x2F, 0x3A, 0x3F, 0x23].contains(next)
  }
}
