import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestModel

@Suite struct CitationKeyTests {
  private func paper(
    _ slug: String, _ title: String, _ author: String?, on date: String = "2025-03-12"
  ) throws -> Paper {
    var paper = Paper(source: "papers/\(slug).md", slug: slug, date: try #require(Day(date)))
    paper.title = title
    paper.authors = author.map { [Author(name: $0)] } ?? []
    return paper
  }

  private func keys(_ papers: [Paper]) -> [String: String] {
    let keys = CitationKeys(papers, parallel: Parallel(jobs: 1)).keys
    return Dictionary(uniqueKeysWithValues: zip(papers.map(\.slug), keys))
  }

  @Test(arguments: [
    ("Attention Is All You Need", "Ashish Vaswani", "vaswani2025attention"),
    ("On the Théorie of $k$-Means", "Łukasz van den Öberg", "vandenoberg2025theorie"),
    ("WaveNet", "OpenAI", "openai2025wavenet"),
    ("A of the", "X Y", "y2025"),
  ])
  func `a key is the family name, year and first significant word`(
    title: String, author: String, key: String
  ) throws {
    #expect(keys([try paper("a", title, author)]) == ["a": key])
  }

  @Test func `names in other scripts give ASCII keys`() throws {
    let key = try #require(keys([try paper("a", "网络", "王小明")])["a"])
    #expect(key.utf8.allSatisfy { ASCII.isAlphanumeric($0) } && key.hasPrefix("x"))
  }

  @Test func `of equal keys the oldest paper's is kept, whatever the order and number of papers`()
    throws
  {
    let papers = [
      try paper("c", "Deep Nets", "A B", on: "2025-03-14"),
      try paper("a", "Deep Nets", "A B", on: "2025-03-12"),
      try paper("b", "Deep Nets", "A B", on: "2025-03-13"),
    ]
    let keys = keys(papers)
    #expect(keys["a"] == "b2025deep")
    #expect(Set(keys.values).count == 3)
    #expect(self.keys(papers.reversed()) == keys)
    #expect(self.keys(Array(papers.dropLast()))["c"] == keys["c"])
  }

  @Test func `keys updated after edits equal those made from scratch`() throws {
    let titles = ["Deep Nets", "Wide Nets", "Deep Trees", "The Deep"]
    var papers = try (0..<12).map { index in
      try paper("p\(index)", titles[index % 3], index.isMultiple(of: 2) ? "A B" : "C B")
    }
    var followed = CitationKeys(papers, parallel: Parallel(jobs: 1))
    for step in 0..<60 {
      let index = step * 7 % papers.count
      papers[index].title = titles[step * 5 % titles.count]
      papers[index].authors = step.isMultiple(of: 4) ? [] : [Author(name: "A B")]
      followed.update(index, of: papers)
      #expect(followed.keys == CitationKeys(papers, parallel: Parallel(jobs: 1)).keys)
    }
  }
}
