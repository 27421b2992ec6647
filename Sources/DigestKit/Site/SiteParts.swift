/// Which parts the site has: what `site.yml` wants and the papers give.
extension Site {
  func hasPages(of period: Issue.Period) -> Bool {
    switch period {
    case .day: configuration.pages.days
    case .week: configuration.pages.weeks
    case .month: configuration.pages.months
    }
  }

  /// An archive of no issues would lead nowhere.
  var hasArchive: Bool {
    configuration.pages.archive && Issue.Period.allCases.contains(where: hasPages)
  }

  var hasTags: Bool { configuration.pages.tags }
  var hasAuthors: Bool { configuration.pages.authors && !authors.terms.isEmpty }
  var hasVenues: Bool { configuration.pages.venues && !venues.terms.isEmpty }
  var hasTrending: Bool { configuration.pages.trending && !trending.isEmpty }

  /// A site without papers has nothing to search.
  var hasSearch: Bool { configuration.search.page && !papers.isEmpty }

  var exportsDays: Bool { configuration.exports.days && configuration.pages.days }
  var exportsTags: Bool { configuration.exports.tags && hasTags }

  /// Whether papers of the latest issue are marked: where there is no older one, all are new.
  var marksNew: Bool { days.count > 1 }

  /// The ORCID of an author, from the paper or else from `authors.yml`.
  func orcid(of author: Author) -> ORCID? {
    author.orcid ?? people.person(named: author.name)?.orcid
  }
}
