import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestModel

/// When two entries are one paper.
@Suite struct SamePaperTests {
  private func report(_ entries: String...) throws -> String {
    let site = try ImportSite()
    var reports: [String] = []
    for text in entries {
      reports.append(
        try site.run(text) { $0.inputs = [.bytes(path: "a.bib", Array(text.utf8))] }
          .description.split(separator: "\n").first.map(String.init) ?? "")
    }
    return reports.joined(separator: " / ")
  }

  private static func entry(_ fields: String) -> String { "@article{k, \(fields)}\n" }

  @Test(arguments: [
    // Editorials by one author, told apart by year, venue, volume, page or DOI.
    (
      "title = {Editorial}, author = {Doe, Jane}, journal = {J}, year = 2019",
      "title = {Editorial}, author = {Doe, Jane}, journal = {J}, year = 2020", false
    ),
    (
      "title = {Editorial}, author = {Doe, Jane}, journal = {J}, year = 2019, pages = {1--2}",
      "title = {Editorial}, author = {Doe, Jane}, journal = {J}, year = 2019, pages = {100}", false
    ),
    (
      "title = {The Art of Programming}, author = {Knuth, D. E.}, volume = 1, year = 1968",
      "title = {The Art of Programming}, author = {Knuth, D. E.}, volume = 2, year = 1969", false
    ),
    (
      "title = {Obituary}, author = {Doe, Jane}, year = 2020",
      "title = {Obituary}, author = {Doe, Jim}, year = 2020", false
    ),
    (
      "title = {Preface}, year = 2019", "title = {Preface}, author = {Doe, Jane}, year = 2021",
      false
    ),
    (
      "title = {Neural nets for the analysis of texts}, author = {Doe, Jane}, journal = {A}, year = 2015",
      "title = {Neural nets for the analysis of texts}, author = {Doe, Jane}, journal = {B}, year = 2018",
      false
    ),
    // An identifier alone.
    (
      "title = {Sports video analysis at scale}, author = {Roe, Rich}, doi = {10.1000/p}",
      "title = {VQGAN and CLIP for images}, author = {Doe, Jane}, doi = {10.1000/p}", false
    ),
    (
      "title = {Sports video analysis}, author = {Roe, Rich}, doi = {10.1000/p}",
      "title = {Sports video analysis at scale}, author = {Doe, Jane}, doi = {10.1000/p}", true
    ),
    (
      "title = {One name}, author = {Roe, Rich}, doi = {10.1000/p}",
      "title = {Quite another name}, author = {Roe, R.}, doi = {10.1000/p}", true
    ),
    // A preprint and its publication.
    (
      "title = {Neural nets for the analysis of texts}, author = {Doe, Jane}, year = 2015",
      "title = {Neural nets for the analysis of texts}, author = {Doe, J.}, journal = {B}, year = 2017",
      true
    ),
    (
      "title = {Neural nets for the analysis of texts}, author = {Doe, Jane}, journal = {B}, year = 2017",
      "title = {Neural nets for the analysis of texts}, author = {Doe, Jane}, journal = {B}, year = 2017",
      true
    ),
  ])
  func `two entries are one paper or two`(one: String, other: String, isSame: Bool) throws {
    let (one, other) = (Self.entry(one), Self.entry(other))
    #expect(try report(one + other) == (isSame ? "new 1, skipped 1 (repeated)" : "new 2"))
    let second = try report(one, other)
    #expect(second.hasPrefix(isSame ? "new 1 / " : "new 1 / new 1"), "\(second)")
    #expect(isSame || second == "new 1 / new 1")
  }

  /// More than the papers of one title that are looked at.
  @Test func `a hundred editorials come again as the same hundred`() throws {
    let all = (1900..<2000).map { year in
      Self.entry("title = {Editorial}, author = {Doe, Jane}, journal = {J}, year = \(year)")
    }.joined()
    #expect(try report(all, all) == "new 100 / same 100")
  }

  @Test func `a paper that is taken for another is named`() throws {
    let site = try ImportSite()
    let text =
      Self.entry("title = {One name}, author = {Roe, Rich}, doi = {10.1000/p}")
      + Self.entry("title = {Quite another name}, author = {Roe, R.}, doi = {10.1000/p}")
    let report = try site.run(text) { $0.inputs = [.bytes(path: "a.bib", Array(text.utf8))] }
    #expect(
      report.diagnostics.map(\.description) == [
        """
        a.bib:2:1: warning: 'Quite another name' is taken for a paper that came before it; left out
          hint: that paper is: one name
        """
      ])
  }
}
