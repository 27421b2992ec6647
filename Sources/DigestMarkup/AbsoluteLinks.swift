/// Makes relative URLs absolute in HTML that digest rendered, for feeds and mail.
package enum AbsoluteLinks {
  /// Resolves the URLs of `html` against `page`, a permalink.
  package static func resolve(_ html: SafeHTML, page: String) -> SafeHTML {
    let bytes = html.bytes
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 256)
    var start = 0
    var isInTag = false
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "<"): isInTag = true
      case UInt8(ascii: ">"): isInTag = false
      case 0x20 where isInTag:
        if let value = address(in: bytes, at: index) {
          output += bytes[start..<value.lowerBound]
          output += resolved(Array(bytes[value]), page).utf8
          start = value.upperBound
          index = value.upperBound
        }
      default: break
      }
      index += 1
    }
    return start == 0 ? html : SafeHTML(vouchedFor: output + bytes[start...])
  }

  /// Returns the range of the value of a `href` or `src` attribute after the space at `index`.
  ///
  /// cmark-gfm writes double quotes and escapes those inside the value.
  private static func address(in bytes: [UInt8], at index: Int) -> Range<Int>? {
    for name in ["href=\"", "src=\""] where bytes[(index + 1)...].starts(with: name.utf8) {
      let start = index + 1 + name.utf8.count
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      return start..<end
    }
    return nil
  }

  /// Resolves one URL; fragments and queries are appended to the page's.
  private static func resolved(_ address: [UInt8], _ page: String) -> String {
    let text = String(decoding: address, as: UTF8.self)
    switch address.first {
    case nil: return page
    case UInt8(ascii: "#"), UInt8(ascii: "?"): return page + text
    case UInt8(ascii: "/"): return address.dropFirst().first == 0x2F ? text : host(of: page) + text
    default: return hasScheme(address) ? text : joined(page, text)
    }
  }

  private static func hasScheme(_ address: [UInt8]) -> Bool {
    let end = address.firstIndex { [0x3A, 0x2F, 0x3F, 0x23].contains($0) }
    return end.map { address[$0] == UInt8(ascii: ":") } ?? false
  }

  private static func host(of page: String) -> String {
    page.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
      .joined(separator: "/")
  }

  /// Resolves a relative path (RFC 3986, 5.2): `https://a.org/papers/x.html` and `../y.png` →
  /// `https://a.org/y.png`.
  private static func joined(_ page: String, _ address: String) -> String {
    var folders = page.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var rest = address[...]
    while true {
      if rest.hasPrefix("./") {
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("../") {
        rest = rest.dropFirst(3)
        if folders.count > 3 { folders.removeLast() }
      } else {
        return folders.joined(separator: "/") + "/" + rest
      }
    }
  }
}
