import DigestFiles
import DigestMarkup
import DigestModel

/// Makes the view of an issue for mails and issue feeds, at a given level of detail.
struct MailIssueMaker {
  let site: Site
  let base: BaseURL
  let issue: MailIssue

  /// The number of papers up to which the table of contents lists all.
  static let contentsLimit = 30
  /// The number of papers in the table of contents of a longer issue.
  static let shortContents = 10

  var web: SafeURL { SafeURL(path: base.permalink(site.path(of: issue.page))) }

  func view(_ detail: IssueDetail) -> MailIssueView {
    let count = issue.papers.count
    let listed = count > MailIssueMaker.contentsLimit ? MailIssueMaker.shortContents : count
    return MailIssueView(
      count: count,
      contents: count < 2 ? [] : issue.papers.prefix(min(listed, detail.titles)).map(link),
      groups: groups(detail),
      titles: issue.papers[min(detail.entries, count)..<detail.titles].map(link),
      cut: cut(detail), web: web)
  }

  private func link(_ index: Int) -> LinkView {
    LinkView(
      name: site.papers[index].title, href: permalink(index),
      nameHTML: site.papers[index].titleFeedHTML)
  }

  private func permalink(_ index: Int) -> SafeURL {
    SafeURL(path: base.permalink(site.path(of: .paper(index))))
  }

  private func groups(_ detail: IssueDetail) -> [MailGroupView] {
    let entries = issue.papers.prefix(detail.entries).enumerated()
      .map { (day: site.papers[$1].date, view: paper($1, at: $0, detail)) }
    guard issue.isByDay else {
      return entries.isEmpty ? [] : [MailGroupView(heading: nil, papers: entries.map(\.view))]
    }
    return entries.chunked { $0.day == $1.day }.map { chunk in
      MailGroupView(heading: chunk[0].day.inWords, papers: chunk.map(\.view))
    }
  }

  private func paper(_ index: Int, at position: Int, _ detail: IssueDetail) -> MailPaperView {
    let paper = site.papers[index]
    let excerpt = position < detail.excerpts ? self.excerpt(of: paper, detail.excerptLimit) : nil
    return MailPaperView(
      title: paper.title, titleHTML: paper.titleFeedHTML, href: permalink(index),
      language: paper.language.flatMap { $0 == site.configuration.language ? nil : $0 },
      authors: authors(of: paper), upvotes: paper.upvotes, excerpt: excerpt?.text,
      excerptHTML: excerpt?.html, isCut: excerpt?.isCut ?? false, links: Links.externalLinks(paper),
      tags: paper.tags, image: image(of: paper), imageText: paper.image?.alt, award: paper.award,
      retracted: paper.retracted, withdrawn: paper.withdrawn)
  }

  private func authors(of paper: Paper) -> String? {
    guard !paper.authors.isEmpty else { return nil }
    let limit = site.configuration.authorLimit
    let named = paper.authors.prefix(limit).map(\.name).joined(separator: ", ")
    let rest = paper.authors.count - limit
    return rest > 0 ? "\(named) and \(rest) more" : named
  }

  private typealias PaperExcerpt = (text: String, html: SafeHTML, isCut: Bool)

  private func excerpt(of paper: Paper, _ limit: Int?) -> PaperExcerpt? {
    let text = paper.summary ?? paper.excerpt
    if text.isEmpty { return nil }
    if let limit, text.unicodeScalars.count > limit {
      let cut = Excerpt.cut(Array(text.utf8), limit: limit)
      return (cut, SafeHTML(escaping: cut), true)
    }
    return (text, paper.summaryFeedHTML ?? SafeHTML(escaping: text), false)
  }

  private func image(of paper: Paper) -> SafeURL? {
    guard site.configuration.mail.hasThumbnails, let image = paper.image,
      let file = RelativePath.resolve(image.path, from: paper.source)
    else { return nil }
    return SafeURL(path: base.description + RelativePath.encoded(file))
  }
}

/// The note that tells readers what was cut.
extension MailIssueMaker {
  private func cut(_ detail: IssueDetail) -> String? {
    let count = issue.papers.count
    let shortened = issue.papers.prefix(detail.excerpts).contains { index in
      detail.excerptLimit.map { limit in
        let paper = site.papers[index]
        return (paper.summary ?? paper.excerpt).unicodeScalars.count > limit
      } ?? false
    }
    var parts: [String] = []
    if shortened { parts.append("abstracts are shortened") }
    func add(_ number: Int, _ one: String, _ many: String) {
      if number > 0 { parts.append("\(Noun.paper.counted(number)) \(number == 1 ? one : many)") }
    }
    add(
      detail.entries - min(detail.entries, detail.excerpts), "has no abstract", "have no abstract")
    add(detail.titles - detail.entries, "has only its title", "have only their titles")
    add(count - detail.titles, "is on the web only", "are on the web only")
    return parts.isEmpty ? nil : "To keep this short, \(parts.joined(separator: ", "))."
  }
}
