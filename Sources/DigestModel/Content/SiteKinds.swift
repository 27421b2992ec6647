/// The feeds to build, from `feeds:` in `site.yml`; all need the base URL.
public enum FeedKind: String, SwitchName {
  /// `feed.xml`, the newest papers.
  case atom
  /// `feed.json`, the same papers as JSON Feed (jsonfeed.org).
  case json
  /// `issues.xml`, with one entry per day.
  case issues
  /// `issues-weekly.xml`, with one entry per week.
  case weekly
  /// `issues-monthly.xml`, with one entry per month.
  case monthly
  /// One feed per tag.
  case tags
  /// One feed per author; there are usually more authors than papers.
  case authors

  public static var initiallyOff: Set<FeedKind> { [.authors] }
  public static var hint: String { "the feeds are \(list)" }
}

/// The citation files to build, from `exports:` in `site.yml`.
public enum ExportKind: String, SwitchName {
  case papers
  case days
  case tags
  /// All papers, split into parts.
  case all
  case bibtex
  case ris
  case csl

  public static var initiallyOff: Set<ExportKind> { [.ris, .csl] }
  public static var hint: String {
    "the exports are papers, days, tags, all; the formats are bibtex, ris, csl"
  }
}

extension Switches<ExportKind> {
  /// The formats that are switched on.
  package var formats: [CitationFormat] {
    (self[.bibtex] ? [.bibtex] : []) + (self[.ris] ? [.ris] : []) + (self[.csl] ? [.csl] : [])
  }
}

/// The search settings, from `search:` in `site.yml`.
public enum SearchOption: String, SwitchName {
  /// Whether there are `search.html` and the files that it reads.
  case page
  /// Whether each paper's page lists similar papers.
  case similar
  /// Whether files are written as `.json.gz`, for hosts that don't compress, or else as `.json`.
  case compressed

  public static var hint: String { "the kinds are \(list)" }
}
