import DigestMarkup
import DigestTemplate

/// A whole mail: the issue and its frame.
struct MailView: View {
  static let name = "MailView"

  let site: SiteView
  let home: SafeURL
  let subject: String
  let title: String
  let direction: String
  let preheader: SafeHTML
  let countInWords: String
  let web: SafeURL
  var unsubscribe: SafeURL?
  let intro: SafeHTML?
  let outro: SafeHTML?
  var issue: SafeHTML
  let postalAddress: [String]

  static let fields: [Field] = [
    .view("site", "The site.") { (v: MailView) in v.site },
    .url("home", "The site's first page.") { (v: MailView) in v.home },
    .text("subject", "What stands in the mail's subject.") { (v: MailView) in v.subject },
    .text("title", "What the issue is called, such as 12 March 2025.") { (v: MailView) in v.title },
    .text("direction", "For <html dir>: ltr, or rtl in languages such as Arabic.") {
      (v: MailView) in v.direction
    },
    .html("preheader", "What mail programs show beside the subject.") { (v: MailView) in
      v.preheader
    },
    .text("countInWords", "How many papers there are, such as 1,024 papers.") { (v: MailView) in
      v.countInWords
    },
    .url("web", "The issue on the site.") { (v: MailView) in v.web },
    .url("unsubscribe", "Where the reader unsubscribes; missing if site.yml does not say.") {
      (v: MailView) in v.unsubscribe
    },
    .html("intro", "What site.yml puts above the papers.") { (v: MailView) in v.intro },
    .html("outro", "What site.yml puts below the papers.") { (v: MailView) in v.outro },
    .html("issue", "The papers, drawn by mail/mail-issue.html.") { (v: MailView) in v.issue },
    .texts("postalAddress", "The sender's address for letters, line by line.") { (v: MailView) in
      v.postalAddress
    },
    .flag("hasPostalAddress", "Whether there is one.") { (v: MailView) in
      !v.postalAddress.isEmpty
    },
  ]
}
