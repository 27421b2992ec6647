import DigestModel

/// The `citation_…` meta tags that Google Scholar and Zotero read.
///
/// Source: scholar.google.com/intl/en/scholar/inclusion.html.
struct CitationTags {
  private(set) var tags: [MetaView] = []

  /// `permalink` is the absolute URL of the paper's page on this site.
  init(_ paper: Paper, permalink: String?, language: String) {
    add("title", paper.title)
    for author in paper.authors {
      add("author", author.personName.inverted)
      add("author_institution", author.affiliation)
    }
    addDates(of: paper)
    addPlace(of: paper)
    add("arxiv_id", paper.arxiv?.id)
    add("doi", paper.doi?.id)
    add("pdf_url", paper.pdf)
    add("abstract_html_url", permalink)
    if !paper.tags.isEmpty { add("keywords", paper.tags.joined(separator: "; ")) }
    add("language", paper.language ?? language)
  }

  private mutating func add(_ name: String, _ content: String?) {
    if let content { tags.append(MetaView(key: "citation_\(name)", content: content)) }
  }

  private mutating func addDates(of paper: Paper) {
    add("publication_date", paper.published.map(CitationTags.slashed) ?? String(paper.citedYear))
    add("online_date", CitationTags.slashed(paper.published ?? PartialDate(paper.date)))
  }

  private mutating func addPlace(of paper: Paper) {
    switch VenueKind(of: paper) {
    case .journal(let name): add("journal_title", name)
    case .proceedings(let name): add("conference_title", name)
    case .preprint: break
    }
    add("volume", paper.volume)
    add("issue", paper.number)
    add("publisher", paper.publisher)
    add("issn", paper.issn)
    add("isbn", paper.isbn)
    if paper.type == .phdthesis || paper.type == .mastersthesis {
      add("dissertation_institution", paper.venue)
    }
    add("firstpage", paper.pageRange?.first)
    add("lastpage", paper.pageRange?.last)
  }

  /// The date format of Google Scholar: `2026/01/05`, or `2026` where no more is known.
  private static func slashed(_ date: PartialDate) -> String {
    date.description.replacing("-", with: "/")
  }
}
