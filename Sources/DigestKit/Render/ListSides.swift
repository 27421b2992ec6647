import DigestMarkup
import DigestModel

/// The navigation next to a list of papers: links to other lists.
extension SiteRenderer {
  /// Returns links to a paper's day, week and month; `current` is the kind that the page shows.
  func periods(of paper: Int?, current: Period.Kind?, _ links: Links) -> [NavigationView] {
    guard let paper else { return [] }
    let date = site.papers[paper].date
    let all: [(Period.Kind, String, String)] = [
      (.day, "Day", "days/\(date)"), (.week, "Week", "weeks/\(Week(date))"),
      (.month, "Month", "months/\(Month(date))"),
    ]
    return all.filter { !site.periods($0.0).isEmpty && site.hasPages(of: $0.0) }.map {
      period, name, slug in
      NavigationView(
        name: name, href: SafeURL(path: "\(links.root)\(slug).html"), isCurrent: period == current)
    }
  }

  /// Returns the most frequent tags of the papers on one page, except for the page's own tag.
  func frequentTags(_ papers: [Int], but own: String? = nil, _ links: Links) -> [TermView] {
    guard papers.count > 1 else { return [] }
    var counts: [String: Int] = [:]
    for paper in papers {
      for tag in site.papers[paper].tags where tag != own { counts[tag, default: 0] += 1 }
    }
    let ranked = counts.filter { $0.value > 1 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return ranked.prefix(SiteRenderer.frequentTagLimit).map { tag, count in
      TermView(name: tag, href: links.tag(tag).href, count: count)
    }
  }

  /// Returns the newest days, if days have pages.
  func recentDays(_ links: Links) -> [TermView] {
    guard site.hasPages(of: .day) else { return [] }
    return site.days.prefix(SiteRenderer.recentDayLimit).map { term($0, links) }
  }

  private static let frequentTagLimit = 12
  private static let recentDayLimit = 7
}
