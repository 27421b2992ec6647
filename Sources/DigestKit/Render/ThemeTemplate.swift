import DigestTemplate

/// A template that a theme must have, by its file's name.
package enum ThemeTemplate: String, CaseIterable, Sendable {
  case home
  case paper
  case issue
  case tag
  case author
  case tags
  case authors
  case venue
  case venues
  case trending
  case archive
  case page
  case search
  case saved
  case notFound = "not-found"
  case redirect
  case card
  case mail
  case mailIssue = "mail-issue"

  /// The type of the data that the template is rendered with.
  var view: any View.Type {
    switch self {
    case .home, .issue, .tag, .author, .venue, .trending: ListPageView.self
    case .tags, .authors, .venues: TermsPageView.self
    case .paper: PaperPageView.self
    case .archive: ArchivePageView.self
    case .page, .saved, .notFound: PlainPageView.self
    case .search: SearchPageView.self
    case .redirect: RedirectView.self
    case .card: CardView.self
    case .mail: MailView.self
    case .mailIssue: MailIssueView.self
    }
  }
}
