import Foundation
import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestSearch

/// Tests queries as readers type them: questions, quotations, slips and words that no paper has.
@Suite struct NaturalQueryTests {
  private static func index(sizes: SearchSizes? = nil) throws -> TestIndex {
    var papers = [
      "papers/probe.md": paperFile(
        "DiffGRD", "2014-01-01", "authors: [Can Li]", body: "A telescope for cosmic rays."),
      "papers/phrase.md": paperFile(
        "Some models", "2014-01-02", body: "We train large language models on recipes."),
      "papers/words.md": paperFile(
        "Language of large models", "2014-01-03", body: "Models and language, large and small."),
      "papers/spline.md": paperFile("B-spline surfaces", "2014-01-04", body: "Surfaces."),
      "papers/spine.md": paperFile("Images of the spine", "2014-01-05", body: "Bones."),
      "papers/can.md": paperFile("What machines can learn", "2014-01-06", body: "Learning."),
    ]
    for number in 0..<12 {
      papers["papers/f\(number).md"] = paperFile(
        "Filler\(number) study", "2015-01-01", body: "Ordinary text on matters\(number).")
    }
    return try TestIndex(papers, sizes: sizes)
  }

  private func slugs(_ query: String, sizes: SearchSizes? = nil) throws -> [String] {
    try NaturalQueryTests.index(sizes: sizes).reader.answer(query).results.map(\.slug)
  }

  @Test func `words that say little are left out before a query is cut`() throws {
    let words = String(repeating: "what is it that we are to do with the ", count: 12)
    #expect(try slugs(words + "telescope").first == "probe")
  }

  @Test func `at most 32 telling words are looked for`() throws {
    let others = (0..<31).map { "zzqx\($0)" }.joined(separator: " ")
    #expect(try slugs(others + " telescope ") == ["probe"])
    #expect(try slugs(others + " zzqy telescope ") == [])
  }

  @Test(arguments: ["dfifgrd", "diffgrdd", "iffgrd", "difgrd", "diffrgd", "biffgrd"])
  func `a word of a single paper is found in spite of a slip`(_ typed: String) throws {
    for sizes in [nil, TestIndex.large] {
      #expect(try slugs(typed + " ", sizes: sizes) == ["probe"])
    }
  }

  @Test func `part of a known compound is not corrected`() throws {
    let answer = try NaturalQueryTests.index().reader.answer("B-spline ")
    #expect(answer.results.map(\.slug) == ["spline"] && answer.corrections.isEmpty)
  }

  @Test func `a stop word in capitals beside a name is a name`() throws {
    #expect(try slugs("Can Li ").first == "probe")
    #expect(try slugs("can li ").first == "probe")
    #expect(try slugs("Can Learn").first == "can")
  }

  @Test func `a query of stop words is not completed`() throws {
    let answer = try NaturalQueryTests.index().reader.answer("to be or not to b")
    #expect(answer.corrections.isEmpty)
  }

  @Test func `a beginning is not reported as a slip`() throws {
    let answer = try NaturalQueryTests.index().reader.answer("telesc")
    #expect(answer.results.map(\.slug) == ["probe"] && answer.corrections.isEmpty)
  }

  @Test func `words that no paper has are named`() throws {
    let answer = try NaturalQueryTests.index().reader.answer("recipes for pancakes ")
    #expect(answer.results.map(\.slug) == ["phrase"] && answer.missing == ["pancakes"])
    #expect(try NaturalQueryTests.index().reader.answer("large models ").missing == [])
  }

  @Test func `excluded words leave papers out`() throws {
    #expect(try Set(slugs("models -telescope")) == ["phrase", "words"])
    #expect(try slugs("models -recipes") == ["words"])
    #expect(try slugs("models NOT recipes ") == ["words"])
    #expect(try slugs("telescope -author:\"Can Li\"") == [])
  }

  @Test func `quoted words that stand nowhere side by side are searched for one by one`() throws {
    let answer = try NaturalQueryTests.index().reader.answer("\"telescope recipes\"")
    #expect(Set(answer.results.map(\.slug)) == ["probe", "phrase"] && answer.ignoresQuotes)
    let none = try NaturalQueryTests.index().reader.answer("\"pancakes\"")
    #expect(none.results.isEmpty && !none.ignoresQuotes && none.missing == ["pancakes"])
  }

  @Test func `a phrase raises papers that hold it`() throws {
    let site = try TestSite(
      "",
      [
        "papers/apart.md": paperFile("Models language models", "2014-01-02", body: "Large safety."),
        "papers/beside.md": paperFile(
          "Safety", "2014-01-01", body: "We use large language models."),
      ])
    let reader = try SearchReader { site.files[$0.text] }
    let answer = try reader.answer("\"large language models\" safety")
    #expect(answer.results.map(\.slug) == ["beside", "apart"])
    #expect(try reader.answer("\"large language models\"").results.map(\.slug) == ["beside"])
  }

  @Test func `a total that was not counted is a least one`() throws {
    var papers: [String: String] = [:]
    for number in 0..<40 {
      let text = number.isMultiple(of: 2) ? "Side by side." : "Side and by."
      papers["papers/p\(number).md"] = paperFile("T\(number)", "2014-01-01", body: text)
    }
    let site = try TestSite("", papers)
    let reader = try SearchReader { site.files[$0.text] }
    let page = try reader.answer("\"side by side\"")
    #expect(page.results.count == 10 && page.isAtLeast && page.total >= 10)
    let whole = try reader.answer("\"side by side\"", limit: 30)
    #expect(whole.results.count == 20 && !whole.isAtLeast && whole.total == 20)
  }
}

/// Tests filters by author: a person, not words of a name.
@Suite struct AuthorFilterTests {
  @Test(arguments: [
    ("Yang Gao", "a b"), ("yang gao", "a b"), ("Gao Li", "c"), ("Y. Gao", "a b d"),
    ("Gao", "a b c d"),
    ("Bernhard Schölkopf", "e"), ("B. Schölkopf", "e"), ("b scholkopf", "e"),
    ("Bernhard Schoelkopf", "e"), ("Schoelkopf", "e"), ("mueller", "f"), ("Müller", "f"),
    ("Ada King", "g h"), ("Augusta Lovelace", "g h"), ("Gao Yang", "a b c d"), ("Nobody Here", ""),
  ])
  func `a name finds the papers of its person`(_ name: String, _ slugs: String) throws {
    let authors = [
      "a": "Yang Gao", "b": "Yang Gao, Li Wei", "c": "Gao Li, Yang Wei", "d": "Yu Gao, Wei Yang",
      "e": "Bernhard Schölkopf", "f": "Klaus Müller", "g": "Ada King", "h": "Augusta Lovelace",
    ]
    var papers = Dictionary(
      uniqueKeysWithValues: authors.map { slug, names in
        ("papers/\(slug).md", paperFile("T \(slug)", "2014-01-01", "authors: [\(names)]"))
      })
    papers["authors.yml"] = "- name: Ada King\n  aliases: [Augusta Lovelace]\n"
    for sizes in [nil, TestIndex.large] {
      let reader = try TestIndex(papers, sizes: sizes).reader
      let found = try reader.answer("author:\"\(name)\"", limit: 20).results.map(\.slug)
      #expect(found.sorted().joined(separator: " ") == slugs)
    }
  }
}

/// Tests what is said where a built site cannot be read.
@Suite struct UnreadableSiteTests {
  @Test func `what is no file, or leads elsewhere, is not a missing index`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let manifest = folder.appending(path: "search/manifest.json")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: (any Error).self) { try SearchReader(site: folder.path) }
    func message() -> String {
      do { _ = try SearchReader(site: folder.path) } catch { return "\(error)" }
      return ""
    }
    #expect(message().contains("there is no search index"))
    try FileManager.default.createDirectory(at: manifest, withIntermediateDirectories: true)
    #expect(message().hasSuffix("it is not a regular file"))
    try FileManager.default.removeItem(at: manifest)
    try FileManager.default.createSymbolicLink(
      at: manifest, withDestinationURL: URL(filePath: "/etc/hostname"))
    #expect(message().contains("symbolic link"))
  }

  @Test(.enabled(if: getuid() != 0, "root reads every file"))
  func `a file without permission is reported`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let manifest = folder.appending(path: "search/manifest.json")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "search"), withIntermediateDirectories: true)
    try Data("{}".utf8).write(to: manifest)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: manifest.path)
    #expect {
      try SearchReader(site: folder.path)
    } throws: { "\($0)".hasSuffix("Permission denied") }
  }
}
