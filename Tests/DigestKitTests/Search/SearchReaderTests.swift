import Testing

@testable import DigestCore
@testable import DigestModel
@testable import DigestSearch

/// Tests queries against the index files of a built site.
@Suite struct SearchReaderTests {
  private static let papers: [String: String] = [
    "papers/attention.md": paperFile(
      "Attention Is All You Need", "2017-06-12",
      "authors: [Ashish Vaswani, Noam Shazeer]\ntags: [cs.CL, attention]\narxiv: \"1706.03762\"",
      body: "We propose the Transformer, a model of attention alone, for translation."),
    "papers/bert.md": paperFile(
      "Pre-training of Deep Bidirectional Transformers", "2018-10-11",
      "authors: [Jacob Devlin]\ntags: [cs.CL]\nvenue: NAACL\ndoi: 10.18653/v1/N19-1423",
      body: "A language representation model with attention in both directions."),
    "papers/gan.md": paperFile(
      "Generative Adversarial Networks", "2014-06-10", "authors: [Ian Goodfellow]\ntags: [stat.ML]",
      body: "Two networks compete. Turbulence is not mentioned but turbulence is."),
    "papers/resnet.md": paperFile(
      "Deep Residual Learning for Image Recognition", "2015-12-10",
      "authors: [Kaiming He]\ntags: [cs.CV]", body: "Deeper networks are harder to train."),
    "papers/goedel.md": paperFile(
      "Über formal unentscheidbare Sätze", "1931-01-01", "authors: [Kurt Gödel]\ntags: [logic]",
      body: "数学の基礎。The text has <b>markup</b> &amp; `code`."),
  ]

  /// Returns readers of a small index and of one with many papers, which differ in format.
  private static func readers() throws -> [SearchReader] {
    var many = papers
    for number in 0..<320 {
      many["papers/n\(number).md"] = paperFile(
        "Filler number\(number) about topic\(number % 7)", "2013-01-01", "tags: [filler]",
        body: "Nothing word\(number % 40) here other\(number).")
    }
    return try [papers, many].map { papers in
      let site = try TestSite("", papers)
      return try SearchReader { site.files[$0.text] }
    }
  }

  @Test(arguments: [
    ("attention", "attention bert"), ("atention", "attention bert"),
    ("ttention", "attention bert"), ("xttention", "attention bert"),
    ("transf", "bert attention"), ("pretraining", "bert"),
    ("pre training", "bert resnet"), ("godel", "goedel"), ("Gödel", "goedel"), ("uber", "goedel"),
    ("vaswani translation", "attention"), ("1706.03762", "attention"),
    ("10.18653/v1/n19-1423", "bert"), ("the networks", "gan resnet"),
    ("数学", "goedel"), ("\"residual learning\"", "resnet"),
    ("\"deep residual\" zzzz", "resnet bert"),
    ("title:residual", "resnet"), ("title:train", "bert"), ("networks author:he", "resnet"),
    ("tag:cs.CL", "bert attention"), ("tag:cs.cl venue:naacl", "bert"),
    ("year:2014..2015", "resnet gan"), ("networks year:2014", "gan"), ("qqqqqq", ""), ("", ""),
    ("author:kurt", "goedel"), ("author:network", ""), ("author:attention", ""),
    ("\"model of attention\"", "attention"), ("\"attention model\"", "attention bert"),
    ("\"ian goodfellow\"", "gan"), ("\"residual learning for\" image", "resnet"),
    ("tag:nosuch attention", ""), ("attention tag:stat.ml", ""), ("\"attenton\"", ""),
  ])
  func `a query finds papers`(_ query: String, _ slugs: String) throws {
    for reader in try SearchReaderTests.readers() {
      let found = try reader.answer(query).results.map(\.slug).joined(separator: " ")
      #expect(found == slugs, "\(query)")
    }
  }

  @Test func `corrections are reported`() throws {
    for reader in try SearchReaderTests.readers() {
      let answer = try reader.answer("turbulnce ")
      #expect(answer.corrections == [.init(typed: "turbulnce", shown: ["turbulence"])])
      #expect(try reader.answer("turbulence").corrections == [])
      #expect(try reader.answer("\"turbulnce\"").results.isEmpty)
    }
  }

  @Test func `results have what a card shows`() throws {
    let results = try SearchReaderTests.readers()[1].answer("attention need").results
    #expect(results[0].title == "Attention Is All You Need")
    #expect(results[0].authors == ["Ashish Vaswani", "Noam Shazeer"])
    #expect(results[0].date == "2017-06-12" && results[0].tags == ["cs.CL", "attention"])
  }

  @Test func `a filter can match all papers`() throws {
    let papers = [
      "papers/a.md": paperFile("A", "2013-01-01"), "papers/b.md": paperFile("B", "2013-02-01"),
    ]
    let site = try TestSite("", papers)
    let reader = try SearchReader { site.files[$0.text] }
    #expect(try reader.answer("year:2013").results.map(\.slug) == ["b", "a"])
    #expect(try reader.answer("year:..").total == 0)
  }

  @Test func `equally good results are sorted newest first, and all are counted`() throws {
    let reader = try SearchReaderTests.readers()[1]
    let answer = try reader.answer("filler", limit: 30)
    #expect(answer.total == 320 && answer.results.count == 30)
    #expect(answer.results[0].slug == "n99")
  }

  @Test func `a small index has six files`() throws {
    let site = try TestSite("", SearchReaderTests.papers)
    let names = site.paths.filter { $0.hasPrefix("search/") }
    // Words and cards, each also as a script, the manifest and the records.
    #expect(names.count == 6)
    #expect(site["search.html"].contains(#"<script type="application/json" id="search-manifest">"#))
  }

  @Test func `papers with votes are in one list, the most votes first`() throws {
    var papers = SearchReaderTests.papers
    papers["papers/a.md"] = paperFile("A", "2020-01-01", "upvotes: 7")
    papers["papers/b.md"] = paperFile("B", "2021-01-01", "upvotes: 1200")
    papers["papers/c.md"] = paperFile("C", "2022-01-01", "upvotes: 7")
    let site = try TestSite("search: {compressed: no}", papers)
    let path = try #require(site.paths.first { $0.hasPrefix("search/v") && $0.hasSuffix(".json") })
    // Sorted by date, a is number 5 of eight papers, b 6 and c 7.
    #expect(site[path] == "\"!^b3)!*($\"")
    let unvoted = try TestSite("", SearchReaderTests.papers)
    #expect(!unvoted.paths.contains { $0.hasPrefix("search/v") })
  }

  @Test func `a paper's slug is indexed unless it is one of its words`() throws {
    let site = try TestSite(
      "search: {compressed: no}",
      [
        "papers/1706.03762.md": paperFile("A", "2020-01-01", "arxiv: \"1706.03762\""),
        "papers/some-slug.md": paperFile("B", "2021-01-01"),
      ])
    let path = try #require(site.paths.first { $0.hasPrefix("search/l") && $0.hasSuffix(".json") })
    #expect(site[path].contains(" 0paper:some-slug") && !site[path].contains("paper:1706.03762"))
  }

  @Test func `files are not compressed if the host does that`() throws {
    let site = try TestSite("search:\n  compressed: no", SearchReaderTests.papers)
    #expect(!site.paths.contains { $0.hasSuffix(".gz") })
    let reader = try SearchReader { site.files[$0.text] }
    #expect(try reader.answer("attention").total == 2)
  }

  @Test func `a site without search has no index files`() throws {
    let site = try TestSite("search:\n  page: no\n  similar: no", SearchReaderTests.papers)
    #expect(site.paths.filter { $0.hasPrefix("search") } == ["search/papers.json"])
    #expect(!site["index.html"].contains("search.html"))
    #expect(!site["papers/bert.html"].contains("Similar papers"))
  }

  @Test func `new papers do not change the files of old cards`() throws {
    var papers: [String: String] = [:]
    for number in 0..<1100 {
      papers["papers/n\(number).md"] = paperFile("Paper \(number)", "2013-01-01")
    }
    let old = try TestSite("pages: {days: no, weeks: no}", papers)
    papers["papers/new.md"] = paperFile("A new paper", "2014-01-01")
    let new = try TestSite("pages: {days: no, weeks: no}", papers)
    let cards = old.paths.filter { $0.hasPrefix("search/c") }
    #expect(cards.count == 138)
    let gone = cards.filter { new.files[$0] != old.files[$0] }
    #expect(gone.count == 1, "the last file alone has room for it")
  }
}

/// Tests which papers are shown as similar.
@Suite struct SimilarPapersTests {
  @Test func `similar papers share significant words, authors or tags`() throws {
    var papers: [String: String] = [:]
    for number in 0..<12 {
      papers["papers/f\(number).md"] = paperFile(
        "Filler number\(number)", "2013-01-01", body: "Unlike words\(number) of its\(number) own.")
    }
    papers["papers/a.md"] = paperFile(
      "Turbulent plasma", "2014-01-01", "authors: [Ada L.]", body: "Plasma in tokamaks.")
    papers["papers/b.md"] = paperFile("Plasma turbulence in tokamaks", "2014-01-02")
    papers["papers/c.md"] = paperFile(
      "Knitting", "2014-01-03", "authors: [Ada L.]", body: "Wool and needles.")
    let page = try TestSite("", papers)["papers/a.html"]
    let section = page.split(separator: "Similar papers").dropFirst().first ?? ""
    let links = section.split(separator: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(links.prefix(2) == ["../papers/b.html", "../papers/c.html"])
    #expect(!links.contains { $0.contains("papers/f") })
  }

  @Test func `similar papers keep the formulas of their titles`() throws {
    var papers = [
      "papers/a.md": paperFile("Plasma $L^2$ turbulence", "2014-01-01"),
      "papers/b.md": paperFile("Plasma $x_1$ turbulence", "2014-01-02"),
      "papers/c.md": paperFile("'Plasma <b> & turbulence'", "2014-01-03"),
    ]
    for number in 0..<12 { papers["papers/f\(number).md"] = paperFile("Filler\(number)") }
    let site = try TestSite("", papers)
    func similar(_ page: String) -> Substring {
      site[page].split(separator: "Similar papers").dropFirst().first ?? ""
    }
    #expect(similar("papers/b.html").contains("<msup><mi>L</mi><mn>2</mn></msup>"))
    #expect(similar("papers/a.html").contains("<msub><mi>x</mi><mn>1</mn></msub>"))
    #expect(similar("papers/a.html").contains("Plasma &lt;b&gt; &amp; turbulence"))
  }

  @Test func `a single paper has no similar papers`() throws {
    let site = try TestSite("", ["papers/a.md": paperFile("Alone")])
    #expect(!site["papers/a.html"].contains("Similar papers"))
  }
}
