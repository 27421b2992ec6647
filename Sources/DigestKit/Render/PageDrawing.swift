import DigestMarkup
import DigestModel
import DigestTemplate

extension SiteRenderer {
  /// Returns the template for a page and the view to render with it.
  ///
  /// What else depends on the kind of a page is in ``Site/description(of:)``.
  func drawing(
    of page: Page, body: () throws -> RenderedBody
  ) rethrows -> (template: ThemeTemplate, view: any View) {
    switch page {
    case .home(let pager): (.home, home(pager))
    case .paper(let index): (.paper, paperPage(index, try body()))
    case .period(let kind, let index, let pager): (.issue, period(kind, index, pager))
    case .archive: (.archive, archive())
    case .trending: (.trending, trending())
    case .terms(let kind, let pager): (kind.indexTemplate, termsIndex(kind, pager))
    case .term(let kind, let index, let pager): (kind.listTemplate, term(kind, index, pager))
    case .page(let index): (.page, plainPage(index, try body()))
    case .search: (.search, searchPage())
    case .saved: (.saved, saved())
    case .notFound: (.notFound, notFound())
    case .redirect(let alias, let target): (.redirect, redirect(from: alias, to: target))
    }
  }
}

extension Taxonomy.Kind {
  var indexTemplate: ThemeTemplate {
    switch self {
    case .tags: .tags
    case .authors: .authors
    case .venues: .venues
    }
  }

  var listTemplate: ThemeTemplate {
    switch self {
    case .tags: .tag
    case .authors: .author
    case .venues: .venue
    }
  }

  var noun: Noun {
    switch self {
    case .tags: .tag
    case .authors: .author
    case .venues: .venue
    }
  }
}

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
