import Testing

@testable import DigestCore
@testable import DigestFiles
@testable import DigestModel
@testable import DigestSearch

/// Postings lists are named by their contents, so equal ones are one file.
@Suite struct EqualListsTests {
  @Test(arguments: 0..<6)
  func `equal lists are written once`(_ seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    var papers: [String: String] = [:]
    for number in 0..<60 {
      // Words that always occur together, a tag with the same papers as a venue and an author, and
      // equal papers.
      let isOdd = Bool.random(using: &random)
      let twin = isOdd ? "tags: [cvpr, twin]\nvenue: CVPR\nauthors: [Ada Twin]" : "tags: [other]"
      let text = paperFile(
        "Same\(number / 2) title", "2013-01-01", twin, body: isOdd ? "Left right." : "Up down.")
      papers["papers/p\(number).md"] = text
    }
    // TestIndex itself rejects a path that is written twice.
    let index = try TestIndex(papers, sizes: TestIndex.large)
    let reader = try index.reader
    let tagged = try reader.answer("tag:cvpr", limit: 60).results.map(\.slug)
    let venue = try reader.answer("venue:cvpr", limit: 60).results.map(\.slug)
    let left = try reader.answer("left", limit: 60).results.map(\.slug)
    let right = try reader.answer("right", limit: 60).results.map(\.slug)
    #expect(!tagged.isEmpty && tagged == venue && Set(tagged) == Set(left) && left == right)
  }

  @Test func `a site with equal lists of thousands of papers can be built`() throws {
    let papers = (0..<4200).map { number in
      ("papers/p\(number).md", paperFile("T", "2013-01-01", "tags: [cvpr]\nvenue: CVPR", body: ""))
    }
    let index = try TestIndex(Dictionary(uniqueKeysWithValues: papers))
    // The filters share a list; the words `cvpr` and `t` have others, because their keys differ.
    #expect(index.files.keys.count { $0.hasPrefix("search/p") } == 3)
  }

  @Test func `different lists never share a name`() {
    var names = ListNames()
    let (first, second) = (Array("!^#".utf8), Array("!^$".utf8))
    #expect(names.name(first, hash: "ab") == "ab")
    #expect(names.name(second, hash: "ab") == "ab0")
    #expect(names.name(first, hash: "ab") == "ab" && names.name(second, hash: "ab") == "ab0")
    #expect(names.lists.map(\.name) == ["ab", "ab0"])
  }
}
