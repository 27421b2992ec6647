import DigestCore
import DigestMarkup
import DigestTemplate

/// The data of `PlainPaper` as views.
struct PaperView: View {
  let plain: PlainPaper
  let abstract: SafeHTML
  let authors: [AuthorView]
  let tags: [TagView]
  let links: [LinkView]
  let similar: [CardView]
  let permalink, stylesheet, feed, bibtex, home, archive, search: SafeURL
  let pdf: SafeURL?
  let previous, next: LinkedView?

  static let name = "PaperView"
  static let fields: [Field] = [
    .text("language", "Of the page.") { (v: PaperView) in v.plain.language },
    .text("siteTitle", "Of the site.") { (v: PaperView) in v.plain.siteTitle },
    .text("siteDescription", "Of the site.") { (v: PaperView) in v.plain.siteDescription },
    .text("title", "Of the paper.") { (v: PaperView) in v.plain.title },
    .text("description", "In 160 letters.") { (v: PaperView) in v.plain.description },
    .url("permalink", "Absolute.") { (v: PaperView) in v.permalink },
    .url("stylesheet", "Of the theme.") { (v: PaperView) in v.stylesheet },
    .url("feed", "Of the site.") { (v: PaperView) in v.feed },
    .url("bibtex", "Of the paper.") { (v: PaperView) in v.bibtex },
    .url("home", "Of the site.") { (v: PaperView) in v.home },
    .url("archive", "Of the site.") { (v: PaperView) in v.archive },
    .url("search", "Of the site.") { (v: PaperView) in v.search },
    .text("date", "ISO 8601.") { (v: PaperView) in v.plain.date },
    .text("longDate", "In words.") { (v: PaperView) in v.plain.longDate },
    .text("venue", "Where it appeared.") { (v: PaperView) in v.plain.venue },
    .url("pdf", "The paper itself.") { (v: PaperView) in v.pdf },
    .text("doi", "Its DOI.") { (v: PaperView) in v.plain.doi },
    .text("arxiv", "Its arXiv id.") { (v: PaperView) in v.plain.arxiv },
    .text("withdrawn", "Why.") { (v: PaperView) in v.plain.withdrawn },
    .flag("isNew", "In the newest issue.") { (v: PaperView) in v.plain.isNew },
    .number("votes", "So far.") { (v: PaperView) in v.plain.votes },
    .number("comments", "So far.") { (v: PaperView) in v.plain.comments },
    .html("abstract", "Rendered.") { (v: PaperView) in v.abstract },
    .views("authors", "In order.") { (v: PaperView) in v.authors },
    .views("tags", "In order.") { (v: PaperView) in v.tags },
    .views("links", "In order.") { (v: PaperView) in v.links },
    .views("similar", "The nearest first.") { (v: PaperView) in v.similar },
    .view("previous", "Of the day.") { (v: PaperView) in v.previous },
    .view("next", "Of the day.") { (v: PaperView) in v.next },
  ]
}

struct AuthorView: View {
  let name: String
  let href: SafeURL
  let affiliation: String?

  static let name = "AuthorView"
  static let fields: [Field] = [
    .text("name", "As printed.") { (v: AuthorView) in v.name },
    .url("href", "The author's page.") { (v: AuthorView) in v.href },
    .text("affiliation", "As printed.") { (v: AuthorView) in v.affiliation },
  ]
}

struct TagView: View {
  let name: String
  let href: SafeURL
  let count: Int

  static let name = "TagView"
  static let fields: [Field] = [
    .text("name", "As printed.") { (v: TagView) in v.name },
    .url("href", "The tag's page.") { (v: TagView) in v.href },
    .number("count", "How many papers.") { (v: TagView) in v.count },
  ]
}

struct LinkView: View {
  let label: String
  let href: SafeURL

  static let name = "LinkView"
  static let fields: [Field] = [
    .text("label", "What it leads to.") { (v: LinkView) in v.label },
    .url("href", "Where it leads.") { (v: LinkView) in v.href },
  ]
}

struct CardView: View {
  let title: String
  let href: SafeURL
  let authors: String
  let summary: String?

  static let name = "CardView"
  static let fields: [Field] = [
    .text("title", "Of the paper.") { (v: CardView) in v.title },
    .url("href", "Of the paper.") { (v: CardView) in v.href },
    .text("authors", "In one line.") { (v: CardView) in v.authors },
    .text("summary", "Ours.") { (v: CardView) in v.summary },
  ]
}

struct LinkedView: View {
  let title: String
  let href: SafeURL

  static let name = "LinkedView"
  static let fields: [Field] = [
    .text("title", "Of the paper.") { (v: LinkedView) in v.title },
    .url("href", "Of the paper.") { (v: LinkedView) in v.href },
  ]
}

extension PaperView {
  init(_ plain: PlainPaper) throws {
    self.plain = plain
    abstract = try PaperView.html(plain.abstract)
    authors = try plain.authors.map {
      AuthorView(name: $0.name, href: try url($0.href), affiliation: $0.affiliation)
    }
    tags = try plain.tags.map { TagView(name: $0.name, href: try url($0.href), count: $0.count) }
    links = try plain.links.map { LinkView(label: $0.label, href: try url($0.href)) }
    similar = try plain.similar.map {
      CardView(
        title: $0.title, href: try url($0.href), authors: $0.authors, summary: $0.summary)
    }
    permalink = try url(plain.permalink)
    stylesheet = try url(plain.stylesheet)
    feed = try url(plain.feed)
    bibtex = try url(plain.bibtex)
    home = try url(plain.home)
    archive = try url(plain.archive)
    search = try url(plain.search)
    pdf = try plain.pdf.map(url)
    previous = try plain.previous.map { LinkedView(title: $0.title, href: try url($0.href)) }
    next = try plain.next.map { LinkedView(title: $0.title, href: try url($0.href)) }
  }

  /// Creates HTML with a template without tags, because other modules cannot create it directly.
  private static func html(_ text: String) throws -> SafeHTML {
    let source = TemplateSource(path: "abstract.html", name: "abstract", bytes: Array(text.utf8))
    return try TemplateSet(sources: [source])
      .compile("abstract", for: LinkView.self)
      .render(LinkView(label: "", href: url("x")))
  }
}

struct RefusedURL: Error {
  let text: String
}

private func url(_ text: String) throws -> SafeURL {
  guard let url = SafeURL(text) else { throw RefusedURL(text: text) }
  return url
}
