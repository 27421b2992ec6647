import DigestCore
import DigestModel

/// Whether phrases stand in papers as typed: the index knows only which words a paper has.
struct PhraseCheck {
  /// Papers read at most for phrases that they must hold, the best first.
  static let limit = 100
  /// Papers read at most for phrases that raise them.
  static let raiseLimit = 30
  /// What a phrase adds to the score of a paper, for each point of its words' idf.
  static let weight = 75.0

  private let phrases: [[String]]
  private let read: (SitePath) throws -> [UInt8]?

  init(_ phrases: [[String]], read: @escaping (SitePath) throws -> [UInt8]?) {
    self.phrases = phrases
    self.read = read
  }

  func holds(_ card: SearchCard) throws -> Bool {
    try held(by: card.title, card.slug).count == phrases.count
  }

  /// The phrases in a paper's title, or else in the text of its page.
  func held(by title: String, _ slug: String) throws -> [[String]] {
    let title = SearchTokens.words(title)
    guard phrases.contains(where: { !PhraseCheck.stands($0, in: title) }) else { return phrases }
    let page = try read(.paper(slug))
    let text = page.map(PhraseCheck.words) ?? []
    return phrases.filter { PhraseCheck.stands($0, in: title) || PhraseCheck.stands($0, in: text) }
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
