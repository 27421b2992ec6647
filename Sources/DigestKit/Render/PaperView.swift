import DigestMarkup
package import DigestModel
package import DigestTemplate

/// The page of a paper.
struct PaperPageView: View {
  static let name = "PaperPageView"

  let site: SiteView
  let page: PageView
  let paper: PaperView

  static let fields: [Field] = [
    .view("site", "The site.") { (v: PaperPageView) in v.site },
    .view("page", "This page.") { (v: PaperPageView) in v.page },
    .view("paper", "The paper.") { (v: PaperPageView) in v.paper },
  ]
}

/// All data of a paper.
struct PaperView: View {
  static let name = "PaperView"

  let paper: Paper
  let authors: [AuthorView]
  let day: LinkView
  let tags: [LinkView]
  let links: [LinkView]
  let image: ImageView?
  let abstract: SafeHTML
  let notes: SafeHTML
  let venue: LinkView?
  let bibtex: String
  /// The paper's citation files.
  let downloads: [LinkView]
  /// Similar papers, found by the search index.
  var similar: [LinkView] = []

  static let fields = ownFields + keyFields

  /// All other keys that imports may set, so that a new key is available without a line here.
  private static let keyFields: [Field] = {
    let taken = Set(ownFields.map { $0.name.lowercased() })
    return PaperField.imported.compactMap { field in
      let name = field.name.replacing("_", with: "")
      guard !taken.contains(name) else { return nil }
      return .text(name, "The front matter key '\(field.name)'.") { (v: PaperView) in
        field.value.of(v.paper)?.text
      }
    }
  }()

  private static let ownFields: [Field] = [
    .text("title", "The title as plain text.") { (v: PaperView) in v.paper.title },
    .html("titleHTML", "The title with its formulas.") { (v: PaperView) in v.paper.titleHTML },
    .views("authors", "All authors.") { (v: PaperView) in v.authors },
    .flag("hasAuthors", "Whether any author is known.") { (v: PaperView) in
      !v.authors.isEmpty
    },
    .flag("hasMoreAuthors", "Whether there are authors whom nobody named.") { (v: PaperView) in
      v.paper.hasMoreAuthors
    },
    .flag("hasTags", "Whether it has any tag.") { (v: PaperView) in !v.tags.isEmpty },
    .flag("hasLinks", "Whether it has any link.") { (v: PaperView) in !v.links.isEmpty },
    .text("date", "The day in the digest, as 2025-03-12.") { (v: PaperView) in
      v.paper.date.description
    },
    .view("day", "The page of that day.") { (v: PaperView) in v.day },
    .text("published", "When the paper came out, as 2025-03-12.") { (v: PaperView) in
      v.paper.published?.description
    },
    .text("publishedInWords", "The same as 12 March 2025.") { (v: PaperView) in
      v.paper.published?.inWords
    },
    .text("updated", "When its text last changed, as 2025-03-12.") { (v: PaperView) in
      v.paper.updated?.description
    },
    .text("updatedInWords", "The same as 12 March 2025.") { (v: PaperView) in
      v.paper.updated?.inWords
    },
    .views("tags", "The tags.") { (v: PaperView) in v.tags },
    .views("links", "Links to arXiv, PDF, DOI, code and other material.") { (v: PaperView) in
      v.links
    },
    .view("venue", "Where it appeared.") { (v: PaperView) in v.venue },
    .text("volume", "Its volume there, with the number.") { (v: PaperView) in
      v.paper.volume.map { volume in v.paper.number.map { "\(volume) (\($0))" } ?? volume }
    },
    .text("series", "The series of the volume.") { (v: PaperView) in v.paper.series },
    .text("editors", "Who edited the volume.") { (v: PaperView) in
      let names = v.paper.editors.map(\.name)
      return names.isEmpty ? nil : names.joined(separator: ", ")
    },
    .text("publisher", "Who published it.") { (v: PaperView) in v.paper.publisher },
    .text("pages", "Its pages there.") { (v: PaperView) in v.paper.pages },
    .text("license", "Its licence.") { (v: PaperView) in v.paper.license },
    .text("language", "Language tag of the paper.") { (v: PaperView) in v.paper.language },
    .number("upvotes", "Votes.") { (v: PaperView) in v.paper.upvotes },
    .number("comments", "Comments.") { (v: PaperView) in v.paper.comments },
    .number("stars", "Stars of its code.") { (v: PaperView) in v.paper.stars },
    .text("submitter", "Who submitted it to the digest.") { (v: PaperView) in
      v.paper.submitter?.name
    },
    .url("submitterPage", "The submitter's own page.") { (v: PaperView) in
      v.paper.submitter?.url
    },
    .text("summary", "One or two sentences about it, as plain text.") { (v: PaperView) in
      v.paper.summary
    },
    .html("summaryHTML", "The same as HTML, with formulas.") { (v: PaperView) in v.paper.summaryHTML
    },
    .text("summaryBy", "Who wrote the summary.") { (v: PaperView) in v.paper.summaryBy },
    .view("image", "A picture.") { (v: PaperView) in v.image },
    .html("abstract", "The abstract: the body up to its first heading.") { (v: PaperView) in
      v.abstract
    },
    .html("notes", "The curator's notes: the body from its first heading on.") {
      (v: PaperView) in v.notes.isEmpty ? nil : v.notes
    },
    .text("bibtex", "The paper as a BibTeX entry.") { (v: PaperView) in v.bibtex },
    .views("downloads", "The citation as files.") { (v: PaperView) in v.downloads },
    .flag("hasDownloads", "Whether there is any.") { (v: PaperView) in
      !v.downloads.isEmpty
    },
    .views("similar", "Papers like this one.") { (v: PaperView) in v.similar },
    .flag("hasSimilar", "Whether there are similar papers.") { (v: PaperView) in
      !v.similar.isEmpty
    },
    .text("withdrawn", "Why it was withdrawn.") { (v: PaperView) in v.paper.withdrawn },
    .text("retracted", "Why it was retracted.") { (v: PaperView) in v.paper.retracted },
    .text("award", "An award it won.") { (v: PaperView) in v.paper.award },
    .text("note", "A remark by the curator.") { (v: PaperView) in v.paper.note },
    .flag("isDraft", "Whether it is a draft.") { (v: PaperView) in v.paper.isDraft },
    .map("extra", "The owner's own fields, from 'extra:'.") { (v: PaperView) in
      Value.map(of: v.paper.extra)
    },
  ]
}

/// An author on a paper's page.
struct AuthorView: View {
  static let name = "AuthorView"

  let author: Author
  let href: SafeURL?
  let orcid: ORCID?

  static let fields: [Field] = [
    .text("name", "The author's name.") { (v: AuthorView) in v.author.name },
    .url("href", "The author's page; missing if those are switched off.") { (v: AuthorView) in
      v.href
    },
    .text("affiliation", "Where the author works.") { (v: AuthorView) in v.author.affiliation },
    .url("orcid", "The author's ORCID page.") { (v: AuthorView) in
      v.orcid.map { SafeURL(path: $0.page) }
    },
  ]
}

/// The image on a paper's page.
struct ImageView: View {
  static let name = "ImageView"

  let src: SafeURL
  let alt: String

  static let fields: [Field] = [
    .url("src", "The picture's file.") { (v: ImageView) in v.src },
    .text("alt", "A description of the picture.") { (v: ImageView) in v.alt },
  ]
}

extension Value {
  /// Converts the owner's own fields for templates; scalars stay text.
  package static func map(of entries: [YAMLNode.Entry]) -> [String: Value] {
    Dictionary(
      entries.map { ($0.key.text, value(of: $0.value)) }, uniquingKeysWith: { first, _ in first })
  }

  private static func value(of node: YAMLNode) -> Value {
    switch node {
    case .scalar(let scalar): .text(scalar.text)
    case .list(let nodes, _): .list(nodes.map(value))
    case .map(let entries, _): .map(map(of: entries))
    }
  }
}
