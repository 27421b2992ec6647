import DigestMarkup
import DigestTemplate
import DigestModel

/// The HTML of an issue: what a mail and an entry of an issue feed have in common.
struct IssueHTML {
  /// Gmail cuts a message near 102 kB; this leaves room for what senders put around it.
  static let sizeLimit = 80_000

  let view: MailIssueView
  let html: SafeHTML

  /// As much of the issue as fits into `limit` bytes.
  init(_ maker: MailIssueMaker, template: Template, limit: Int = IssueHTML.sizeLimit) {
    func html(_ detail: IssueDetail) -> SafeHTML {
      MergeTags.disarmed(template.render(maker.view(detail)))
    }
    let detail = IssueDetail.fitting(maker.issue.papers.count, limit: limit) {
      html($0).bytes.count
    }
    (view, self.html) = (maker.view(detail), html(detail))
  }
}
