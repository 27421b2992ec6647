package import DigestCore
package import DigestModel

/// How each paper is cited: on its page and in the four or five files it stands in.
package struct Citations: Sendable {
  private var citationKeys: CitationKeys
  /// What `site.yml` asks for.
  package let formats: [CitationFormat]
  /// Entries that were rendered once for all; empty in the preview, which shows few.
  private let kept: [CitationFormat: [[UInt8]]]

  /// Only the keys; entries are rendered when they are asked for.
  package init(_ site: Site) {
    citationKeys = CitationKeys(site.papers, parallel: Parallel(jobs: 1))
    formats = site.configuration.exports.formats
    kept = [:]
  }

  /// Every entry that a build needs; BibTeX always, as pages show it.
  package init(_ site: Site, parallel: Parallel) {
    let citationKeys = CitationKeys(site.papers, parallel: parallel)
    let keys = citationKeys.keys
    let formats = site.configuration.exports.formats
    var entries: [CitationFormat: [[UInt8]]] = [:]
    for format in Set(formats + [.bibtex]) {
      entries[format] = parallel.map(site.papers.count) { index in
        Citations.render(index, keys[index], format, of: site)
      }
    }
    (self.citationKeys, self.formats, kept) = (citationKeys, formats, entries)
  }

  /// For each paper its key in BibTeX and CSL-JSON.
  package var keys: [String] { citationKeys.keys }

  /// Follows papers whose dates and slugs are what they were.
  package mutating func update(_ indices: [Int], of papers: [Paper]) {
    for index in indices { citationKeys.update(index, of: papers) }
  }

  /// One paper's entry.
  func entry(_ index: Int, _ format: CitationFormat, of site: Site) -> [UInt8] {
    kept[format]?[index] ?? Citations.render(index, keys[index], format, of: site)
  }

  private static func render(
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
