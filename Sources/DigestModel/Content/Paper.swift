public import DigestCore
public import DigestMarkup

/// One paper of the digest: its metadata, with the place of its body.
///
/// The body stays on disk; what listings show of it is ``excerpt``.
public struct Paper: Sendable {
  /// The file below `Content/`: `papers/2310.18660.md`.
  public var source: String
  public var slug: String
  /// In Unicode where the file has formulas.
  public var title = ""
  /// The title with its formulas, if it has any.
  public var titleFormulas: MathText?
  public var authors: [Author] = []
  /// The day it stands in the digest.
  public var date: Day
  public var published: Day?
  public var updated: Day?
  public var tags: [String] = []

  public var arxiv: ArxivID?
  public var doi: DOI?
  public var acl: ACLID?
  public var openReview: OpenReviewID?

  public var venue: String?
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

  /// The first sentences of the abstract as plain text, or all of it when short.
  public var excerpt = ""
  /// The body's HTML, while there is room to keep it.
  package var body: RenderedBody?
  /// Lines of front matter that tell where a value stands, for errors found later.
  package var lines = PaperLines()
}

extension Paper {
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

/// Where values stand that can collide with those of other files.
package struct PaperLines: Sendable {
  var tags: [YAMLMark] = []
  var aliases: [YAMLMark] = []
  var image: YAMLMark?
}

public struct Author: Hashable, Sendable {
  public var name: String
  public var orcid: ORCID?
  public var affiliation: String?

  package init(name: String, orcid: ORCID? = nil, affiliation: String? = nil) {
    self.name = name
    self.orcid = orcid
    self.affiliation = affiliation
  }
}

/// Who brought a paper to the digest.
public struct Submitter: Hashable, Sendable {
  public var name: String
  public var url: SafeURL?
}

public struct PaperImage: Hashable, Sendable {
  /// Relative to the paper's file.
  public var path: String
  public var alt: String
}

/// A link of a paper to something of its own elsewhere.
public struct PaperLink: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case pdf, code, project, data, model, video, slides
  }

  public var kind: Kind
  public var url: SafeURL
}

/// A page of the owner's own, such as "About".
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
