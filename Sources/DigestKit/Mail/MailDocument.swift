import DigestCore
import DigestMarkup
import DigestModel
import DigestTemplate

/// An issue with its frame, ready to be rendered as HTML, text and Markdown.
struct MailDocument: Sendable {
  /// The name for files and headers, such as `2025-03-12`.
  let name: String
  let day: Day
  let issue: IssueHTML
  let intro: String?
  let outro: String?
  /// Everything but the issue and the unsubscribe address.
  private let frame: MailView
  private let template: Template

  var title: String { frame.title }
  var siteTitle: String { frame.site.title }
  var subject: String { frame.subject }
  var postalAddress: [String] { frame.postalAddress }

  init(_ site: Site, base: BaseURL, issue: MailIssue, theme: Theme) {
    let mail = site.configuration.mail
    (name, day, intro, outro) = (issue.name, issue.day, mail.intro, mail.outro)
    let maker = MailIssueMaker(site: site, base: base, issue: issue)
    (frame, template) = (MailDocument.frame(maker), theme[.mail])
    let longest = mail.unsubscribe.first?.pattern
    let taken = MailDocument.html(frame, .empty, unsubscribe: longest, template).count
    // A reader's token and address are longer than their placeholders.
    let limit = max(0, IssueHTML.sizeLimit - taken - 1000)
    self.issue = IssueHTML(maker, template: theme[.mailIssue], limit: limit)
  }

  /// Renders the HTML, at most 80 kB unless the frame is longer than that.
  func html(unsubscribe: String?) -> [UInt8] {
    MailDocument.html(frame, issue.html, unsubscribe: unsubscribe, template)
  }

  func text(unsubscribe: String?) -> String { MailText.render(self, unsubscribe: unsubscribe) }

  func markdown(unsubscribe: String?) -> String {
    MailMarkdown.render(self, unsubscribe: unsubscribe)
  }

  /// Returns a warning if the HTML is too long, which only the owner's frame can cause.
  func warnings(_ path: String) -> [Diagnostic] {
    let size = html(unsubscribe: nil).count
    guard size > IssueHTML.sizeLimit else { return [] }
    return [
      Diagnostic(
        path: path, severity: .warning,
        message: "the mail's HTML has \(size) bytes; Gmail cuts off what comes after 102,000",
        hint: "shorten 'intro' and 'outro', or Templates/mail/mail.html")
    ]
  }

  private static func html(
    _ frame: MailView, _ issue: SafeHTML, unsubscribe: String?, _ template: Template
  ) -> [UInt8] {
    var view = frame
    view.issue = issue
    view.unsubscribe = unsubscribe.flatMap { SafeURL($0) }
    var output: [UInt8] = []
    template.render(view, into: &output)
    return output
  }
}

/// The frame: everything around the issue.
extension MailDocument {
  private static func frame(_ maker: MailIssueMaker) -> MailView {
    let (site, issue) = (maker.site, maker.issue)
    let configuration = site.configuration
    func html(_ markdown: String?) -> SafeHTML? {
      markdown.map { MailDocument.html(of: $0, configuration.macros) }
    }
    return MailView(
      site: SiteView(
        title: configuration.title, description: configuration.description,
        language: configuration.language),
      home: SafeURL(path: maker.base.description),
      subject: "\(configuration.title): \(issue.title)", title: issue.title,
      direction: direction(of: configuration.language),
      preheader: MergeTags.disarmed(
        SafeHTML(escaping: preheader(issue.papers.lazy.map { site.papers[$0].title }))),
      countInWords: Noun.paper.counted(issue.papers.count), web: maker.web, unsubscribe: nil,
      intro: html(configuration.mail.intro), outro: html(configuration.mail.outro),
      issue: .empty, postalAddress: configuration.mail.postalAddress)
  }

  /// Joins the first titles, up to the length that mail programs show next to the subject.
  private static func preheader(_ titles: some Sequence<String>) -> String {
    var text = ""
    for title in titles {
      text += text.isEmpty ? title : " · \(title)"
      if text.unicodeScalars.count > 120 { break }
    }
    return text
  }

  /// Returns `rtl` for languages written from right to left, else `ltr`.
  private static func direction(of language: String) -> String {
    let rightToLeft = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"]
    let name = language.split(separator: "-").first?.lowercased() ?? ""
    return rightToLeft.contains(name) ? "rtl" : "ltr"
  }

  /// Renders the owner's Markdown for mail, with formulas as plain HTML.
  private static func html(of markdown: String, _ macros: MathMacros) -> SafeHTML {
    let body = Markdown.render(
      Array(markdown.utf8)[...], firstLine: 1, macros: macros, medium: .feed
    ) { $0 }
    return SafeHTML(joining: [body.abstract, body.notes])
  }
}
