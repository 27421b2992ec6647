/// The numbers of papers and pages that a build leaves out, by reason.
public struct LeftOut: Equatable, Sendable {
  /// The number of papers and pages that are drafts.
  public private(set) var drafts = 0
  /// The number of papers dated after ``now`` that are not drafts.
  public private(set) var futurePapers = 0
  public let now: Day?

  /// Counts what a selection leaves out of the content.
  package init(_ content: Content, _ selection: Site.Selection) {
    now = selection.now
    for paper in content.papers {
      switch selection.reasonAgainst(paper) {
      case .isDraft: drafts += 1
      case .isFuture: futurePapers += 1
      case nil: continue
      }
    }
    if !selection.includesDrafts { drafts += content.pages.count { $0.isDraft } }
  }

  /// One sentence per reason, with the option that includes what was left out.
  public var sentences: [String] {
    var sentences: [String] = []
    if drafts > 0 {
      let noun = drafts == 1 ? "draft" : "drafts"
      sentences.append("\(drafts) \(noun) left out; --drafts builds \(LeftOut.them(drafts))")
    }
    if let now, futurePapers > 0 {
      let noun = futurePapers == 1 ? "paper" : "papers"
      sentences.append(
        "\(futurePapers) \(noun) dated after \(now) left out; "
          + "--future builds \(LeftOut.them(futurePapers))")
    }
    return sentences
  }

  private static func them(_ count: Int) -> String { count == 1 ? "it" : "them" }
}
