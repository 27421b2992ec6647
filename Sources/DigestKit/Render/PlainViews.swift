/// All issues by year and month.
struct ArchivePageView: View {
  static let name = "ArchivePageView"

  let site: SiteView
  let page: PageView
  let count: Int
  let years: [YearView]

  static let fields: [Field] = [
    .view("site", "The site.") { (v: ArchivePageView) in v.site },
    .view("page", "This page.") { (v: ArchivePageView) in v.page },
    .number("count", "Papers in the digest.") { (v: ArchivePageView) in v.count },
    .views("years", "The years, newest first.") { (v: ArchivePageView) in v.years },
  ]
}

struct YearView: View {
  static let name = "YearView"

  let year: Int
  let months: [MonthView]

  static let fields: [Field] = [
    .text("year", "The year.") { (v: YearView) in String(v.year) },
    .views("months", "Its months, newest first.") { (v: YearView) in v.months },
  ]
}

struct MonthView: View {
  static let name = "MonthView"

  let year: Int
  let month: TermView
  let weeks: [TermView]
  let days: [TermView]

  static let fields: [Field] = [
    .view("month", "The month's issue.") { (v: MonthView) in v.month },
    .views("weeks", "The weeks that begin in it, newest first.") { (v: MonthView) in v.weeks },
    .views("days", "Its days, newest first.") { (v: MonthView) in v.days },
  ]
}

/// A page of the owner's own.
struct PlainPageView: View {
  static let name = "PlainPageView"

  let site: SiteView
  let page: PageView
  let heading: String
  let headingHTML: SafeHTML
  let body: SafeHTML

  static let fields: [Field] = [
    .view("site", "The site.") { (v: PlainPageView) in v.site },
    .view("page", "This page.") { (v: PlainPageView) in v.page },
    .text("heading", "The page's title as plain text.") { (v: PlainPageView) in v.heading },
    .html("headingHTML", "The page's title with its formulas.") { (v: PlainPageView) in
      v.headingHTML
    },
    .html("body", "The page's text.") { (v: PlainPageView) in v.body },
  ]
}

/// A page that sends the reader on to where an old path leads now.
struct RedirectView: View {
  static let name = "RedirectView"

  let site: SiteView
  let page: PageView
  let target: SafeURL

  static let fields: [Field] = [
    .view("site", "The site.") { (v: RedirectView) in v.site },
    .view("page", "This page.") { (v: RedirectView) in v.page },
    .url("target", "Where the reader is sent.") { (v: RedirectView) in v.target },
  ]
}
