import DigestMarkup
import DigestModel

/// What search knows of a paper, as text.
struct SearchDocument {
  let title: String
  let authors: [String]
  /// Tags and venue.
  let terms: [String]
  /// Summary, abstract and notes.
  let text: [UInt8]
  /// Of arXiv, DOI and the like.
  let identifiers: [String]
  /// Words to filter by: `tag:cs-cl`, `venue:acl`, `paper:attention`.
  let filters: [String]

  init(_ paper: Paper, _ body: RenderedBody, _ known: FilterTerms) {
    title = paper.title
    authors = paper.authors.flatMap { SearchDocument.spellings($0.name) }
    terms = paper.tags + (paper.venue.map { [$0] } ?? [])
    let summary = paper.summary ?? ""
    var text: [UInt8] = []
    text.reserveCapacity(
      summary.utf8.count + body.abstract.bytes.count + body.notes.bytes.count + 3)
    text += summary.utf8
    text.append(0x20)
    PlainText.append(body.abstract.bytes, to: &text)
    PlainText.append(body.notes.bytes, to: &text)
    self.text = text
    identifiers =
      [paper.arxiv?.id, paper.doi?.id, paper.acl?.id, paper.openReview?.id]
      .compactMap { $0?.lowercased() }
    filters =
      paper.tags.compactMap { known.tags[$0] } + (paper.venue.flatMap { known.venues[$0] } ?? [])
      + paper.authors.flatMap { known.people[$0.name] ?? [] }
      + SearchDocument.paperTerm(paper.slug, identifiers)
  }

  /// `paper:` and the slug, by which a reader's saved papers are found; an identifier that is one
  /// word, as most of arXiv's are, needs none.
  private static func paperTerm(_ slug: String, _ identifiers: [String]) -> [String] {
    identifiers.contains(slug) && SearchTokens.words(slug) == [slug] ? [] : ["paper:\(slug)"]
  }

  /// A tag as one word: `cs.CL` → `tag:cs-cl`.
  static func tagTerm(_ tag: String) -> String {
    "tag:" + SearchTokens.words(tag).joined(separator: "-")
  }

  /// A person as one word, the last name first so that initials are a beginning of it: `Ada
  /// Lovelace` → `author:lovelace-ada`; `nil` for a name of one word, which needs none.
  static func personTerm(_ names: [String]) -> String? {
    guard let last = names.last, names.count > 1 else { return nil }
    return "author:" + ([last] + names.dropLast()).joined(separator: "-")
  }

  private static let umlauts: [Character: String] = [
    "ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue",
    "Ø": "Oe", "Å": "Aa",
  ]

  /// A name as it is written without umlauts: `Müller` → `Mueller`; `nil` if it has none.
  private static func withoutUmlauts(_ name: some StringProtocol) -> String? {
    guard name.contains(where: { umlauts[$0] != nil }) else { return nil }
    return name.map { umlauts[$0] ?? String($0) }.joined()
  }

  /// A name, and its words with umlauts as they are written without them.
  static func spellings(_ name: String) -> [String] {
    [name] + name.split(separator: " ").compactMap(withoutUmlauts)
  }

  /// The terms of a person with these names; each leads to all of their papers.
  static func personTerms(_ names: [String]) -> [String] {
    let spelled = names.flatMap { [$0] + (withoutUmlauts($0).map { [$0] } ?? []) }
    var terms: [String] = []
    for name in spelled {
      if let term = personTerm(SearchTokens.words(name)), !terms.contains(term) {
        terms.append(term)
      }
    }
    return terms
  }

  /// A venue's words: `ACL 2024` → `venue:acl`, `venue:2024`.
  static func venueTerms(_ venue: String) -> [String] {
    SearchTokens.words(venue).map { "venue:\($0)" }
  }
}

/// What tags and venues are called in filters, made once for all papers.
struct FilterTerms: Sendable {
  private(set) var tags: [String: String] = [:]
  private(set) var venues: [String: [String]] = [:]
  /// For each name of an author, the terms of the person.
  private(set) var people: [String: [String]] = [:]

  init(_ papers: [Paper], _ directory: AuthorDirectory = .none) {
    for paper in papers {
      for author in paper.authors where people[author.name] == nil {
        let person = directory.person(named: author.name)
        people[author.name] = SearchDocument.personTerms(
          [author.name] + (person.map { [$0.name] + $0.aliases } ?? []))
      }
      for tag in paper.tags where tags[tag] == nil { tags[tag] = SearchDocument.tagTerm(tag) }
      if let venue = paper.venue, venues[venue] == nil {
        venues[venue] = SearchDocument.venueTerms(venue)
      }
    }
  }
}
