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
    authors = paper.authors.map(\.name)
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

  /// A venue's words: `ACL 2024` → `venue:acl`, `venue:2024`.
  static func venueTerms(_ venue: String) -> [String] {
    SearchTokens.words(venue).map { "venue:\($0)" }
  }
}

/// What tags and venues are called in filters, made once for all papers.
struct FilterTerms: Sendable {
  private(set) var tags: [String: String] = [:]
  private(set) var venues: [String: [String]] = [:]

  init(_ papers: [Paper]) {
    for paper in papers {
      for tag in paper.tags where tags[tag] == nil { tags[tag] = SearchDocument.tagTerm(tag) }
      if let venue = paper.venue, venues[venue] == nil {
        venues[venue] = SearchDocument.venueTerms(venue)
      }
    }
  }
}
