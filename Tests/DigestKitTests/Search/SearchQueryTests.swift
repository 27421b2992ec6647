import Testing

@testable import DigestSearch

@Suite struct SearchQueryTests {
  @Test func `a plain word may be the beginning of one, unless a space follows`() {
    #expect(
      SearchQuery("deep lear").words == [.init(text: "deep"), .init(text: "lear", isLast: true)])
    #expect(SearchQuery("lear ").words == [.init(text: "lear")])
    #expect(
      SearchQuery("\"lear\"").words == [
        .init(text: "lear", isExact: true, isRequired: true, isQuoted: true)
      ])
  }

  @Test func `compounds are also searched for as one word`() {
    #expect(
      SearchQuery("pre-training ").words == [
        .init(text: "pre", compound: "pretraining"),
        .init(text: "training", compound: "pretraining"),
        .init(text: "pretraining", isExact: true),
      ])
  }

  @Test func `repeated words are counted, and long queries are cut`() {
    #expect(SearchQuery("a b a ").words == [.init(text: "a", count: 2), .init(text: "b")])
    let many = (0..<100).map { "w\($0)" }.joined(separator: " ")
    #expect(SearchQuery(many).words.count == 100, "only words that say little are left out first")
    #expect(SearchQuery(String(repeating: "x", count: 9000)).words[0].text.utf8.count == 2000)
  }

  @Test(arguments: [
    ("author:\"Ada Lovelace\" x", ["author:lovelace-ada"]),
    ("author:a author:A", ["a of author"]), ("tag:cs.CL", ["tag:cs-cl"]),
    ("TAG:C++", ["tag:c++"]), ("venue:ACL", ["venue:acl"]), ("tag: x", []), ("author:", []),
    ("xtag:y", []),
  ])
  func `filters are parsed`(_ text: String, _ filters: [String]) {
    #expect(
      SearchQuery(text).filters.map { $0.isAuthor ? "\($0.word) of author" : $0.word } == filters)
  }

  @Test(arguments: [
    ("year:2019", 2019 * 12, 2019 * 12 + 11), ("year:2019..2021", 2019 * 12, 2021 * 12 + 11),
    ("year:2019..", 2019 * 12, 9999 * 12 + 11), ("year:..2021", 0, 2021 * 12 + 11),
  ])
  func `years are parsed`(_ text: String, _ from: Int, _ to: Int) {
    #expect(SearchQuery(text).months == from...to)
  }

  @Test(arguments: ["year:x", "year:2021..2019", "year:..", "year:20190", "year:2019-01"])
  func `invalid years are ignored`(_ text: String) {
    #expect(SearchQuery(text).months == nil)
  }

  @Test(arguments: [
    ("https://doi.org/10.1000/182", "10.1000/182"), ("doi:10.1000/182", "10.1000/182"),
    ("arXiv:cs/0112017", "cs/0112017"),
  ])
  func `URLs and identifiers are searched for as one word`(_ text: String, _ word: String) {
    #expect(SearchQuery(text).words.contains(.init(text: word, isExact: true)))
  }

  @Test func `a URL of arXiv is its identifier`() {
    #expect(SearchQuery("https://arxiv.org/abs/2310.18660 ").words == [.init(text: "2310.18660")])
  }

  @Test func `phrases`() {
    let query = SearchQuery("\"large language models\" \"one")
    #expect(query.phrases == [["large", "language", "models"]])
    #expect(query.words.map(\.text) == ["large", "language", "models", "one"])
    #expect(query.words.allSatisfy { $0.isExact && $0.isRequired })
  }

  @Test func `beside other words, a phrase is not required`() {
    let query = SearchQuery("\"language models\" safety")
    #expect(query.phrases.count == 1 && !query.hasOnlyPhrases)
    #expect(query.words.allSatisfy { !$0.isRequired })
    #expect(SearchQuery("\"language models\" tag:cs.CL").hasOnlyPhrases)
    #expect(
      SearchQuery("\"a b\" title:c").withoutQuotes.words.map(\.isRequired) == [false, false, true])
  }

  @Test(arguments: [
    ("graph -neural", ["graph"], ["neural"]), ("graph NOT neural", ["graph"], ["neural"]),
    ("-\"neural networks\" graph", ["graph"], ["neural networks"]),
    ("x -author:\"Ada Lovelace\"", ["x"], ["author:lovelace-ada"]),
    ("x -tag:cs.CL", ["x"], ["tag:cs-cl"]),
    ("ATTENTION IS NOT ALL", ["attention", "is", "not", "all"], []),
    ("graph - neural -5", ["graph", "neural", "5"], []), ("pre-training", ["pre", "training"], []),
    ("why not", ["why", "not"], []), ("graph NOT", ["graph", "not"], []),
  ])
  func `words behind a minus sign or NOT are excluded`(
    _ text: String, _ words: [String], _ excluded: [String]
  ) {
    let query = SearchQuery(text)
    #expect(query.words.filter { !$0.isExact }.map(\.text) == words)
    #expect(query.exclusions.map { $0.map(\.word).joined(separator: " ") } == excluded)
  }

  @Test(arguments: [
    ("$D^2GS$", ["d2gs"]), ("L^2", ["l2"]), ("na\\\"ive", ["naive"]), ("G\\\"{o}del", ["godel"]),
    ("https://arxiv.org/pdf/2510.21404v2.pdf", ["2510.21404"]), ("2510.21404v12", ["2510.21404"]),
    ("arXiv:2510.21404v1", ["2510.21404"]),
    ("https://arxiv.org/pdf/2510.21404.pdf", ["2510.21404"]),
    ("10.48550/arXiv.2510.21404", ["2510.21404"]), ("resnet50v2", ["resnet50v2"]),
    ("https://doi.org/10.48550/arXiv.2510.21404", ["2510.21404"]),
    ("text2sql", ["text2sql", "texttosql"]), ("p2p", ["p2p"]),
    ("seq2seq", ["seq2seq", "seqtoseq"]),
  ])
  func `notation is read as the index spells it`(_ text: String, _ words: [String]) {
    #expect(SearchQuery(text).words.map(\.text) == words)
  }
}
