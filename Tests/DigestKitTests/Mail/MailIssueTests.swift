import Testing

@testable import DigestKit
@testable import DigestModel
@testable import DigestTemplate

@Suite struct MailIssueTests {
  private static let content = [
    "papers/a.md": paperFile("A", "2025-03-10", "tags: [x, Y]\nupvotes: 1"),
    "papers/b.md": paperFile("B", "2025-03-12", "tags: [Y]\nupvotes: 3"),
    "papers/c.md": paperFile("C", "2025-03-12", "upvotes: 9"),
    "papers/d.md": paperFile("D", "2025-02-28", "tags: [x]"),
  ]

  private static func mailing(
    _ scope: MailSelection.Scope, top: Int? = nil, tags: [String] = []
  ) throws -> Mailing? {
    try MailSite.mailing(MailSelection(scope, top: top, tags: tags), content)
  }

  @Test func `by default, the issue is the newest day`() throws {
    let mailing = try #require(try MailIssueTests.mailing(.newest))
    #expect(mailing.name == "2025-03-12" && mailing.paperCount == 2)
    #expect(mailing.subject == "Digest: 12 March 2025")
    let tagged = try MailIssueTests.mailing(.newest, tags: ["x"])
    #expect(tagged?.name == "2025-03-10-tag-x" && tagged?.subject == "Digest: 10 March 2025: x")
  }

  @Test func `a week, a month, the days since a day and trending papers each have a name`() throws {
    let week = try #require(Week("2025-W11"))
    let month = try #require(Month("2025-02"))
    let day = try #require(Day("2025-03-01"))
    #expect(try MailIssueTests.mailing(.week(week))?.paperCount == 3)
    #expect(try MailIssueTests.mailing(.week(week))?.name == "2025-W11")
    #expect(try MailIssueTests.mailing(.month(month))?.subject == "Digest: February 2025")
    #expect(try MailIssueTests.mailing(.since(day))?.name == "2025-03-01-to-2025-03-12")
    #expect(
      try MailIssueTests.mailing(.since(day))?.subject == "Digest: 1 March 2025 to 12 March 2025")
    #expect(try MailIssueTests.mailing(.trending)?.name == "trending-2025-03-12")
    #expect(try MailIssueTests.mailing(.trending)?.paperCount == 3)
  }

  /// Otherwise, the same papers would be sent twice.
  @Test func `the days since the newest day are that day`() throws {
    let day = try #require(Day("2025-03-12"))
    #expect(try MailIssueTests.mailing(.since(day))?.name == "2025-03-12")
  }

  @Test func `there is no issue without papers`() throws {
    let (day, later) = (Day("2025-03-11"), Day("2026-01-01"))
    #expect(try MailIssueTests.mailing(.day(try #require(day))) == nil)
    #expect(try MailIssueTests.mailing(.since(try #require(later))) == nil)
    #expect(try MailSite.mailing([:]) == nil)
  }

  @Test func `the top papers are those with the most votes`() throws {
    let month = try #require(Month("2025-03"))
    let mailing = try MailIssueTests.mailing(.month(month), top: 2)
    #expect(mailing?.name == "2025-03-top-2" && mailing?.paperCount == 2)
    #expect(mailing?.subject == "Digest: March 2025, top 2")
    let text = MailSite.file(mailing, "txt")
    #expect(text.contains("1. C\n") && text.contains("2. B\n") && !text.contains("3. A\n"))
  }

  @Test func `tags are found in any spelling, and several mean any of them`() throws {
    let month = try #require(Month("2025-03"))
    #expect(try MailIssueTests.mailing(.month(month), tags: ["Y", "y", "x"])?.paperCount == 2)
    #expect(try MailIssueTests.mailing(.month(month), tags: ["x", "Y"])?.name == "2025-03-tag-x+y")
    #expect(throws: UnknownTag.self) { try MailIssueTests.mailing(.month(month), tags: ["yy"]) }
    do { _ = try MailIssueTests.mailing(.newest, tags: ["yy"]) } catch {
      #expect("\(error)" == "no paper has the tag 'yy'; did you mean 'Y'?")
    }
  }

  @Test(arguments: [
    ("2025-W01", "2024-12-30"), ("2026-W53", "2026-12-28"), ("0001-W01", "0001-01-01"),
  ])
  func `a week is parsed`(_ text: String, _ first: String) throws {
    #expect(try #require(Week(text)).first.description == first)
    #expect(Week(text)?.description == text)
  }

  @Test(arguments: ["2025-W53", "2025-W00", "2025-W1", "2025-w11", "W11", "2025-W+1", "0000-W01"])
  func `invalid weeks are rejected`(_ text: String) { #expect(Week(text) == nil) }

  @Test(arguments: ["2025-13", "2025-3", "2025-00", "2025"])
  func `invalid months are rejected`(_ text: String) { #expect(Month(text) == nil) }
}
