import DigestMarkup
import DigestTemplate
import DigestModel

/// The HTML of an issue, which is the same in a mail and in an issue feed.
struct IssueHTML {
  /// The maximum size in bytes: Gmail clips messages near 102 kB, and senders add parts around
  /// this.
  static let sizeLimit = 80_000

  let view: MailIssueView
  let html: SafeHTML

  /// Renders as much of the issue as fits into `limit` bytes.
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
