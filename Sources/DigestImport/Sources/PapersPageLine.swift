import DigestCore

/// The kind of a line on a papers page, derived from its shape alone.
enum PapersPageLine: Equatable {
  case empty
  /// Buttons, counts and slogans of the site.
  case chrome
  case day(WrittenDay)
  case submitter(String)
  /// A title, or a line of one.
  case short(String)
  /// A paragraph of an abstract.
  case long(String)

  /// The length in bytes from which a line is an abstract.
  ///
  /// The longest title seen has 131 bytes, the shortest abstract 1,371.
  static let longest = 200
  /// The length in bytes from which a sentence below a title may be the whole abstract.
  static let shortestAbstract = 80

  init(_ line: ArraySlice<UInt8>) {
    let words = line.split { ASCII.isSpace($0) }
    let text = String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    if text.isEmpty {
      self = .empty
    } else if text.utf8.count >= PapersPageLine.longest {
      self = .long(text)
    } else if let day = WrittenDay(text) {
      self = .day(day)
    } else if let name = PapersPageLine.submitter(in: text) {
      self = .submitter(name)
    } else {
      self = PapersPageLine.isChrome(text) ? .chrome : .short(text)
    }
  }

  var isLong: Bool {
    if case .long = self { true } else { false }
  }

  /// Returns the name in `byAK and the research community`, where the page had a picture between
  /// the words.
  private static func submitter(in text: String) -> String? {
    for prefix in ["Submitted by ", "by "] where text.hasPrefix(prefix) {
      return String(text.dropFirst(prefix.count))
    }
    let rest = text.utf8.dropFirst(2)
    guard text.hasPrefix("by"), let next = rest.first, ASCII.isCapital(next) else { return nil }
    return String(Substring(rest))
  }

  private static func isChrome(_ text: String) -> Bool {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "'") }
    if words.isEmpty || text.utf8.count > 80 { return words.isEmpty }
    if isCount(words) || hasMiddleDot(text) { return true }
    if text.hasPrefix("Published on ") { return true }
    return phrases.contains(words.joined(separator: " "))
  }

  /// Whether words are a count, such as `52`, `1.2k`, `12 authors`, `Upvote 7` or `3 days ago`.
  private static func isCount(_ words: [Substring]) -> Bool {
    let rest = words.filter { !isNumber($0) }
    if rest.count == words.count || words.count > 4 { return false }
    return rest.allSatisfy { countedThings.contains(String($0)) }
  }

  private static func isNumber(_ word: Substring) -> Bool {
    let digits = word.last.map { "km".contains($0) } == true ? word.dropLast() : word
    return !digits.isEmpty && digits.utf8.allSatisfy { ASCII.isDigit($0) || $0 == 0x2E }
  }

  private static func hasMiddleDot(_ text: String) -> Bool {
    text.hasPrefix("·") || text.hasSuffix("·") || text.contains(" · ") || text.contains("•")
  }

  private static let countedThings: Set<String> = [
    "author", "authors", "comment", "comments", "upvote", "upvotes", "vote", "votes", "like",
    "likes", "reply", "replies", "paper", "papers", "day", "days", "hour", "hours", "minute",
    "minutes", "week", "weeks", "month", "months", "ago", "star", "stars", "page", "of", "github",
    "views", "view", "all",
  ]

  private static let phrases: Set<String> = [
    "new", "subscribe", "get trending papers in your email inbox", "trending", "trending papers",
    "daily papers", "papers", "view all", "view more", "load more", "show more", "read more",
    "upvote", "submit paper", "submit a paper", "submitted by", "previous", "next", "today",
    "yesterday", "daily", "weekly", "monthly", "log in", "login", "sign up", "hugging face",
    "models", "datasets", "spaces", "docs", "pricing", "community", "posts", "follow", "share",
    "github", "arxiv", "pdf", "view pdf", "project page", "abstract", "add to collection",
    "back to top", "search", "back", "by", "enterprise",
  ]
}
