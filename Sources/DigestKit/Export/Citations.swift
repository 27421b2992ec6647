package import DigestCore
package import DigestModel

/// The citations of all papers, for their pages and the four or five files that contain each.
package struct Citations: Sendable {
  private var citationKeys: CitationKeys
  /// The formats that `site.yml` asks for.
  package let formats: [CitationFormat]
  /// Entries rendered in advance, by format; empty in the preview, which shows only a few.
  private let kept: [CitationFormat: [[UInt8]]]

  /// Makes only the keys; entries are rendered when they are needed.
  package init(_ site: Site) {
    citationKeys = CitationKeys(site.papers, parallel: Parallel(jobs: 1))
    formats = site.configuration.exports.formats
    kept = [:]
  }

  /// Renders all entries that a build needs: those of the site's formats, and BibTeX for pages.
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

  /// The papers' keys in BibTeX and CSL-JSON, in the order of the papers.
  package var keys: [String] { citationKeys.keys }

  /// Updates the keys of changed papers, whose dates and slugs must be the same as before.
  package mutating func update(_ indices: [Int], of papers: [Paper]) {
    for index in indices { citationKeys.update(index, of: papers) }
  }

  /// Returns a paper's entry.
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
