/// A body rendered: the abstract up to the first heading, then the curator's notes.
struct RenderedBody {
  var abstract: SafeHTML
  var notes: SafeHTML
  /// Links whose addresses were refused, with their lines within the body.
  var refusedLinks: [(url: String, line: Int)] = []
}

/// Markdown (GitHub's flavour, with footnotes and smart punctuation) to HTML that is safe.
enum Markdown {
  /// `resolve` turns a relative address into one that is right on the page.
  static func render(
    _ body: ArraySlice<UInt8>, resolve: (String) -> String = { $0 }
  ) -> RenderedBody {
    let document = CMarkDocument(body)
    let refused = checkLinks(below: document.root, resolve)
    for node in CMarkDocument.children(of: document.root) where CMarkDocument.isHeading(node) {
      CMarkDocument.lowerHeading(node)
    }
    let notes = CMarkDocument.splitAtFirstHeading(document.root)
    defer { CMarkDocument.free(notes) }
    return RenderedBody(
      abstract: SafeHTML(vouchedFor: CMarkDocument.html(of: document.root)),
      notes: SafeHTML(vouchedFor: CMarkDocument.html(of: notes)), refusedLinks: refused)
  }

  /// The abstract's first sentences as plain text, at most about `limit` characters.
  static func excerpt(of body: ArraySlice<UInt8>, limit: Int = 320) -> String {
    let document = CMarkDocument(body)
    let notes = CMarkDocument.splitAtFirstHeading(document.root)
    defer { CMarkDocument.free(notes) }
    var text: [UInt8] = []
    CMarkDocument.readText(of: document.root) { part in
      text += part.utf8
      return text.count < limit * 4
    }
    return Excerpt.cut(text, limit: limit)
  }

  private static func checkLinks(
    below root: CMarkDocument.Node, _ resolve: (String) -> String
  ) -> [(url: String, line: Int)] {
    var refused: [(url: String, line: Int)] = []
    let nodes = CMarkDocument.nodes(below: root)
    for node in nodes where CMarkDocument.isLink(node) || CMarkDocument.isImage(node) {
      let url = CMarkDocument.url(of: node)
      if let safe = SafeURL(url) {
        let resolved = resolve(safe.text)
        if resolved != url { CMarkDocument.setURL(resolved, of: node) }
      } else {
        refused.append((url, CMarkDocument.line(of: node)))
        CMarkDocument.unwrap(node)
      }
    }
    return refused
  }
}

/// Cuts plain text at the end of a sentence, or else of a word.
enum Excerpt {
  /// For instance `One. Two is long` with room for eight characters → `One.`.
  static func cut(_ text: [UInt8], limit: Int) -> String {
    let tidy = tidied(text)
    guard let end = index(ofCharacter: limit, in: tidy) else {
      return String(decoding: tidy, as: UTF8.self)
    }
    let half = index(ofCharacter: limit / 2, in: tidy) ?? 0
    if let stop = lastSentenceEnd(in: tidy[half..<end]) {
      return String(decoding: tidy[...stop], as: UTF8.self)
    }
    let word = tidy[half..<end].lastIndex(of: 0x20) ?? end
    return String(decoding: trimmed(tidy[..<word]), as: UTF8.self) + "…"
  }

  private static func tidied(_ text: [UInt8]) -> [UInt8] {
    var tidy: [UInt8] = []
    for byte in text {
      let isSpace = byte == 0x20 || byte == 0x0A || byte == 0x09
      if !isSpace {
        tidy.append(byte)
      } else if let last = tidy.last, last != 0x20 {
        tidy.append(0x20)
      }
    }
    if tidy.last == 0x20 { tidy.removeLast() }
    return tidy
  }

  /// Where the character number `count` (a Unicode scalar, from 0) begins.
  private static func index(ofCharacter count: Int, in text: [UInt8]) -> Int? {
    var seen = 0
    for (index, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
      if seen == count { return index }
      seen += 1
    }
    return nil
  }

  private static func lastSentenceEnd(in text: ArraySlice<UInt8>) -> Int? {
    let ends = text.indices.dropLast(2).filter { index in
      [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(text[index])
        && text[index + 1] == 0x20 && isCapital(text[index + 2]) && !isInitial(text, index)
    }
    return ends.last
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  /// The full stop of `J. Smith` and `e.g. This` ends no sentence.
  private static func isInitial(_ text: ArraySlice<UInt8>, _ stop: Int) -> Bool {
    stop < text.startIndex + 2 || text[stop - 2] == 0x20 || text[stop - 2] == UInt8(ascii: ".")
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = text.lastIndex { ![0x20, 0x2C, 0x3B, 0x3A, 0x2E, 0x28].contains($0) }
    return end.map { text[...$0] } ?? text
  }
}
