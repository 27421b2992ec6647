import DigestMarkup
import DigestTemplate

/// The papers of an issue, as shown in a mail and in an entry of an issue feed.
struct MailIssueView: View {
  static let name = "MailIssueView"

  let count: Int
  let contents: [LinkView]
  let groups: [MailGroupView]
  /// Papers shown by title only, for lack of room.
  let titles: [LinkView]
  /// A sentence about what was cut; `nil` if nothing was.
  let cut: String?
  /// The issue's page on the site.
  let web: SafeURL

  static let fields: [Field] = [
    .number("count", "Papers in the issue.") { (v: MailIssueView) in v.count },
    .text("countInWords", "The same as 1,024 papers.") { (v: MailIssueView) in
      Noun.paper.counted(v.count)
    },
    .views("contents", "The first papers, as a table of contents.") { (v: MailIssueView) in
      v.contents
    },
    .flag("hasContents", "Whether there are enough papers for one.") { (v: MailIssueView) in
      !v.contents.isEmpty
    },
    .number("moreContents", "How many papers the contents leave out; missing if none.") {
      (v: MailIssueView) in v.contents.count < v.count ? v.count - v.contents.count : nil
    },
    .views("groups", "The papers, by day where days matter.") { (v: MailIssueView) in v.groups },
    .views("titles", "Papers for which there was room for the title only.") {
      (v: MailIssueView) in v.titles
    },
    .flag("hasTitles", "Whether there are any.") { (v: MailIssueView) in !v.titles.isEmpty },
    .text("cut", "What was cut to keep the mail short; missing if nothing was.") {
      (v: MailIssueView) in v.cut
    },
    .url("web", "The issue on the site.") { (v: MailIssueView) in v.web },
  ]
}

/// The papers of a mail under one heading.
struct MailGroupView: View {
  static let name = "MailGroupView"

  let heading: String?
  let papers: [MailPaperView]

  static let fields: [Field] = [
    .text("heading", "The day the papers belong to; missing where all have one.") {
      (v: MailGroupView) in v.heading
    },
    .views("papers", "The papers.") { (v: MailGroupView) in v.papers },
  ]
}

/// A paper in a mail; all addresses are absolute.
struct MailPaperView: View {
  static let name = "MailPaperView"

  let title: String
  let titleHTML: SafeHTML
  let href: SafeURL
  let language: String?
  /// The first authors, such as `Ada Lovelace, Alan Turing and 3 more`.
  let authors: String?
  let upvotes: Int?
  let excerpt: String?
  let excerptHTML: SafeHTML?
  let isCut: Bool
  let links: [LinkView]
  let tags: [String]
  let image: SafeURL?
  let imageText: String?
  let award: String?
  let retracted: String?
  let withdrawn: String?

  /// Votes, authors and award, such as `▲ 41 · Ada Lovelace and 3 more · Best Paper`.
  var byline: String? {
    let parts = [upvotes.map { "▲ \($0)" }, authors, award].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  static let fields: [Field] = [
    .text("title", "The paper's title as plain text.") { (v: MailPaperView) in v.title },
    .html("titleHTML", "The title with its formulas as plain HTML.") { (v: MailPaperView) in
      v.titleHTML
    },
    .url("href", "The paper's page.") { (v: MailPaperView) in v.href },
    .text("language", "The paper's language, where it is not the site's.") {
      (v: MailPaperView) in v.language
    },
    .text("byline", "Votes, authors and award on one line.") { (v: MailPaperView) in v.byline },
    .flag("hasFacts", "Whether there is a byline or a link.") { (v: MailPaperView) in
      v.byline != nil || !v.links.isEmpty
    },
    .text("authors", "The first authors, and how many more there are.") {
      (v: MailPaperView) in v.authors
    },
    .number("upvotes", "Votes.") { (v: MailPaperView) in v.upvotes },
    .text("excerpt", "The summary, or the abstract's beginning, as plain text.") {
      (v: MailPaperView) in v.excerpt
    },
    .html("excerptHTML", "The same with the formulas of a whole summary.") {
      (v: MailPaperView) in v.excerptHTML
    },
    .flag("isCut", "Whether the excerpt was shortened to keep the mail short.") {
      (v: MailPaperView) in v.isCut
    },
    .views("links", "Links to arXiv, PDF, code and other material.") { (v: MailPaperView) in v.links
    },
    .texts("tags", "The paper's tags.") { (v: MailPaperView) in v.tags },
    .url("image", "The paper's image, where 'mail: {thumbnails: yes}' wants it.") {
      (v: MailPaperView) in v.image
    },
    .text("imageText", "What the image shows.") { (v: MailPaperView) in v.imageText },
    .text("award", "An award the paper won.") { (v: MailPaperView) in v.award },
    .text("retracted", "Why the paper was retracted.") { (v: MailPaperView) in v.retracted },
    .text("withdrawn", "Why the paper was withdrawn.") { (v: MailPaperView) in v.withdrawn },
  ]
}
