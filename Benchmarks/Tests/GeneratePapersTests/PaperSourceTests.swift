import Foundation
import Testing

@testable import GeneratePapers

struct PaperSourceTests {
  private static let corpus = (0..<40).map { number in
    RealPaper(
      title: number % 2 == 0
        ? "Name\(number): A \"Study\" Number \(number)" : "Models \(number) for Task \(number)",
      authors: ["Ana\(letters[number % 20]) Silva\(letters[number / 2])", "J. Doe", "José Müller"],
      summary:
        "The first sentence of number \(number) is here. The second has the math $x_\(number)$ in it. "
        + "The third sentence of \(number) ends it.")
  }

  private static let letters = "abcdefghijklmnopqrst".map(String.init)

  private func papers(_ count: Int, seed: UInt64 = 1, math: Bool = true) throws -> [GeneratedPaper]
  {
    var source = try PaperSource(corpus: Self.corpus, seed: seed, keepsMath: math)
    var papers: [GeneratedPaper] = []
    let days = CalendarDay(year: 2016, month: 1, day: 1).weekdays(years: 10)
    try source.papers(count, over: days) { papers.append($0) }
    return papers
  }

  @Test func `the same seed gives the same papers, another seed others`() throws {
    let first = try papers(50).map(\.markdown)
    #expect(try papers(50).map(\.markdown) == first)
    #expect(try papers(50, seed: 2).map(\.markdown) != first)
  }

  @Test func `titles and ids are unique, and ids and days increase`() throws {
    let papers = try papers(2_000)
    #expect(papers.count == 2_000)
    #expect(Set(papers.map(\.title)).count == 2_000)
    #expect(Set(papers.map(\.arxiv)).count == 2_000)
    #expect(papers.map(\.date.number) == papers.map(\.date.number).sorted())
  }

  @Test func `a paper has one to six distinct authors and two to five distinct tags`() throws {
    let papers = try papers(2_000)
    #expect(Set(papers.map(\.authors.count)) == Set(1...6))
    #expect(Set(papers.map(\.tags.count)) == Set(2...5))
    #expect(papers.allSatisfy { Set($0.authors).count == $0.authors.count })
    #expect(papers.allSatisfy { Set($0.tags).count == $0.tags.count })
  }

  @Test func `math can be left out`() throws {
    #expect(try papers(100).contains { $0.abstract.contains("$") })
    #expect(try papers(100, math: false).allSatisfy { !$0.abstract.contains("$") })
  }

  @Test func `a third of the mentions are new names`() throws {
    var random = RandomSource(seed: 1)
    let given = (0..<20).flatMap { first in Self.letters.map { Self.letters[first] + $0 } }
    let pool = try NamePool(realNames: given.map { "\($0) \($0)" }, random: &random)
    var source = AuthorSource(names: pool)
    let mentions = (0..<5_000).flatMap { _ in source.list(random: &random) }
    let share = Double(Set(mentions).count) / Double(mentions.count)
    #expect(Set(mentions).count == source.distinct)
    #expect((0.32...0.36).contains(share))
    let papersByAuthor = Dictionary(grouping: mentions) { $0 }.values.map(\.count)
    #expect((30...800).contains(papersByAuthor.max() ?? 0))
  }

  @Test func `a corpus of one name makes lists of one author`() throws {
    var random = RandomSource(seed: 1)
    var source = AuthorSource(names: try NamePool(realNames: ["Ana Silva"], random: &random))
    let lists = (0..<20).map { _ in source.list(random: &random) }
    #expect(Set(lists) == [["Ana Silva"]])
  }

  @Test func `names that differ only in case or accents are used once`() throws {
    var random = RandomSource(seed: 1)
    let pool = try NamePool(
      realNames: ["José Müller", "Jose muller", "J. Ørsted", "Li-Na Smith-Jones"], random: &random)
    #expect(Set((0..<2).map(pool.name(at:))) == ["José Müller", "Li-Na Müller"])
  }

  @Test func `a paper is written with its texts quoted`() {
    let paper = GeneratedPaper(
      title: #"A "Study": of \ Signs"#, authors: ["Ana Silva"],
      date: CalendarDay(year: 2016, month: 1, day: 4), tags: ["agents"], arxiv: "1601.00001",
      venue: "ICML 2016", code: "https://github.com/example/1601.00001", upvotes: 3,
      abstract: "One sentence.")
    #expect(
      paper.markdown == """
        ---
        title: "A \\"Study\\": of \\\\ Signs"
        authors:
          - "Ana Silva"
        date: 2016-01-04
        tags:
          - "agents"
        arxiv: "1601.00001"
        venue: "ICML 2016"
        pdf: https://arxiv.org/pdf/1601.00001
        code: https://github.com/example/1601.00001
        upvotes: 3
        ---

        One sentence.

        """)
  }
}
