import DigestModel

extension SiteRenderer {
  /// Makes the view of the archive: a calendar of each month that has papers.
  func archive() -> ArchivePageView {
    let links = links(from: .archive)
    let name = site.description(of: .archive).name
    var page = head(of: .archive, links, title: name)
    page.metadata = metadata(of: .archive, title: name, page, links)
    return ArchivePageView(
      site: siteView, page: page, count: site.papers.count, years: years(links),
      downloads: downloads(wholeCitationFiles(links)))
  }

  private func years(_ links: Links) -> [YearView] {
    let fullest = site.days.map(\.papers.count).max() ?? 1
    let days = site.days.map { day($0, fullest, links) }
    let byMonth = Dictionary(grouping: days) { Month($0.date) }
    let weeks = Dictionary(uniqueKeysWithValues: site.weeks.map { (Week(firstDay(of: $0)), $0) })
    let months = site.months.map { issue in
      let month = Month(firstDay(of: issue))
      return MonthView(
        year: month.year, month: term(issue, links),
        weeks: rows((byMonth[month] ?? []).reversed(), weeks, links))
    }
    return months.chunked { $0.year == $1.year }.map { YearView(year: $0[0].year, months: $0) }
  }

  /// Returns the rows of a month's calendar; a week that spans two months appears in both.
  private func rows(_ days: [DayView], _ weeks: [Week: Period], _ links: Links) -> [WeekView] {
    days.chunked { Week($0.date) == Week($1.date) }.compactMap { days in
      let week = Week(days[0].date)
      return weeks[week].map { issue in
        WeekView(number: week.week, week: term(issue, links), days: days)
      }
    }
  }

  private func day(_ issue: Period, _ fullest: Int, _ links: Links) -> DayView {
    let count = issue.papers.count
    return DayView(
      date: firstDay(of: issue), href: links.period(issue).href, count: count,
      level: min(4, 1 + 4 * count / (fullest + 1)))
  }

  private func firstDay(of issue: Period) -> Day { site.papers[issue.papers[0]].date }

  /// Returns a link to a day, week or month, with its number of papers.
  func term(_ issue: Period, _ links: Links) -> TermView {
    TermView(name: issue.title, href: links.period(issue).href, count: issue.papers.count)
  }
}
