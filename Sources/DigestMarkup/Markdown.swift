/// A rendered body: the abstract up to the first heading, then the curator's notes.
public struct RenderedBody: Sendable {
  package var abstract: SafeHTML
  package var notes: SafeHTML
  /// Links that were removed because of their URLs, with their lines in the file.
  package var refusedLinks: [RefusedLink] = []
  /// Warnings about formulas, with their positions in the file.
  package var formulaWarnings: [MarkdownFormulas.Warning] = []
  /// Whether the body has formulas, so that it must be rendered again for feeds.
  package var holdsFormulas = false
  /// The reason why nothing was rendered.
  package var problem: MarkdownLimits.Problem?

  package init(
    abstract: SafeHTML, notes: SafeHTML, refusedLinks: [RefusedLink] = [],
    formulaWarnings: [MarkdownFormulas.Warning] = [], holdsFormulas: Bool = false,
    problem: MarkdownLimits.Problem? = nil
  ) {
    self.abstract = abstract
    self.notes = notes
    self.refusedLinks = refusedLinks
    self.formulaWarnings = formulaWarnings
    self.holdsFormulas = holdsFormulas
    self.problem = problem
  }

  /// A link whose URL is unsafe, with its line in the file.
  package struct RefusedLink: Sendable {
    package let url: String
    package let line: Int
  }

  /// The approximate size in memory, in bytes.
  package var byteCount: Int { abstract.bytes.count + notes.bytes.count }
}

/// Renders GitHub Flavored Markdown, with footnotes and smart punctuation, to safe HTML.
package enum Markdown {
  /// The result of rendering a body when it is loaded.
  package struct Reading {
    /// The reason why the text cannot be rendered.
    package let problem: MarkdownLimits.Problem?
    /// The first sentences of the abstract as plain text.
    package let excerpt: String
    /// The HTML; `nil` if it has relative links, which depend on the page.
    package let body: RenderedBody?
  }

  /// The maximum length of an excerpt in characters, about what a card shows.
  package static let excerptLimit = 320

  /// Renders `body`, whose first line is line `firstLine` of its file, before its page is known.
  package static func read(
    _ body: ArraySlice<UInt8>, firstLine: Int, macros: MathMacros = MathMacros()
  ) -> Reading {
    let document = CMarkDocument(body)
    let formulas = MarkdownFormulas(
      in: document, body: body, firstLine: firstLine, macros: macros, medium: .page)
    var dependsOnPage = false
    let rendered = render(document, formulas, firstLine: firstLine) { url in
      dependsOnPage = true
      return url
    }
    return Reading(
      problem: rendered.body.problem, excerpt: rendered.excerpt,
      body: dependsOnPage ? nil : rendered.body)
  }

  /// Returns the reason why a body would be rejected, or `nil` if it is fine.
  package static func problem(in body: [UInt8]) -> MarkdownLimits.Problem? {
    if let problem = MarkdownLimits.problem(in: body[...]) { return problem }
    return MarkdownExpansion.mayExceedLimit(body[...])
      ? read(body[...], firstLine: 1).problem : nil
  }

  /// Renders `body`; `resolve` turns each relative URL into one that is correct on the page.
  package static func render(
    _ body: ArraySlice<UInt8>, firstLine: Int, macros: MathMacros = MathMacros(),
    medium: MarkdownFormulas.Medium = .page, resolve: (String) -> String
  ) -> RenderedBody {
    let document = CMarkDocument(body)
    let formulas = MarkdownFormulas(
      in: document, body: body, firstLine: firstLine, macros: macros, medium: medium)
    return render(document, formulas, firstLine: firstLine, resolve: resolve).body
  }

  private static func render(
    _ document: borrowing CMarkDocument, _ formulas: MarkdownFormulas, firstLine: Int,
    resolve: (String) -> String
  ) -> (excerpt: String, body: RenderedBody) {
    let root = document.root
    if document.mayExceedLimit, let problem = MarkdownExpansion.problem(below: root) {
      let nothing = SafeHTML(vouchedFor: [])
      return ("", RenderedBody(abstract: nothing, notes: nothing, problem: problem))
    }
    let refused = checkLinks(below: root, firstLine: firstLine, resolve)
    for node in CMarkDocument.children(of: root) where CMarkDocument.isHeading(node) {
      CMarkDocument.lowerHeading(node)
    }
    let notes = CMarkDocument.splitAtFirstHeading(root)
    defer { CMarkDocument.free(notes) }
    let body = RenderedBody(
      abstract: SafeHTML(vouchedFor: CMarkDocument.html(of: root)),
      notes: SafeHTML(vouchedFor: CMarkDocument.html(of: notes)), refusedLinks: refused,
      formulaWarnings: formulas.warnings, holdsFormulas: !formulas.isEmpty)
    return (excerpt(of: root, formulas.texts), body)
  }

  private static func excerpt(
    of root: CMarkDocument.Node, _ formulas: [CMarkDocument.Node: String]
  ) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(excerptLimit * 5)
    CMarkDocument.readText(of: root, formulas: formulas) { part in
      text.append(contentsOf: part)
      return text.count < excerptLimit * 4
    }
    return Excerpt.cut(text, limit: excerptLimit)
  }

  /// Resolves relative URLs, and removes links with unsafe URLs, which it returns.
  private static func checkLinks(
    below root: CMarkDocument.Node, firstLine: Int, _ resolve: (String) -> String
  ) -> [RenderedBody.RefusedLink] {
    var refused: [RenderedBody.RefusedLink] = []
    for node in CMarkDocument.links(below: root) {
      let url = CMarkDocument.url(of: node)
      if let safe = SafeURL(url) {
        let resolved = safe.isRelative ? resolve(safe.text) : safe.text
        if resolved != url { CMarkDocument.setURL(resolved, of: node) }
      } else {
        let line = firstLine + CMarkDocument.line(of: node) - 1
        refused.append(RenderedBody.RefusedLink(url: url, line: line))
        CMarkDocument.unwrap(node)
      }
    }
    return refused
  }
}

/// Cuts plain text at the end of a sentence or, if there is none, of a word.
package enum Excerpt {
  /// Returns `text`, cut to at most `limit` characters but at no less than about half of that.
  ///
  /// With a limit of 10, `One two. Three` → `One two.` and `One two three` → `One two…`.
  package static func cut(_ text: [UInt8], limit: Int) -> String {
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

  /// Replaces each run of white space with one space and trims the ends.
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

  /// Returns the index at which Unicode scalar number `count`, from 0, begins.
  private static func index(ofCharacter count: Int, in text: [UInt8]) -> Int? {
    var seen = 0
    for (index, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
      if seen == count { return index }
      seen += 1
    }
    return nil
  }

  /// Returns the index of the last `.`, `?` or `!` that a space and a capital follow.
  private static func lastSentenceEnd(in text: ArraySlice<UInt8>) -> Int? {
    let ends = text.indices.dropLast(2).filter { index in
      [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!")].contains(text[index])
        && text[index + 1] == 0x20 && isCapital(text[index + 2]) && !isInitial(text, index)
    }
    return ends.last
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  /// Whether the full stop follows a single letter, as in `J. Smith` and `e.g. This`.
  private static func isInitial(_ text: ArraySlice<UInt8>, _ stop: Int) -> Bool {
    stop < text.startIndex + 2 || text[stop - 2] == 0x20 || text[stop - 2] == UInt8(ascii: ".")
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = text.lastIndex { ![0x20, 0x2C, 0x3B, 0x3A, 0x2E, 0x28].contains($0) }
    return end.map { text[...$0] } ?? text
  }
}
