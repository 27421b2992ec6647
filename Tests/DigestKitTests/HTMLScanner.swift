/// Splits HTML into tags as browsers do, to check pages without the code that wrote them.
///
/// It follows the WHATWG tokenizer for tags, attributes and comments. It does not treat the content
/// of `<script>` and `<style>` as raw text, because pages have neither with content.
struct HTMLScanner {
  struct Tag {
    let name: String
    let attributes: [(name: String, value: String)]
  }

  private let bytes: [UInt8]
  private var index = 0

  /// Returns all start tags of a page, without end tags and comments.
  static func tags(in bytes: [UInt8]) -> [Tag] {
    var scanner = HTMLScanner(bytes: bytes)
    var tags: [Tag] = []
    while let tag = scanner.nextTag() { tags.append(tag) }
    return tags
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func nextTag() -> Tag? {
    while let byte {
      index += 1
      guard byte == UInt8(ascii: "<"), let next = self.byte else { continue }
      if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
        skipDeclaration()
      } else if isLetter(next) {
        return tag()
      }
    }
    return nil
  }

  private mutating func skipDeclaration() {
    let isComment = bytes[index...].starts(with: "!--".utf8)
    let end = isComment ? Array("-->".utf8) : [UInt8(ascii: ">")]
    while index < bytes.count, !bytes[index...].starts(with: end) { index += 1 }
    index += end.count
  }

  private mutating func tag() -> Tag {
    let name = word { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") }
    var attributes: [(name: String, value: String)] = []
    while let byte {
      if byte == UInt8(ascii: ">") { break }
      if isSpace(byte) || byte == UInt8(ascii: "/") {
        index += 1
        continue
      }
      attributes.append(attribute())
    }
    index += 1
    return Tag(name: name.lowercased(), attributes: attributes)
  }

  private mutating func attribute() -> (name: String, value: String) {
    var name = ""
    if byte == UInt8(ascii: "=") {
      name = "="
      index += 1
    }
    name += word { [UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "=")].contains($0) }
    skipSpace()
    guard byte == UInt8(ascii: "=") else { return (name.lowercased(), "") }
    index += 1
    skipSpace()
    return (name.lowercased(), HTMLScanner.decoded(value()))
  }

  private mutating func value() -> String {
    guard let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return word { $0 == UInt8(ascii: ">") }
    }
    index += 1
    let start = index
    while let byte, byte != quote { index += 1 }
    defer { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func word(_ ends: (UInt8) -> Bool) -> String {
    let start = index
    while let byte, !isSpace(byte), !ends(byte) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while let byte, isSpace(byte) { index += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Decodes the character references that matter in a URL: numeric ones, and those named for
  /// punctuation and white space.
  private static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let names = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "colon": ":", "Tab": "\t", "NewLine": "\n",
      "sol": "/", "lpar": "(", "rpar": ")",
    ]
    let parts = text.split(separator: "&", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts[0])) { result, part in
      let name = part.prefix { $0.isLetter || $0.isNumber || $0 == "#" }
      let rest = part[name.endIndex...].drop { $0 == ";" }
      if let sign = names[String(name)] ?? number(name) { return result + sign + rest }
      return result + "&" + part
    }
  }

  private static func number(_ name: Substring) -> String? {
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let value =
      digits.lowercased().hasPrefix("x") ? Int(digits.dropFirst(), radix: 16) : Int(digits)
    return value.flatMap { Unicode.Scalar(UInt32(clamping: $0)) }.map { String($0) }
  }
}

/// Finds what a page must not contain, wherever its text came from.
enum PageJudge {
  /// The elements that the default theme and cmark-gfm write.
  private static let elements: Set<String> = [
    "html", "head", "meta", "title", "link", "body", "a", "header", "p", "nav", "ul", "ol", "li",
    "main", "footer", "article", "h1", "h2", "h3", "h4", "h5", "h6", "time", "span", "section",
    "dl", "div", "dt", "dd", "strong", "em", "code", "pre", "blockquote", "br", "hr", "img", "del",
    "figure", "table", "thead", "tbody", "tr", "th", "td", "input", "sup",
    "details", "summary", "aside", "search", "form", "label", "button", "select", "option",
    "template",
    "math", "mi", "mn", "mo", "mtext", "mspace", "mrow", "msup", "msub", "msubsup", "mover",
    "munder", "munderover", "mfrac", "msqrt", "mroot", "mstyle",
    "mphantom", "mtable", "mtr", "mtd",
    "i", "b", "u", "sub",
  ]

  private static let attributes: Set<String> = [
    "lang", "charset", "name", "content", "rel", "href", "type", "title", "class", "id",
    "aria-label", "aria-current", "aria-hidden", "datetime", "src", "alt", "start", "align",
    "checked", "disabled", "http-equiv", "media", "data-root", "defer",
    "data-footnote-ref", "data-footnotes", "data-footnote-backref",
    "data-footnote-backref-idx", "property", "action", "method", "for", "autocomplete", "required",
    "aria-labelledby", "placeholder", "spellcheck", "maxlength", "enterkeyhint",
    "aria-autocomplete", "aria-expanded", "aria-controls", "hidden", "value", "data-none",
    "data-failed", "data-damaged",
    "tabindex", "role", "display", "stretchy", "form", "lspace", "rspace",
    "minsize", "maxsize", "accent", "accentunder", "movablelimits", "mathvariant", "linethickness",
    "displaystyle", "scriptlevel", "width",
  ]

  /// Returns the faults of a page; none if it cannot run code.
  static func faults(in bytes: [UInt8]) -> [String] {
    HTMLScanner.tags(in: bytes).flatMap { tag in
      let isKnown = elements.contains(tag.name) || isOwnScript(tag) || isSearchBox(tag)
      let unknown = isKnown ? [] : ["<\(tag.name)>"]
      return unknown + tag.attributes.flatMap { faults(in: $0.name, $0.value, of: tag) }
    }
  }

  private static func isSearchBox(_ tag: HTMLScanner.Tag) -> Bool {
    tag.name == "form" && tag.attributes.first.map { $0 == ("class", "search-box") } == true
  }

  /// Whether a script is JSON-LD, which browsers don't run, or a file of the theme.
  private static func isOwnScript(_ tag: HTMLScanner.Tag) -> Bool {
    guard tag.name == "script", let last = tag.attributes.last else { return false }
    if tag.attributes.count == 1, last.name == "type" {
      return last.value == "application/ld+json"
    }
    let isData = tag.attributes.map(\.value) == ["application/json", "search-manifest"]
    if isData, tag.attributes.map(\.name) == ["type", "id"] { return true }
    let path = last.value.drop { "./".contains($0) }
    let isTheme = ["script.", "search."].contains { path.hasPrefix("assets/\($0)") }
    return last.name == "src" && isTheme
      && tag.attributes.dropLast().allSatisfy { $0.name == "defer" }
  }

  private static func faults(in name: String, _ value: String, of tag: HTMLScanner.Tag) -> [String]
  {
    if !attributes.contains(name) { return ["<\(tag.name) \(name)=\(value)>"] }
    switch name {
    case "href", "src", "action": return isHarmless(value) ? [] : ["<\(tag.name) \(name)=\(value)>"]
    case "http-equiv":
      let isOurs = ["refresh", "Content-Security-Policy"].contains(value)
      return isOurs ? [] : ["<meta http-equiv=\(value)>"]
    default: return []
    }
  }

  /// Whether a URL runs no script, after removing the controls and spaces that browsers remove.
  private static func isHarmless(_ url: String) -> Bool {
    let scalars = url.unicodeScalars.filter { !["\t", "\n", "\r"].contains($0) }
      .drop { $0.value <= 0x20 }
    let text = scalars.map { String($0) }.joined().lowercased()
    if text.hasPrefix("//") || text.hasPrefix("\\") || text.hasPrefix("/\\") { return false }
    let scheme = text.prefix { $0.isLetter || $0.isNumber || "+-.".contains($0) }
    guard text[scheme.endIndex...].first == ":" else { return true }
    return ["http", "https", "mailto"].contains(scheme)
  }
}
