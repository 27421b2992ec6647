import DigestCore

/// Selects the papers of a mail.
public struct MailSelection: Sendable {
  /// The period of a mail, or its ranking.
  public enum Scope: Sendable {
    /// The newest day that has papers.
    case newest
    case day(Day)
    case week(Week)
    case month(Month)
    case trending
    /// This day and all later ones.
    case since(Day)
  }

  public var scope: Scope
  /// The maximum number of papers, those with the most votes first; `nil` means all.
  public var top: Int?
  /// Papers with any of these tags; all papers if there are none.
  public var tags: [String]

  public init(_ scope: Scope, top: Int? = nil, tags: [String] = []) {
    self.scope = scope
    self.top = top
    self.tags = tags
  }
}

/// The papers of a mail, with its name and title.
package struct MailIssue: Sendable {
  /// The name for files and the journal, unique to the selection: `2025-03-12`, `2025-W11-top-10`.
  package let name: String
  package let title: String
  /// Positions in ``Site/papers``, in the order of the mail.
  package let papers: [Int]
  /// The mail's date.
  package let day: Day
  /// The page of the site with the same papers, or the closest one.
  package let page: Page
  /// Whether papers are grouped by day.
  package let isByDay: Bool
}

extension MailIssue {
  /// Creates a whole day, week or month for a feed; `index` is its position in
  /// ``Site/periods(_:)``.
  package init(_ period: Period.Kind, _ index: Int, of site: Site) {
    let issue = site.periods(period)[index]
    self.init(
      name: issue.name, title: issue.title, papers: issue.papers,
      day: site.papers[issue.papers[0]].date,
      page: site.hasPages(of: period) ? .period(period, index, Pager.first) : .home(Pager.first),
      isByDay: period != .day)
  }
}

/// Finds the papers of a selection.
package struct MailIssueFinder {
  package let site: Site
  package let selection: MailSelection
  /// The terms of the selected tags.
  private let terms: [Taxonomy.Term]
  private let tagged: Set<Int>?

  /// Throws an error, with the most similar tag, if no paper has one of the tags.
  package init(_ site: Site, _ selection: MailSelection) throws(UnknownTag) {
    self.site = site
    self.selection = selection
    var terms: [Taxonomy.Term] = []
    for tag in selection.tags {
      let slug = Slug.ofTerm(tag)
      guard let term = site.tags.terms.first(where: { $0.slug == slug }) else {
        throw UnknownTag(tag: tag, nearest: nearest(to: tag, among: site.tags.terms.map(\.name)))
      }
      if !terms.contains(where: { $0.slug == slug }) { terms.append(term) }
    }
    self.terms = terms
    tagged = terms.isEmpty ? nil : Set(terms.flatMap(\.papers))
  }

  /// Returns the issue, or `nil` if the selection contains no papers.
  package func issue() -> MailIssue? {
    var papers = self.papers
    guard let newest = papers.max(by: { site.papers[$0].date < site.papers[$1].date }) else {
      return nil
    }
    let day = site.papers[newest].date
    let scope = scope(until: day)
    if let top = selection.top { papers = Array(byVotes(papers).prefix(top)) }
    return MailIssue(
      name: name(scope.name), title: title(scope.title, all: self.papers.count), papers: papers,
      day: scope.day ?? day, page: page(newest),
      isByDay: scope.isByDay && selection.top == nil)
  }

  private var papers: [Int] {
    let all = tagged.map { $0.sorted() } ?? Array(site.papers.indices)
    func dated(_ isMeant: (Day) -> Bool) -> [Int] { all.filter { isMeant(site.papers[$0].date) } }
    switch selection.scope {
    case .newest:
      let newest = all.first.map { site.papers[$0].date }
      return dated { $0 == newest }
    case .day(let day): return dated { $0 == day }
    case .week(let week): return dated { Week($0) == week }
    case .month(let month): return dated { Month($0) == month }
    case .since(let day): return dated { $0 >= day }
    case .trending:
      let ranked = Trending.papers(of: site.papers, now: site.now, limit: site.papers.count)
      let meant = tagged.map { tagged in ranked.filter { tagged.contains($0) } } ?? ranked
      return Array(meant.prefix(site.configuration.pageSize))
    }
  }

  /// Sorts papers by votes; trending papers are already sorted by score.
  private func byVotes(_ papers: [Int]) -> [Int] {
    if case .trending = selection.scope { return papers }
    return papers.sorted { a, b in
      let (votesOfA, votesOfB) = (site.papers[a].upvotes ?? 0, site.papers[b].upvotes ?? 0)
      return votesOfA != votesOfB ? votesOfA > votesOfB : a < b
    }
  }
}

/// The error for a selected tag that no paper has.
public struct UnknownTag: Error, CustomStringConvertible {
  public let tag: String
  public let nearest: String?

  public var description: String {
    let hint = nearest.map { "; did you mean '\($0)'?" } ?? ""
    return "no paper has the tag '\(tag)'\(hint)".escapedForTerminal
  }
}

/// The names of an issue.
extension MailIssueFinder {
  private typealias Names = (name: String, title: String, day: Day?, isByDay: Bool)

  private func scope(until day: Day) -> Names {
    switch selection.scope {
    case .newest, .day: (day.description, day.inWords, nil, false)
    case .week(let week): (week.description, week.inWords, nil, true)
    case .month(let month): (month.description, month.inWords, nil, true)
    case .since(let first) where first == day: (day.description, day.inWords, nil, false)
    case .since(let first):
      ("\(first)-to-\(day)", "\(first.inWords) to \(day.inWords)", nil, true)
    case .trending:
      ("trending-\(site.now ?? day)", "Trending, \((site.now ?? day).inWords)", site.now, false)
    }
  }

  private func name(_ scope: String) -> String {
    let top = selection.top.map { "-top-\($0)" } ?? ""
    let slugs = terms.map(\.slug).sorted().joined(separator: "+")
    let isLong = slugs.utf8.count > 100
    let hash = StableHash.hexadecimal(StableHash(slugs.utf8).value, digits: 16)
    return scope + top + (slugs.isEmpty ? "" : isLong ? "-tags-\(hash)" : "-tag-\(slugs)")
  }

  private func title(_ scope: String, all count: Int) -> String {
    let tags = terms.isEmpty ? "" : ": " + terms.map(\.name).joined(separator: ", ")
    guard let top = selection.top, top < count else { return scope + tags }
    return "\(scope)\(tags), top \(top)"
  }

  private func page(_ newest: Int) -> Page {
    let home = Page.home(Pager.first)
    if terms.count == 1, site.has(.tags) {
      let index = site.tags.terms.firstIndex { $0.slug == terms[0].slug }
      return index.map { .term(.tags, $0, Pager.first) } ?? home
    }
    switch selection.scope {
    case .trending: return site.hasTrending ? .trending : home
    case .newest, .day: return page(.day, site.papers[newest].date.description)
    case .week(let week): return page(.week, week.description)
    case .month(let month): return page(.month, month.description)
    case .since: return home
    }
  }

  private func page(_ period: Period.Kind, _ name: String) -> Page {
    guard site.hasPages(of: period),
      let index = site.periods(period).firstIndex(where: { $0.name == name })
    else { return .home(Pager.first) }
    return .period(period, index, Pager.first)
  }
}
