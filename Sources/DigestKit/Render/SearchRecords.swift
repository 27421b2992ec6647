import DigestCore
import DigestFiles
import DigestModel
import DigestSearch

/// `search/papers.json`: one record per paper, for search and for other programs.
///
/// The schema is documented in `docs/search.md`; increase ``version`` when it changes.
enum SearchRecords {
  static let version = 1

  /// The maximum number of papers in one file; above it, there is one file per year.
  static let limit = 5000

  /// Returns the file of all papers, or a list of files and one file per year.
  static func render(_ site: Site) -> [OutputFile] {
    guard site.papers.count > limit else {
      return [file(.searchRecords, site, site.papers.indices)]
    }
    let parts = years(site).map { year, papers in
      file(.searchRecords(year: year), site, papers)
    }
    var list = JSONObjectWriter()
    list.add("version", version)
    list.add("parts", parts.map { String($0.path.text.dropFirst(SitePath.searchFolder.count)) })
    return [OutputFile(.searchRecords, phase: .feeds, bytes: list.finished + [0x0A])] + parts
  }

  /// The paths of the files that ``render(_:)`` makes.
  static func paths(_ site: Site) -> [SitePath] {
    guard site.papers.count > limit else { return [.searchRecords] }
    return [.searchRecords] + years(site).map { .searchRecords(year: $0.year) }
  }

  /// Returns the years, newest first, with the positions of their papers.
  private static func years(_ site: Site) -> [(year: Int, papers: Range<Int>)] {
    var years: [(year: Int, papers: Range<Int>)] = []
    for (index, paper) in site.papers.enumerated() {
      if let last = years.last, last.year == paper.date.year {
        years[years.count - 1].papers = last.papers.lowerBound..<(index + 1)
      } else {
        years.append((paper.date.year, index..<(index + 1)))
      }
    }
    return years
  }

  private static func file(_ path: SitePath, _ site: Site, _ papers: Range<Int>) -> OutputFile {
    var json = Array("{\"version\":\(version),\"papers\":[".utf8)
    json.reserveCapacity(papers.count * 768)
    for index in papers {
      json += (index == papers.lowerBound ? "\n" : ",\n").utf8
      append(site.papers[index], url: site.path(of: .paper(index)), to: &json)
    }
    json += "\n]}\n".utf8
    return OutputFile(path, phase: .feeds, bytes: json)
  }

  private static func append(_ paper: Paper, url: SitePath, to json: inout [UInt8]) {
    var object = JSONObjectWriter()
    object.add("id", paper.slug)
    object.add("url", url.text)
    object.add("title", paper.title)
    object.add("authors", paper.authors.map(\.name))
    object.add("date", paper.date.description)
    object.add("tags", paper.tags)
    object.add("summary", paper.summary ?? paper.excerpt)
    if let venue = paper.venue { object.add("venue", venue) }
    json += object.finished
  }
}
