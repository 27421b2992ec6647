import Foundation
import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestMarkup

/// Tests that mails are not longer than what mail programs show.
@Suite struct MailSizeTests {
  private static let long = String(repeating: "Words of a long abstract. ", count: 30)
  private static let fields = "authors: [Ada Lovelace, Alan Turing]\narxiv: \"1706.03762\""

  private static func html(_ count: Int, title: String = "A paper with a title") throws -> String {
    MailSite.file(
      try MailSite.mailing(MailSite.day(count, title: title, fields: fields, body: long)), "html")
  }

  @Test(arguments: [1, 50, 106, 150, 400, 1500])
  func `a mail has at most 80 kB, and uses most of them`(_ count: Int) throws {
    let html = try MailSizeTests.html(count)
    #expect(html.utf8.count <= IssueHTML.sizeLimit)
    if count > 60 { #expect(html.utf8.count > 70_000) }
  }

  @Test func `abstracts are shortened first, then left out, then papers lose all but their titles`()
    throws
  {
    let cases = [
      (105, "To keep this short, abstracts are shortened."),
      (125, "have no abstract."), (300, "have only their titles."),
      (1500, "papers are on the web only."),
    ]
    for (count, notice) in cases {
      #expect(try MailSizeTests.html(count).contains(notice), "\(count)")
    }
    let some = try MailSizeTests.html(300)
    for number in [0, 299] {
      #expect(some.contains("https://example.org/d/papers/p\(number).html"))
    }
    #expect(!some.contains("on the web only"))
    #expect(!(try MailSizeTests.html(20)).contains("To keep this short"))
  }

  @Test func `a shortened abstract links to the whole one`() throws {
    let html = try MailSizeTests.html(105)
    #expect(html.contains("… <a href=") || html.contains(". <a href="))
    #expect(html.components(separatedBy: ">Read on</a>").count == 106)
  }

  @Test func `text and Markdown leave out the same as HTML`() throws {
    let mailing = try MailSite.mailing(
      MailSite.day(1500, title: "Title", fields: MailSizeTests.fields, body: MailSizeTests.long))
    for ending in ["txt", "md"] {
      let text = MailSite.file(mailing, ending)
      #expect(text.replacing("\n", with: " ").contains("on the web only"))
      #expect(text.contains("Title 100\n") || text.contains("[Title 100]"))
    }
  }

  @Test func `an intro that is too long is an error`() {
    let intro = String(repeating: "Much ado. ", count: 9000)
    let error = #expect(throws: DiagnosticsError.self) {
      try MailSite.mailing(
        settings: "\(MailSite.settings)  intro: \(intro)\n", ["papers/a.md": paperFile("A")])
    }
    #expect(error?.diagnostics.first?.message == "'intro' has 89999 bytes; the limit is 10000")
  }

  @Test func `the contents list all papers of a short issue and the first ones of a long one`()
    throws
  {
    let short = try MailSizeTests.html(30)
    let long = try MailSizeTests.html(31)
    #expect(short.components(separatedBy: "<li ").count == 31 && !short.contains("and 20 more"))
    #expect(long.components(separatedBy: "<li ").count == 11 && long.contains(">and 21 more</p>"))
    #expect(!(try MailSizeTests.html(1)).contains("In this issue"))
  }

  @Test func `the steps go from everything down to nothing`() {
    let steps = IssueDetail.steps(3)
    #expect(steps.first == .whole(3))
    #expect(steps.last == IssueDetail(excerptLimit: 120, excerpts: 0, entries: 0, titles: 0))
    for limit in [0, 1, 5, 7, 8, 24, 10_000] {
      // Assume that an excerpt takes as many bytes as its limit, an entry four and a title one.
      let size = { (detail: IssueDetail) in
        detail.excerpts * (detail.excerptLimit ?? 900) + detail.entries * 4 + detail.titles
      }
      let fitting = IssueDetail.fitting(3, limit: limit, size: size)
      #expect(size(fitting) <= limit)
      #expect(steps.first { size($0) <= limit } == fitting)
    }
  }
}
