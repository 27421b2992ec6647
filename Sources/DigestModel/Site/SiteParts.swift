/// The parts of the site, which depend on `site.yml` and on the papers.
extension Site {
  /// Whether periods of a kind have pages.
  package func hasPages(of period: Period.Kind) -> Bool {
    switch period {
    case .day: configuration.pages[.days]
    case .week: configuration.pages[.weeks]
    case .month: configuration.pages[.months]
    }
  }

  /// Whether there is an archive; without periods, it would have no links.
  package var hasArchive: Bool {
    configuration.pages[.archive] && Period.Kind.allCases.contains(where: hasPages)
  }

  /// Whether a taxonomy has an index and a page for each term.
  package func has(_ kind: Taxonomy.Kind) -> Bool {
    switch kind {
    case .tags: configuration.pages[.tags]
    case .authors: configuration.pages[.authors] && !authors.terms.isEmpty
    case .venues: configuration.pages[.venues] && !venues.terms.isEmpty
    }
  }

  package var hasTrending: Bool { configuration.pages[.trending] && !trending.isEmpty }

  /// Whether there is a search page; a site without papers has nothing to search.
  package var hasSearch: Bool { configuration.search[.page] && !papers.isEmpty }

  package var exportsDays: Bool { configuration.exports[.days] && configuration.pages[.days] }
  package var exportsTags: Bool { configuration.exports[.tags] && has(.tags) }

  /// Whether new papers are marked; on a site with a single day, all papers are new.
  package var marksNew: Bool { days.count > 1 }

  /// Returns an author's ORCID, from the paper or else from `authors.yml`.
  package func orcid(of author: Author) -> ORCID? {
    author.orcid ?? people.person(named: author.name)?.orcid
  }
}
