import DigestCore

/// The model of the whole site: papers in order, periods and taxonomies.
///
/// A site is made once and held as a constant. Only the preview holds a variable one: it replaces
/// papers and their tags in place, because copying all papers takes longer than rendering a page.
package struct Site: Sendable {
  package let configuration: SiteConfiguration
  /// The papers by date, newest first, then by votes, then by slug.
  package var papers: [Paper]
  package let pages: [StaticPage]
  /// Files to copy, as paths below `Content/`.
  package let files: [String]
  package let days: [Period]
  /// Maps each day of the digest to its position in ``days``.
  package let dayPosition: [Day: Int]
  package let weeks: [Period]
  package let months: [Period]
  package var tags: Taxonomy
  package let authors: Taxonomy
  package let venues: Taxonomy
  /// Maps tag names to slugs; the next two do so for authors and venues.
  package var tagSlugs: [String: String]
  package let authorSlugs: [String: String]
  package let venueSlugs: [String: String]
  package let people: AuthorDirectory
  /// Positions in ``papers`` of the trending papers, highest score first.
  package let trending: [Int]
  /// The date that the site is built for; `nil` without papers.
  package let now: Day?
  /// Maps the source path of each paper and page to the path of its page.
  let pageOfSource: [String: String]
  package let leftOut: LeftOut

  /// The rules for leaving out papers and pages.
  package struct Selection: Sendable {
    package var includesDrafts = false
    package var includesFuture = false
    /// Papers with a later date are future papers; `nil` means the newest paper's date.
    package var now: Day?

    package init(includesDrafts: Bool = false, includesFuture: Bool = false, now: Day? = nil) {
      self.includesDrafts = includesDrafts
      self.includesFuture = includesFuture
      self.now = now
    }

    enum Reason { case isDraft, isFuture }

    /// Returns the reason for leaving a paper out, or `nil` if it is included.
    func reasonAgainst(_ paper: borrowing Paper) -> Reason? {
      if paper.isDraft && !includesDrafts { return .isDraft }
      guard let now, !includesFuture, paper.date > now else { return nil }
      return .isFuture
    }
  }

  /// Models the site: selects and sorts papers, and groups them by period, tag, author and venue.
  package init(_ content: Content, selection: Selection = Selection()) {
    configuration = content.site
    papers = Site.ordered(content.papers, selection)
    leftOut = LeftOut(content, selection)
    pages = content.pages.filter { selection.includesDrafts || !$0.isDraft }
      .sorted { ($0.title, $0.slug) < ($1.title, $1.slug) }
    files = content.files
    let dates = papers.map(\.date)
    days = Period.all(.day, dates: dates)
    dayPosition = Dictionary(
      uniqueKeysWithValues: days.enumerated().map { (dates[$1.papers[0]], $0) })
    weeks = Period.all(.week, dates: dates)
    months = Period.all(.month, dates: dates)
    var tags = TermCollector()
    var authors = TermCollector(people: content.authors)
    var venues = TermCollector()
    for index in papers.indices {
      for tag in papers[index].tags { tags.add(tag, paper: index) }
      for author in papers[index].authors { authors.add(author.name, paper: index) }
      if let venue = papers[index].venue { venues.add(venue, paper: index) }
    }
    (self.tags, tagSlugs) = (tags.taxonomy(), tags.slugsByName)
    (self.authors, authorSlugs) = (authors.taxonomy(), authors.slugsByName)
    (self.venues, venueSlugs) = (venues.taxonomy(), venues.slugsByName)
    people = content.authors
    now = selection.now ?? papers.first?.date
    trending = Trending.papers(of: papers, now: now, limit: content.site.pageSize)
    pageOfSource = Dictionary(
      papers.map { ($0.source, SitePath.paper($0.slug).text) }
        + pages.map { ($0.source, SitePath.ownPage($0.slug).text) },
      uniquingKeysWith: { first, _ in first })
  }

  package subscript(kind: Taxonomy.Kind) -> Taxonomy {
    switch kind {
    case .tags: tags
    case .authors: authors
    case .venues: venues
    }
  }

  /// The slug of a term by one of its names.
  package func slug(of name: String, in kind: Taxonomy.Kind) -> String? {
    switch kind {
    case .tags: tagSlugs[name]
    case .authors: authorSlugs[name]
    case .venues: venueSlugs[name]
    }
  }

  /// Returns the selected papers in order; sorts positions, because papers are large to move.
  private static func ordered(_ papers: [Paper], _ selection: Selection) -> [Paper] {
    let positions = papers.indices.filter { selection.reasonAgainst(papers[$0]) == nil }
    return positions.sorted { isBefore(papers[$0], papers[$1]) }.map { papers[$0] }
  }

  private static func isBefore(_ a: borrowing Paper, _ b: borrowing Paper) -> Bool {
    if a.date != b.date { return a.date > b.date }
    let (votesOfA, votesOfB) = (a.upvotes ?? 0, b.upvotes ?? 0)
    return votesOfA != votesOfB ? votesOfA > votesOfB : a.slug < b.slug
  }
}
