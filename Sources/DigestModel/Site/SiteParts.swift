/// Which parts the site has: what `site.yml` wants and the papers give.
extension Site {
  package func hasPages(of period: Issue.Period) -> Bool {
    switch period {
    case .day: configuration.pages.days
    case .week: configuration.pages.weeks
    case .month: configuration.pages.months
    }
  }

  /// An archive of no issues would lead nowhere.
  package var hasArchive: Bool {
    configuration.pages.archive && Issue.Period.allCases.contains(where: hasPages)
  }

  package var hasTags: Bool { configuration.pages.tags }
  package var hasAuthors: Bool { configuration.pages.authors && !authors.terms.isEmpty }
  package var hasVenues: Bool { configuration.pages.venues && !venues.terms.isEmpty }
  package var hasTrending: Bool { configuration.pages.trending && !trending.isEmpty }

  /// A site without papers has nothing to search.
  package var hasSearch: Bool { configuration.search.page && !papers.isEmpty }

  package var exportsDays: Bool { configuration.exports.days && configuration.pages.days }
  package var exportsTags: Bool { configuration.exports.tags && hasTags }

  /// Whether papers of the latest issue are marked: where there is no older one, all are new.
  package var marksNew: Bool { days.count > 1 }

  /// The ORCID of an author, from the paper or else from `authors.yml`.
  package func orcid(of author: Author) -> ORCID? {
    author.orcid ?? people.person(named: author.name)?.orcid
  }
}
