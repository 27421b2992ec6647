/// A dated edition of the digest: a day, a week or a month.
package struct Period: Sendable {
  /// The length of a period.
  package enum Kind: String, CaseIterable, Sendable {
    case day
    case week
    case month
  }

  package let kind: Kind
  /// The name in paths, such as `2025-03-12`, `2025-W11` or `2025-03`.
  package let name: String
  package let title: String
  /// Positions in ``Site/papers``, newest first.
  package let papers: [Int]

  /// Returns the periods of one kind, newest first; `dates` are those of the papers, newest first.
  package static func all(_ kind: Kind, dates: [Day]) -> [Period] {
    var periods: [Period] = []
    var start = 0
    while start < dates.count {
      let name = name(kind, dates[start])
      let end = dates[start...].firstIndex { Period.name(kind, $0) != name } ?? dates.count
      periods.append(
        Period(
          kind: kind, name: name, title: title(kind, dates[start]),
          papers: Array(start..<end)))
      start = end
    }
    return periods
  }

  /// For instance `2025-W11` for the week of 12 March 2025.
  package static func name(_ kind: Kind, _ day: Day) -> String {
    switch kind {
    case .day: day.description
    case .week: Week(day).description
    case .month: Month(day).description
    }
  }

  private static func title(_ kind: Kind, _ day: Day) -> String {
    switch kind {
    case .day: day.inWords
    case .week: Week(day).inWords
    case .month: Month(day).inWords
    }
  }
}
