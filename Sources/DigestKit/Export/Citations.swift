/// How each paper is cited, rendered once for its page and the four or five files it stands in.
struct Citations: Sendable {
  /// For each paper its key in BibTeX and CSL-JSON.
  let keys: [String]
  /// BibTeX is always there, as pages show it.
  private let entries: [CitationFormat: [[UInt8]]]
  /// What `site.yml` asks for.
  let formats: [CitationFormat]

  init(_ site: Site, parallel: Parallel) {
    let keys = CitationKeys(site.papers, parallel: parallel).keys
    let wanted = site.configuration.exports.formats
    var entries: [CitationFormat: [[UInt8]]] = [:]
    for format in Set(wanted + [.bibtex]) {
      entries[format] = parallel.map(site.papers.count) { index in
        Citations.entry(index, keys[index], format, of: site)
      }
    }
    (self.keys, self.entries, formats) = (keys, entries, wanted)
  }

  /// One paper's entry.
  func entry(_ index: Int, _ format: CitationFormat) -> [UInt8] { entries[format]?[index] ?? [] }

  private static func entry(
    _ index: Int, _ key: String, _ format: CitationFormat, of site: Site
  ) -> [UInt8] {
    let paper = site.papers[index]
    let permalink = site.configuration.baseURL.map { $0.permalink(site.path(of: .paper(index))) }
    switch format {
    case .bibtex: return BibTeX.entry(paper, key: key, permalink: permalink)
    case .ris: return RIS.entry(paper, permalink: permalink)
    case .csl: return CSL.entry(paper, key: key, permalink: permalink)
    }
  }
}
