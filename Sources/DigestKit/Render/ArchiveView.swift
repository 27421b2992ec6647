import DigestMarkup
import DigestModel
import DigestTemplate

/// All issues by year and month.
struct ArchivePageView: View {
  static let name = "ArchivePageView"

  let site: SiteView
  let page: PageView
  let count: Int
  let years: [YearView]
  /// The citation files of all papers.
  let downloads: [LinkView]

  static let fields: [Field] = [
    .view("site", "The site.") { (v: ArchivePageView) in v.site },
    .view("page", "This page.") { (v: ArchivePageView) in v.page },
    .number("count", "Papers in the digest.") { (v: ArchivePageView) in v.count },
    .text("countInWords", "The same as 1,024 papers.") { (v: ArchivePageView) in
      Noun.paper.counted(v.count)
    },
    .views("years", "The years, newest first.") { (v: ArchivePageView) in v.years },
    .views("downloads", "The citations of all papers as files.") { (v: ArchivePageView) in
      v.downloads
    },
    .flag("hasDownloads", "Whether there is any.") { (v: ArchivePageView) in
      !v.downloads.isEmpty
    },
  ]
}

/// A year of the archive.
struct YearView: View {
  static let name = "YearView"

  let year: Int
  let months: [MonthView]

  static let fields: [Field] = [
    .text("year", "The year.") { (v: YearView) in String(v.year) },
    .views("months", "Its months, newest first.") { (v: YearView) in v.months },
  ]
}

/// A month of the archive, as a calendar.
struct MonthView: View {
  static let name = "MonthView"

  let year: Int
  let month: TermView
  let weeks: [WeekView]

  static let fields: [Field] = [
    .view("month", "The month's issue.") { (v: MonthView) in v.month },
    .views("weeks", "The weeks that have papers in this month, in order.") { (v: MonthView) in
      v.weeks
    },
  ]
}

/// A row of a month's calendar.
struct WeekView: View {
  static let name = "WeekView"

  let number: Int
  let week: TermView
  let days: [DayView]

  static let fields: [Field] = [
    .view("week", "The week's issue.") { (v: WeekView) in v.week },
    .text("number", "The week of the year, from 1.") { (v: WeekView) in String(v.number) },
    .views("days", "Its days in this month that have papers, in order.") {
      (v: WeekView) in v.days
    },
  ]
}

/// A day of a calendar.
struct DayView: View {
  static let name = "DayView"

  let date: Day
  let href: SafeURL?
  let count: Int
  let level: Int

  static let fields: [Field] = [
    .text("number", "The day of the month, from 1.") { (v: DayView) in String(v.date.day) },
    .text("month", "Its month, as March 2025.") { (v: DayView) in Month(v.date).inWords },
    .text("weekday", "1 for Monday to 7 for Sunday.") { (v: DayView) in
      String(v.date.weekday)
    },
    .url("href", "The day's issue; missing if those are switched off.") { (v: DayView) in v.href },
    .text("countInWords", "Its papers, as 12 papers.") { (v: DayView) in
      Noun.paper.counted(v.count)
    },
    .text("level", "From 1 to 4, relative to the day with most papers.") {
      (v: DayView) in String(v.level)
    },
  ]
}
