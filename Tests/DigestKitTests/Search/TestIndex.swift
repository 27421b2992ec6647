@testable import DigestCore
@testable import DigestFiles
@testable import DigestModel
@testable import DigestSearch

/// The search files of a few papers, built without the pages of their site.
struct TestIndex {
  let files: [String: [UInt8]]

  /// Sizes with little room in each file, so that a few papers need as many files as ten thousand.
  static let large = SearchSizes(isSmall: false, inlineList: 24, words: 300, cards: 2)

  /// Builds an index; `papers` are files below `Content/`, and `settings` are lines of `site.yml`.
  init(_ papers: [String: String], settings: String = "", sizes: SearchSizes? = nil) throws {
    var content = papers
    content["site.yml"] = TestSite.settings + "search: {compressed: no}\n" + settings
    let folder = SourceFolder(name: "Content", files: content)
    let loader = ContentLoader(folder, parallel: Parallel(jobs: 1))
    var diagnostics: [Diagnostic] = []
    let site = Site(try loader.load(diagnostics: &diagnostics), selection: Site.Selection())
    let bodies = Bodies(site: site, loader: loader)
    let order = SearchIndex.order(site.papers)
    let terms = FilterTerms(site.papers, site.people)
    var segments = try SearchIndex.parts(
      site.papers.count, language: site.configuration.language, Parallel(jobs: 1), reusing: .none
    ) { number in
      let position = order[number]
      return SearchDocument(site.papers[position], try bodies.rendered(.paper(position)), terms)
    }
    let index = SearchIndex(site, order: order, parts: &segments, parallel: Parallel(jobs: 1))
    let sizes = sizes ?? SearchSizes(papers: index.paperCount)
    let made = SearchFiles(site, index, sizes: sizes, parallel: Parallel(jobs: 1)).files
    let paths = made.map(\.path.text)
    precondition(Set(paths).count == paths.count, "a file is written twice")
    files = Dictionary(uniqueKeysWithValues: made.map { ($0.path.text, $0.bytes) })
  }

  var reader: SearchReader {
    get throws { try SearchReader { files[$0.text] } }
  }
}
