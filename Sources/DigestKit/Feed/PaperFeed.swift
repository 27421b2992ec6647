import DigestCore
import DigestFiles
import DigestMarkup
import DigestModel

/// A feed of papers: its selection, format and path.
struct PaperFeed: Sendable {
  enum Format: Sendable {
    case atom
    case json
  }

  let path: SitePath
  let format: Format
  let title: String
  /// The page that lists the same papers.
  let page: Page
  /// Positions in ``Site/papers``, newest first.
  let papers: [Int]
  /// Whether entries contain whole abstracts.
  ///
  /// Those of authors' feeds do not, because a paper is in about five of them.
  var holdsAbstracts = true

  /// Returns all feeds of papers that the site has; none without a base URL.
  static func all(_ site: Site) -> [PaperFeed] {
    guard site.configuration.baseURL != nil else { return [] }
    return ofSite(site) + Taxonomy.Kind.allCases.flatMap { ofTerms($0, site) }
  }

  private static func ofSite(_ site: Site) -> [PaperFeed] {
    let kinds = site.configuration.feeds
    let papers = Array(site.papers.indices.prefix(site.configuration.feedSize))
    let home = Page.home(Pager.first)
    let formats: [(Format, SitePath)] =
      (kinds[.atom] ? [(.atom, .atomFeed)] : []) + (kinds[.json] ? [(.json, .jsonFeed)] : [])
    return formats.map { format, path in
      PaperFeed(
        path: path, format: format, title: site.configuration.title, page: home, papers: papers)
    }
  }

  private static func ofTerms(_ kind: Taxonomy.Kind, _ site: Site) -> [PaperFeed] {
    guard site.hasFeeds(of: kind) else { return [] }
    return site[kind].terms.indices.map { index in
      var feed = ofTerm(site[kind].terms[index], .term(kind, index, Pager.first), site)
      feed.holdsAbstracts = kind == .tags
      return feed
    }
  }

  private static func ofTerm(_ term: Taxonomy.Term, _ page: Page, _ site: Site) -> PaperFeed {
    PaperFeed(
      path: site.path(of: page).beside(".xml"), format: .atom,
      title: "\(term.name) · \(site.configuration.title)", page: page,
      papers: Array(term.papers.prefix(site.configuration.feedSize)))
  }

  /// The number of authors per entry; all of them in each of its feeds would make many megabytes of
  /// one paper.
  static let authorLimit = 100
  /// The number of bytes up to which an entry contains the abstract.
  static let abstractLimit = 64 << 10

  /// Returns a paper's authors, or of a long list the first ones, those that the feed is about, and
  /// the number of others.
  func authors(of paper: Paper, in site: Site) -> [Author] {
    let rest = paper.authors.dropFirst(PaperFeed.authorLimit)
    guard rest.count > 1 else { return paper.authors }
    let own = rest.filter { isOwn($0, site) }
    let others = Author(name: "\(rest.count - own.count) others")
    return paper.authors.prefix(PaperFeed.authorLimit) + own + [others]
  }

  private func isOwn(_ author: Author, _ site: Site) -> Bool {
    guard case .term(.authors, let index, _) = page else { return false }
    return site.authorSlugs[author.name] == site.authors.terms[index].slug
  }

  /// Renders the feed; `abstract` returns a paper's abstract as shown on the paper's page.
  func render(
    _ site: Site, _ base: BaseURL, abstract: (Int) throws -> SafeHTML
  ) rethrows -> OutputFile {
    let contents = try papers.map { index -> SafeHTML? in
      guard holdsAbstracts else { return nil }
      let abstract = try abstract(index)
      guard abstract.bytes.count <= PaperFeed.abstractLimit else { return nil }
      return AbsoluteLinks.resolve(abstract, page: base.permalink(site.path(of: .paper(index))))
    }
    let bytes =
      switch format {
      case .atom: AtomFeed(site: site, base: base, feed: self).render(contents)
      case .json: JSONFeed(site: site, base: base, feed: self).render(contents)
      }
    return OutputFile(path, phase: .feeds, bytes: bytes)
  }

  /// Returns midnight UTC of a day (RFC 3339); without a day, that of 1 January 1970.
  static func moment(_ day: Day?) -> String {
    "\(day?.description ?? "1970-01-01")T00:00:00Z"
  }
}

/// Whether tags and authors have feeds; links to them depend on this.
extension Site {
  func hasFeeds(of kind: Taxonomy.Kind) -> Bool {
    guard configuration.baseURL != nil, has(kind) else { return false }
    return switch kind {
    case .tags: configuration.feeds[.tags]
    case .authors: configuration.feeds[.authors]
    case .venues: false
    }
  }
}
