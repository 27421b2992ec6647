import DigestMarkup
import DigestModel

/// The navigation next to a list of papers: links to other lists.
extension SiteRenderer {
  /// Returns links to a paper's day, week and month; `current` is the kind that the page shows.
  func periods(of paper: Int?, current: Period.Kind?, _ links: Links) -> [NavigationView] {
    guard let paper else { return [] }
    let date = site.papers[paper].date
    return Period.Kind.allCases.filter { !site.periods($0).isEmpty && site.hasPages(of: $0) }.map {
      NavigationView(
        name: SiteRenderer.name(of: $0), href: links.to(.period($0, Period.name($0, date))),
        isCurrent: $0 == current)
    }
  }

  private static func name(of period: Period.Kind) -> String {
    switch period {
    case .day: "Day"
    case .week: "Week"
    case .month: "Month"
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
      TermView(name: tag, href: links.term(.tags, tag).href, count: count)
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
