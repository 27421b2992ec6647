import Foundation
import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel
@testable import DigestTemplate

@Suite struct PapersPageTests {
  private func read(_ text: String, date: Day? = nil) -> ([PaperRecord], [String]) {
    let rule = DayRule(date: date, now: Day(secondsSince1970: 1_748_736_000))
    let (records, problems) = Importer.papersPage.records(
      in: text.utf8, path: "page.txt", days: rule)
    return (records, problems.map(\.description))
  }

  @Test(.testData("hf-papers")) func `all papers of the dump are imported and none is invented`()
    throws
  {
    let path = RealText.data.appending(path: "hf-papers/papers-page-mar-12.txt")
    let text = try String(contentsOf: path, encoding: .utf8)
    let (records, diagnostics) = read(text)
    let lines = text.split(separator: "\n").map(String.init)
    let pairs = Array(lines.drop { $0 != "Mar 12" }.dropFirst())
    #expect(diagnostics == [] && records.count == 106)
    #expect(
      records.map(\.title) == stride(from: 0, to: pairs.count, by: 2).map { TeXText(pairs[$0]) })
    #expect(
      records.map(\.abstract)
        == stride(from: 1, to: pairs.count, by: 2).map { TeXText(pairs[$0]) })
    #expect(Set(records.map(\.submitter)) == ["AK and the research community"])
    #expect(Set(records.map { $0.date?.description }) == ["2025-03-12"])
    #expect(records.first?.place.line == 11 && records.last?.place.line == 431)
  }

  @Test(arguments: [
    "new", "Subscribe", "View all", "Get trending papers in your email inbox!", "52", "1.2k",
    "12 authors", "· 3 authors", "Upvote 7", "3 days ago", "GitHub 1.2k", "→", "Page 2 of 9",
    "Alibaba · 12 authors", "Published on Mar 12", "+5", "4 comments",
  ])
  func `the site's own lines may be anywhere`(chrome: String) {
    #expect(PapersPageLine(Array(chrome.utf8)[...]) == .chrome)
    let text = """
      \(chrome)
      \(page("First Paper"))
      \(chrome)
      Second Paper

      \(chrome)

      \(abstract("More."))

      \(chrome)
      """
    let (records, diagnostics) = read(text)
    #expect(records.map(\.title.plain) == ["First Paper", "Second Paper"])
    #expect(diagnostics == [])
  }

  @Test(arguments: [
    "Pointer Networks", "byT5", "42: A Survey of Answers", "Mar 12 Revisited", "New",
    "Papers We Love", "A · B Testing",
  ])
  func `titles are distinguished from buttons by more than their length`(title: String) {
    let isTitle = PapersPageLine(Array(title.utf8)[...]) == .short(title)
    #expect(isTitle == !["New", "A · B Testing", "byT5"].contains(title))
  }

  @Test func `an abstract may have several paragraphs and end in a short one`() {
    let text =
      "Mar 12\n\nOne\n\n\(abstract("A."))\n\n\(abstract("B."))\n\nCode is public.\n\nTwo\n\n"
    let (records, diagnostics) = read(text + abstract("C."))
    #expect(records.map(\.title.plain) == ["One", "Two"] && diagnostics == [])
    #expect(
      records[0].abstract.markdown
        == [abstract("A."), abstract("B."), "Code is public."]
        .joined(separator: "\n\n"))
  }

  @Test func `an abstract may be a single sentence`() {
    let title = "No, Cake Cutting Really is a Piece of Cake"
    let sentence =
      "We design and analyze a deterministic cake cutting algorithm that is proportionally fair."
    let (records, diagnostics) = read("Mar 12\n\n\(title)\n\n\(sentence)\n\n\(page("Two"))")
    #expect(records.map(\.title.plain) == [title, "Two"] && diagnostics == [])
    #expect(records.first?.abstract.markdown == sentence)
  }

  @Test func `wrapped lines are joined`() {
    let wrapped = abstract("A.").split(separator: " ").joined(separator: "\n")
    let (records, diagnostics) = read("Mar 12\n\nA Title\nin Two Lines\n\n\(wrapped)")
    #expect(records.map(\.title.plain) == ["A Title in Two Lines"] && diagnostics == [])
    #expect(records.map(\.abstract.markdown) == [abstract("A.")])
  }

  @Test func `days and submitters apply until the next one`() {
    let text = page("One") + "byBo Li\n" + page("Two", day: "Tue, March 11") + page("Three")
    let (records, _) = read(text)
    #expect(records.map { $0.date?.description } == ["2025-03-12", "2025-03-11", "2025-03-12"])
    #expect(records.map(\.submitter) == [nil, "Bo Li", "Bo Li"])
  }

  @Test func `a title or abstract without the other is reported, not invented`() {
    let text =
      "Mar 12\n\n\(abstract("A."))\n\nLost\n\n  Also Lost\n\nKept\n\n\(abstract("B."))\n\nEnd"
    let (records, diagnostics) = read(text)
    #expect(records.map(\.title.plain) == ["Kept"])
    #expect(
      diagnostics == [
        """
        page.txt:3:1: warning: an abstract without a title; left out
          hint: put the paper's title on a line of its own above it
        """,
        """
        page.txt:5:1: warning: a title without an abstract; left out: Lost
          hint: put the abstract below it, or remove the line
        """,
        """
        page.txt:7:3: warning: a title without an abstract; left out: Also Lost
          hint: put the abstract below it, or remove the line
        """,
        """
        page.txt:13:1: warning: a title without an abstract; left out: End
          hint: put the abstract below it, or remove the line
        """,
      ])
  }

  @Test func `a paper under no day needs a date`() {
    let text = "One\n\n\(abstract("A."))"
    #expect(
      read(text).1 == [
        """
        page.txt:1:1: error: no day stands above this paper
          hint: add a line such as 'Mar 12' above it, or pass --date
        """
      ])
    #expect(read(text, date: Day("2024-02-03")).0.map(\.date?.description) == ["2024-02-03"])
  }
}
