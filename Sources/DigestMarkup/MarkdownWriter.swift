/// Writes the pieces of a paragraph as one line of Markdown that renders to exactly these pieces.
///
/// First it writes all bytes with their roles. Then ``MarkdownEscapes`` decides which literal bytes
/// need a backslash, which depends on the bytes on both sides.
struct MarkdownWriter {
  /// The purpose of a byte, which decides whether it may be escaped.
  enum Role {
    /// Text that is shown as written.
    case literal
    /// Text inside a link, where every bracket must be escaped.
    case linkText
    /// A delimiter of emphasis: `*` or `**`.
    case marker
    /// A formula, code, a URL or link syntax, which is never escaped.
    case raw
  }

  private(set) var bytes: [UInt8] = []
  private(set) var roles: [Role] = []
  /// The indexes at which styled parts open and close, with the lengths of their markers.
  private var styles: [(open: Int, close: Int, length: Int)] = []
  /// The ranges of URLs that Markdown turns into links without further markup.
  private(set) var addresses: [Range<Int>] = []
  private var isInStyle = false
  private var isInLink = false

  /// Returns the Markdown for a paragraph.
  static func line(_ pieces: [TeXPiece]) -> [UInt8] {
    var writer = MarkdownWriter()
    writer.append(pieces)
    writer.trim()
    writer.dropBrokenMarkers()
    writer.bracketAddresses()
    return MarkdownEscapes.escaped(writer.bytes, writer.roles, addresses: writer.addresses)
  }

  private mutating func append(_ pieces: [TeXPiece]) {
    for piece in pieces { append(piece) }
  }

  private mutating func append(_ piece: TeXPiece) {
    switch piece {
    case .text(let text): append(text, isInLink ? .linkText : .literal)
    case .math(let formula): append(formula, .raw)
    case .code(let code): append(code: code)
    case .url(let url): append(address: url)
    case .link(let url, let pieces): append(link: url, pieces)
    case .styled(let style, let pieces): append(pieces, style)
    }
  }

  private mutating func append(_ text: some Collection<UInt8>, _ role: Role) {
    // Only one space is kept between two pieces; two at the end of a line are a hard line break.
    let text = bytes.last == 0x20 ? text.drop { $0 == 0x20 } : text[...]
    bytes += text
    roles += repeatElement(role, count: text.count)
  }

  /// Writes code, or plain text directly after another backtick.
  private mutating func append(code: [UInt8]) {
    if code.isEmpty { return }
    let sign = [UInt8(ascii: "`")]
    if bytes.last == sign[0] { return append(code, .literal) }
    append(sign + code + sign, .raw)
  }

  private mutating func append(address url: [UInt8]) {
    if isInLink { return append(url, .linkText) }
    let start = bytes.count
    append(url, .raw)
    addresses.append(start..<bytes.count)
  }

  private mutating func append(link url: [UInt8], _ pieces: [TeXPiece]) {
    if isInLink { return append(pieces) }
    append("[".utf8, .raw)
    isInLink = true
    append(pieces)
    isInLink = false
    append("](".utf8 + MarkdownWriter.destination(url) + ")".utf8, .raw)
  }

  /// Percent-encodes parentheses and escapes `&`, which Markdown would decode.
  private static func destination(_ url: [UInt8]) -> [UInt8] {
    url.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "("): Array("%28".utf8)
      case UInt8(ascii: ")"): Array("%29".utf8)
      case UInt8(ascii: "&"): Array("\\&".utf8)
      default: [byte]
      }
    }
  }

  private mutating func append(_ pieces: [TeXPiece], _ style: TeXPiece.Style) {
    let text = TeXPiece.plain(pieces)
    if isInStyle || text.isEmpty { return append(pieces) }
    let marker = repeatElement(UInt8(ascii: "*"), count: style == .strong ? 2 : 1)
    append(Array(marker), .marker)
    let open = bytes.count - marker.count
    isInStyle = true
    append(pieces)
    isInStyle = false
    styles.append((open, bytes.count, marker.count))
    append(Array(marker), .marker)
  }

  private mutating func trim() {
    while bytes.last == 0x20 {
      bytes.removeLast()
      roles.removeLast()
    }
  }

  /// Removes markers that Markdown would not interpret as such: those inside words next to
  /// punctuation, with white space inside, or next to other markers.
  private mutating func dropBrokenMarkers() {
    var dropped = [Bool](repeating: false, count: bytes.count)
    for style in styles where !isSound(style) {
      for offset in 0..<style.length {
        dropped[style.open + offset] = true
        dropped[style.close + offset] = true
      }
    }
    if !dropped.contains(true) { return }
    remove(dropped)
  }

  /// Whether Markdown recognizes both markers of a styled part.
  private func isSound(_ style: (open: Int, close: Int, length: Int)) -> Bool {
    let inside = (style.open + style.length)..<style.close
    let open = Flanking(bytes, style.open..<inside.lowerBound)
    let close = Flanking(bytes, inside.upperBound..<(inside.upperBound + style.length))
    let isApart = { (index: Int) in
      !bytes.indices.contains(index) || bytes[index] != UInt8(ascii: "*")
    }
    return open.isLeft && close.isRight && isApart(style.open - 1) && isApart(inside.lowerBound)
      && isApart(inside.upperBound - 1) && isApart(inside.upperBound + style.length)
  }

  /// Removes the marked bytes and adjusts the ranges of URLs.
  private mutating func remove(_ dropped: [Bool]) {
    var moved = [Int](repeating: 0, count: bytes.count + 1)
    for index in dropped.indices { moved[index + 1] = moved[index] + (dropped[index] ? 0 : 1) }
    addresses = addresses.map { moved[$0.lowerBound]..<moved[$0.upperBound] }
    bytes = bytes.indices.filter { !dropped[$0] }.map { bytes[$0] }
    roles = roles.indices.filter { !dropped[$0] }.map { roles[$0] }
  }

  /// Writes URLs as `<…>` where Markdown would otherwise include what follows them in the link.
  private mutating func bracketAddresses() {
    let linking = addresses.map(linksItself)
    if !linking.contains(false) { return }
    let (text, textRoles) = (bytes, roles)
    let ranges = zip(addresses, linking)
    (bytes, roles, addresses) = ([], [], [])
    var end = 0
    for (range, linksItself) in ranges {
      append(text[end..<range.lowerBound], textRoles[end..<range.lowerBound])
      // `<www.…>` is no link in Markdown.
      let isBounded = !linksItself && text[range.lowerBound] | 0x20 != UInt8(ascii: "w")
      if isBounded { append("<".utf8, .raw) }
      let start = bytes.count
      append(text[range], textRoles[range])
      if linksItself { addresses.append(start..<bytes.count) }
      if isBounded { append(">".utf8, .raw) }
      end = range.upperBound
    }
    append(text[end...], textRoles[end...])
  }

  private mutating func append(_ text: ArraySlice<UInt8>, _ textRoles: ArraySlice<Role>) {
    bytes += text
    roles += textRoles
  }

  /// Whether Markdown recognizes the URL and its end: only punctuation, then a space or nothing may
  /// follow.
  private func linksItself(_ range: Range<Int>) -> Bool {
    let url = bytes[range]
    let trailing = Array("?!.,:;)*'\"".utf8)
    let hasPlainEnd = url.last.map { !trailing.contains($0) && $0 != 0x5F && $0 != 0x7E } == true
    return hasPlainEnd && url.contains(UInt8(ascii: "."))
      && !url.contains(UInt8(ascii: ";"))
      && bytes[range.upperBound...].first { !trailing.contains($0) } ?? 0x20 == 0x20
  }
}
