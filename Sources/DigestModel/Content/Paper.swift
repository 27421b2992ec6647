public import DigestCore
public import DigestMarkup

/// A paper of the digest: its metadata, and where to find its body.
///
/// The body stays on disk; lists show its ``excerpt``.
public struct Paper: Sendable {
  /// The path of the file below `Content/`: `papers/2310.18660.md`.
  public var source: String
  public var slug: String
  /// The title as plain text, with formulas as Unicode text.
  public var title = ""
  /// The title with its formulas, if it has any.
  public var titleFormulas: MathText?
  public var authors: [Author] = []
  /// Whether there are further authors who are not named.
  public var hasMoreAuthors = false
  /// The paper's date in the digest.
  public var date: Day
  /// Often no more is known than the year.
  public var published: PartialDate?
  public var updated: Day?
  public var tags: [String] = []

  public var arxiv: ArxivID?
  public var doi: DOI?
  public var acl: ACLID?
  public var openReview: OpenReviewID?

  public var venue: String?
  /// What it is to a bibliography; if it is not given, the venue's name tells.
  public var type: PublicationType?
  public var volume: String?
  public var number: String?
  public var series: String?
  public var editors: [Author] = []
  public var publisher: String?
  public var issn: String?
  public var isbn: String?
  public var pages: String?
  public var license: String?
  public var language: String?
  public var links: [PaperLink] = []

  public var upvotes: Int?
  public var comments: Int?
  public var stars: Int?
  public var submitter: Submitter?
  public var summary: String?
  public var summaryFormulas: MathText?
  public var summaryBy: String?
  public var image: PaperImage?

  public var isDraft = false
  public var isPinned = false
  public var withdrawn: String?
  public var retracted: String?
  public var award: String?
  public var note: String?
  public var aliases: [SitePath] = []
  package var extra: [YAMLNode.Entry] = []

  /// The first sentences of the abstract as plain text; all of it if it is short.
  public var excerpt = ""
  /// The body's HTML, unless it was dropped to save memory.
  package var body: RenderedBody?
  /// Positions of values in the front matter, for errors that are found later.
  package var lines = PaperLines()

  package init(source: String, slug: String, date: Day) {
    self.source = source
    self.slug = slug
    self.date = date
  }
}

extension Paper {
  /// The day of the latest change that front matter states.
  package var lastChange: Day { max(date, updated ?? date) }
  package var titleParts: [MathText.Part] { titleFormulas?.parts ?? [.text(title)] }
  package var titleHTML: SafeHTML { titleFormulas?.html ?? SafeHTML(escaping: title) }
  package var titleFeedHTML: SafeHTML { titleFormulas?.feedHTML ?? SafeHTML(escaping: title) }
  package var summaryFeedHTML: SafeHTML? {
    summaryFormulas?.feedHTML ?? summary.map { SafeHTML(escaping: $0) }
  }
  package var summaryHTML: SafeHTML? {
    summaryFormulas?.html ?? summary.map { SafeHTML(escaping: $0) }
  }
}

/// Positions of values that can conflict with other files.
package struct PaperLines: Sendable {
  var tags: [YAMLMark] = []
  var aliases: [YAMLMark] = []
  var image: YAMLMark?
}

/// An author as named on a paper.
public struct Author: Hashable, Sendable {
  /// As it is printed.
  public var name: String
  public var orcid: ORCID?
  public var affiliation: String?
  /// The parts of the name, where they are others than can be told from ``name``.
  package var parts: PersonName?

  package init(name: String, orcid: ORCID? = nil, affiliation: String? = nil) {
    self.name = name
    self.orcid = orcid
    self.affiliation = affiliation
  }

  /// Of a name whose parts are known; a group has only a family name.
  package init(given: String, family: String, suffix: String? = nil) {
    let parts = PersonName(given: given, family: family, suffix: suffix)
    self.init(name: parts.printed)
    self.parts = parts == PersonName(name) ? nil : parts
  }

  package var personName: PersonName { parts ?? PersonName(name) }
}

/// The person who submitted a paper to the digest.
public struct Submitter: Hashable, Sendable {
  public var name: String
  public var url: SafeURL?

  package init(name: String, url: SafeURL? = nil) {
    self.name = name
    self.url = url
  }
}

/// An image on a paper's page, with its alternative text.
public struct PaperImage: Hashable, Sendable {
  /// The path relative to the paper's file.
  public var path: String
  public var alt: String
}

/// A link from a paper to related material on another site.
public struct PaperLink: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case pdf, url, code, project, data, model, video, slides
  }

  public var kind: Kind
  public var url: SafeURL

  package init(kind: Kind, url: SafeURL) {
    self.kind = kind
    self.url = url
  }
}

/// A page written by the site's owner, such as "About".
public struct StaticPage: Sendable {
  public var source: String
  public var slug: String
  public var title = ""
  public var titleFormulas: MathText?
  public var description: String?
  public var isDraft = false
  public var aliases: [SitePath] = []
  var aliasMarks: [YAMLMark] = []
}
