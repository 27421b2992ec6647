import DigestMarkup

/// Renders a mail as plain text in 72 columns, with numbered links below each paper.
struct MailText {
  let mail: MailDocument
  private var columns = TextColumns()
  private var linkCount = 0

  static func render(_ mail: MailDocument, unsubscribe: String?) -> String {
    var text = MailText(mail: mail)
    text.head(unsubscribe)
    text.issue(mail.issue.view)
    text.foot(unsubscribe)
    return text.columns.text
  }

  private init(mail: MailDocument) {
    self.mail = mail
  }

  private mutating func head(_ unsubscribe: String?) {
    columns.fill(mail.siteTitle)
    columns.fill("\(mail.title), \(Noun.paper.counted(mail.issue.view.count))")
    columns.blank()
    addresses(unsubscribe)
    if let intro = mail.intro { columns.block(intro) }
  }

  private mutating func addresses(_ unsubscribe: String?) {
    columns.add(line: "On the web: \(mail.issue.view.web.text)")
    if let unsubscribe { columns.add(line: "Unsubscribe: \(unsubscribe)") }
  }

  private mutating func issue(_ issue: MailIssueView) {
    if let cut = issue.cut {
      columns.blank()
      columns.fill(cut)
    }
    columns.blank()
    columns.rule()
    var number = 0
    for group in issue.groups {
      if let heading = group.heading {
        columns.blank()
        columns.fill("== \(heading) ==")
      }
      for paper in group.papers {
        number += 1
        entry(paper, number)
      }
    }
    titles(issue.titles)
    columns.blank()
    columns.rule()
  }

  private mutating func entry(_ paper: MailPaperView, _ number: Int) {
    columns.blank()
    columns.fill(paper.title, first: "\(number). ")
    for (label, reason) in [("Retracted", paper.retracted), ("Withdrawn", paper.withdrawn)] {
      if let reason { columns.fill("\(label): \(reason)", first: MailText.indent) }
    }
    if let byline = paper.byline { columns.fill(byline, first: MailText.indent) }
    if let excerpt = paper.excerpt {
      columns.blank()
      columns.fill(excerpt, first: MailText.indent)
      columns.blank()
    }
    link("Page", paper.href)
    for other in paper.links { link(other.name, other.href) }
  }

  private mutating func titles(_ titles: [LinkView]) {
    if titles.isEmpty { return }
    columns.blank()
    columns.fill("== More papers ==")
    columns.blank()
    for title in titles {
      columns.fill(title.name, first: "* ")
      link(nil, title.href)
    }
  }

  private static let indent = "   "

  private mutating func link(_ label: String?, _ href: SafeURL?) {
    guard let href else { return }
    linkCount += 1
    let name = label.map { "\($0): " } ?? ""
    columns.add(line: "\(MailText.indent)[\(linkCount)] \(name)\(href.text)")
  }

  private mutating func foot(_ unsubscribe: String?) {
    if let outro = mail.outro { columns.block(outro) }
    columns.blank()
    columns.fill(mail.siteTitle)
    for line in mail.postalAddress { columns.fill(line) }
    addresses(unsubscribe)
  }
}

extension TextColumns {
  /// Adds the owner's Markdown, which is readable as it is; lists keep their lines.
  fileprivate mutating func block(_ markdown: String) {
    blank()
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ").joined(separator: " ")
      if words.isEmpty { blank() } else { fill(words) }
    }
  }
}
