import DigestCore
import DigestModel

/// A file of citations: of one paper, a day, a tag, or a part of all papers.
struct CitationFile: Sendable {
  let path: SitePath
  let format: CitationFormat
  /// Positions in ``Site/papers``, in the order of the file.
  let papers: [Int]

  func render(_ citations: Citations, of site: Site) -> [UInt8] {
    format.file(papers.lazy.map { citations.entry($0, format, of: site) })
  }

  /// The maximum size of a part in bytes; some programs reject files over 5 MB.
  static let partLimit = 5_000_000

  /// Returns the files of single papers, days and tags.
  static func besidePages(_ site: Site) -> [CitationFile] {
    site.configuration.exports.formats.flatMap { format in
      papers(site, format) + days(site, format) + tags(site, format)
    }
  }

  /// Returns the files that together contain all papers.
  static func whole(_ site: Site, _ citations: Citations) -> [CitationFile] {
    citations.formats.flatMap { parts(site, citations, $0) }
  }

  private static func papers(_ site: Site, _ format: CitationFormat) -> [CitationFile] {
    guard site.configuration.exports[.papers] else { return [] }
    return site.papers.indices.map { index in
      CitationFile(
        path: site.path(of: .paper(index)).beside(format.ending), format: format, papers: [index])
    }
  }

  private static func days(_ site: Site, _ format: CitationFormat) -> [CitationFile] {
    guard site.exportsDays else { return [] }
    return site.days.indices.map { index in
      let page = site.path(of: .period(.day, index, Pager.first))
      return CitationFile(
        path: page.beside(format.ending), format: format, papers: site.days[index].papers)
    }
  }

  private static func tags(_ site: Site, _ format: CitationFormat) -> [CitationFile] {
    guard site.exportsTags else { return [] }
    return site.tags.terms.indices.map { index in
      let page = site.path(of: .term(.tags, index, Pager.first))
      return CitationFile(
        path: page.beside(format.ending), format: format, papers: site.tags.terms[index].papers)
    }
  }

  /// Splits all papers into parts, oldest first, so that a new paper changes only the last part.
  private static func parts(
    _ site: Site, _ citations: Citations, _ format: CitationFormat
  ) -> [CitationFile] {
    guard site.configuration.exports[.all], !site.papers.isEmpty else { return [] }
    var parts: [[Int]] = [[]]
    var size = 0
    for index in site.papers.indices.reversed() {
      let added = citations.entry(index, format, of: site).count + 2
      if size + added > partLimit, !parts[parts.count - 1].isEmpty {
        parts.append([])
        size = 0
      }
      parts[parts.count - 1].append(index)
      size += added
    }
    return parts.enumerated().map { number, papers in
      CitationFile(path: .citations(part: number + 1, format), format: format, papers: papers)
    }
  }
}
