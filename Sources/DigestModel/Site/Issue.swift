/// One dated edition of the digest: a day, a week or a month.
package struct Issue: Sendable {
  package enum Period: String, CaseIterable, Sendable {
    case day
    case week
    case month
  }

  package let period: Period
  /// For instance `2025-03-12`, `2025-W11` or `2025-03`.
  package let name: String
  package let title: String
  /// Positions in ``Site/papers``, newest first.
  package let papers: [Int]

  /// The path of its page without `.html`, for instance `days/2025-03-12`.
  package var slug: String { "\(period.rawValue)s/\(name)" }

  /// Issues of one period, newest first; `dates` are those of the papers, newest first.
  package static func all(_ period: Period, dates: [Day]) -> [Issue] {
    var issues: [Issue] = []
    var start = 0
    while start < dates.count {
      let name = name(period, dates[start])
      let end = dates[start...].firstIndex { Issue.name(period, $0) != name } ?? dates.count
      issues.append(
        Issue(
          period: period, name: name, title: title(period, dates[start]),
          papers: Array(start..<end)))
      start = end
    }
    return issues
  }

  private static func name(_ period: Period, _ day: Day) -> String {
    switch period {
    case .day: day.description
    case .week: Week(day).description
    case .month: Month(day).description
    }
  }

  private static func title(_ period: Period, _ day: Day) -> String {
    switch period {
    case .day: day.inWords
    case .week: Week(day).inWords
    case .month: Month(day).inWords
    }
  }
}
