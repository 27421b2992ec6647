package import DigestCore

/// The paths of all pages and files that the program makes; no other file spells them.
extension SitePath {
  package static let archive = SitePath(made: "archive.html")
  package static let trending = SitePath(made: "trending.html")
  package static let search = SitePath(made: "search.html")
  package static let saved = SitePath(made: "saved.html")
  package static let notFound = SitePath(made: "404.html")

  package static func paper(_ slug: String) -> SitePath { SitePath(made: "papers/\(slug).html") }

  /// A page of the list of all papers; the first one is the site's first page.
  package static func list(_ number: Int) -> SitePath {
    number == 1 ? .home : SitePath(made: "pages/\(number).html")
  }

  /// `name` is that of ``Period/name``.
  package static func period(
    _ kind: Period.Kind, _ name: String, page number: Int = 1
  ) -> SitePath {
    SitePath(made: "\(kind.rawValue)s/\(name)" + ending(number))
  }

  /// The index of a taxonomy.
  package static func terms(_ kind: Taxonomy.Kind, page number: Int = 1) -> SitePath {
    SitePath(made: "\(kind.folder)index" + ending(number))
  }

  package static func term(
    _ kind: Taxonomy.Kind, _ slug: String, page number: Int = 1
  ) -> SitePath {
    SitePath(made: kind.folder + slug + ending(number))
  }

  /// A page that the site's owner wrote.
  package static func ownPage(_ slug: String) -> SitePath { SitePath(made: "\(slug).html") }

  /// Slugs of terms contain no underscore, so page 2 of `gpt` can't collide with the tag `gpt-2`.
  private static func ending(_ number: Int) -> String {
    number == 1 ? ".html" : "_\(number).html"
  }
}

extension SitePath {
  package static let atomFeed = SitePath(made: "feed.xml")
  package static let jsonFeed = SitePath(made: "feed.json")
  package static let sitemap = SitePath(made: "sitemap.xml")
  package static let robots = SitePath(made: "robots.txt")
  package static let searchManifest = search(file: "manifest.json")
  package static let searchRecords = search(file: "papers.json")

  /// The feed of whole issues.
  package static func issueFeed(_ kind: Period.Kind) -> SitePath {
    switch kind {
    case .day: SitePath(made: "issues.xml")
    case .week: SitePath(made: "issues-weekly.xml")
    case .month: SitePath(made: "issues-monthly.xml")
    }
  }

  package static func sitemap(part number: Int) -> SitePath {
    SitePath(made: "sitemap-\(number).xml")
  }

  /// The citations of all papers; the first part has no number, so there is always `papers.bib`.
  package static func citations(part number: Int, _ format: CitationFormat) -> SitePath {
    SitePath(made: (number == 1 ? "papers" : "papers-\(number)") + format.ending)
  }

  package static func searchRecords(year: Int) -> SitePath { search(file: "papers-\(year).json") }

  /// A file below `search/`.
  package static func search(file name: String) -> SitePath { SitePath(made: searchFolder + name) }

  package static let searchFolder = "search/"

  /// A file of the theme, by its name below `assets/`.
  package static func asset(_ name: String) -> SitePath { SitePath(made: "assets/\(name)") }

  /// The file beside a page: `tags/gpt.html` → `tags/gpt.xml`.
  package func beside(_ ending: String) -> SitePath {
    let stem = text.hasSuffix(".html") ? String(text.dropLast(5)) : text
    return SitePath(made: stem + ending)
  }
}
