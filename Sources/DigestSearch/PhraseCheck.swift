import DigestCore

/// Whether phrases stand in papers as typed: the index knows only which words a paper has.
struct PhraseCheck {
  /// Papers read for a query at most, the best first.
  static let limit = 30

  private let phrases: [[String]]
  private let read: (SitePath) throws -> [UInt8]?

  init(_ phrases: [[String]], read: @escaping (SitePath) throws -> [UInt8]?) {
    self.phrases = phrases
    self.read = read
  }

  /// Looks at the title, then at the text of the paper's page.
  func holds(_ card: SearchCard) throws -> Bool {
    let title = SearchTokens.words(card.title)
    let missing = phrases.filter { !PhraseCheck.stands($0, in: title) }
    guard !missing.isEmpty else { return true }
    guard let page = try read(SitePath(made: "papers/\(card.slug).html")) else { return false }
    let text = PhraseCheck.words(ofPage: page)
    return missing.allSatisfy { PhraseCheck.stands($0, in: text) }
  }

  private static func stands(_ phrase: [String], in words: [String]) -> Bool {
    guard words.count >= phrase.count else { return false }
    return (0...(words.count - phrase.count)).contains { start in
      zip(phrase, words[start...]).allSatisfy(==)
    }
  }

  /// What stands between the heading and the citation, or the end of what is not navigation.
  private static func words(ofPage html: [UInt8]) -> [String] {
    let start = end(of: "</h1>", in: html[...]) ?? 0
    let rest = html[start...]
    let stop =
      end(of: "class=\"bibtex\"", in: rest) ?? end(of: "</main>", in: rest) ?? html.count
    var text: [UInt8] = []
    PlainText.append(Array(html[start..<stop]), to: &text)
    return SearchTokens.words(String(decoding: text, as: UTF8.self))
  }

  private static func end(of mark: String, in html: ArraySlice<UInt8>) -> Int? {
    html.firstRange(of: Array(mark.utf8))?.upperBound
  }
}
