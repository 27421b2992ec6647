/// What search knows of a paper, as text.
struct SearchDocument {
  let title: String
  /// Authors, tags and venue.
  let names: [String]
  /// Summary, abstract and notes.
  let text: [UInt8]
  /// Of arXiv, DOI and the like.
  let identifiers: [String]
  /// For filters: `tag:cs-cl`, `author:lovelace`, `venue:acl`.
  let facets: [String]

  init(_ paper: Paper, _ body: RenderedBody) {
    title = paper.title
    let authors = paper.authors.map(\.name)
    names = authors + paper.tags + (paper.venue.map { [$0] } ?? [])
    var text = Array((paper.summary ?? "").utf8) + [0x20]
    PlainText.append(body.abstract.bytes, to: &text)
    PlainText.append(body.notes.bytes, to: &text)
    self.text = text
    identifiers =
      [paper.arxiv?.id, paper.doi?.id, paper.acl?.id, paper.openReview?.id]
      .compactMap { $0?.lowercased() }
    facets =
      paper.tags.map { SearchDocument.tagTerm($0) }
      + authors.flatMap(SearchTokens.terms("author"))
      + (paper.venue.map { SearchTokens.terms("venue")($0) } ?? [])
  }

  /// A tag as one word: `cs.CL` → `tag:cs-cl`.
  static func tagTerm(_ tag: String) -> String {
    "tag:" + SearchTokens.words(tag).joined(separator: "-")
  }
}

extension SearchTokens {
  /// The words of a name as terms of a field: `Ada Lovelace` → `author:ada`, `author:lovelace`.
  static func terms(_ field: String) -> (String) -> [String] {
    { words($0).map { "\(field):\($0)" } }
  }
}

/// The text of HTML that our own renderer wrote.
enum PlainText {
  /// Within a word these change only how it looks; any other tag ends one.
  private static let inline: Set<String> = [
    "a", "em", "strong", "code", "del", "sup", "sub", "span", "mi", "mn", "mo", "mtext",
  ]

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
    let end = html[start...].firstIndex(of: UInt8(ascii: ">")) ?? html.count - 1
    let name = html[(start + 1)...end].drop { $0 == UInt8(ascii: "/") }
      .prefix { ASCII.isAlphanumeric($0) }
    let tag = String(decoding: name, as: UTF8.self)
    if !inline.contains(tag) { text.append(0x20) }
    // A formula's source beside the formula itself.
    if tag == "annotation", html[start + 1] != UInt8(ascii: "/") {
      return html[end...].dropFirst().firstIndex(of: UInt8(ascii: "<")) ?? html.count
    }
    return end + 1
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
