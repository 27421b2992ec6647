import DigestMarkup
import DigestModel
import DigestTemplate

/// A paper in a list.
struct CardView: View {
  static let name = "CardView"

  let title: String
  let titleHTML: SafeHTML
  let href: SafeURL
  let authors: [LinkView]
  let moreAuthors: Int?
  let hasMoreAuthors: Bool
  let date: Day
  let tags: [LinkView]
  let excerpt: String
  let excerptHTML: SafeHTML
  let links: [LinkView]
  let upvotes: Int?
  let award: String?
  let retracted: String?
  let withdrawn: String?
  let isPinned: Bool
  let isNew: Bool

  static let fields: [Field] = [
    .text("title", "The paper's title as plain text.") { (v: CardView) in v.title },
    .html("titleHTML", "The paper's title with its formulas.") { (v: CardView) in v.titleHTML },
    .url("href", "The paper's page.") { (v: CardView) in v.href },
    .views("authors", "The first authors, as many as author_limit.") { (v: CardView) in v.authors },
    .flag("hasAuthors", "Whether any author is known.") { (v: CardView) in !v.authors.isEmpty },
    .number("moreAuthors", "How many authors are not named here.") { (v: CardView) in
      v.moreAuthors
    },
    .flag("hasMoreAuthors", "Whether there are authors whom nobody named.") { (v: CardView) in
      v.hasMoreAuthors
    },
    .text("date", "The day in the digest, as 2025-03-12.") { (v: CardView) in v.date.description },
    .text("dateInWords", "The day in the digest, as 12 March 2025.") { (v: CardView) in
      v.date.inWords
    },
    .views("tags", "The paper's tags.") { (v: CardView) in v.tags },
    .flag("hasTags", "Whether it has any tag.") { (v: CardView) in !v.tags.isEmpty },
    .text("excerpt", "The summary, or the abstract's beginning, as plain text.") {
      (v: CardView) in v.excerpt
    },
    .html("excerptHTML", "The same, where the summary keeps its formulas.") { (v: CardView) in
      v.excerptHTML.isEmpty ? nil : v.excerptHTML
    },
    .views("links", "Links to arXiv, PDF, code and other material.") { (v: CardView) in v.links },
    .flag("hasLinks", "Whether it has any link.") { (v: CardView) in !v.links.isEmpty },
    .number("upvotes", "Votes.") { (v: CardView) in v.upvotes },
    .text("award", "An award the paper won.") { (v: CardView) in v.award },
    .text("retracted", "Why the paper was retracted.") { (v: CardView) in v.retracted },
    .text("withdrawn", "Why the paper was withdrawn.") { (v: CardView) in v.withdrawn },
    .flag("isPinned", "Whether the paper is pinned.") { (v: CardView) in v.isPinned },
    .flag("isNew", "Whether it belongs to the latest of several days.") { (v: CardView) in
      v.isNew
    },
  ]
}
