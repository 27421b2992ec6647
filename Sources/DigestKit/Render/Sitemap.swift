import DigestCore
import DigestFiles
import DigestModel

/// The sitemap for search engines (sitemaps.org/protocol.html).
struct Sitemap {
  /// The maximum number of entries in one file.
  static let urlLimit = 50_000

  let site: Site
  let base: BaseURL

  private typealias Entry = (permalink: String, lastChange: Day?)

  /// Returns a single file, or an index and its parts.
  func render(_ pages: [Page]) -> [OutputFile] {
    let entries = pages.compactMap(entry)
    if entries.count <= Sitemap.urlLimit { return [file("sitemap.xml", urlSet(entries))] }
    let parts = stride(from: 0, to: entries.count, by: Sitemap.urlLimit).map {
      Array(entries[$0..<min($0 + Sitemap.urlLimit, entries.count)])
    }
    let names = parts.indices.map { SitePath(made: "sitemap-\($0 + 1).xml") }
    return [file("sitemap.xml", index(names))]
      + zip(names, parts).map { file($0.text, urlSet($1)) }
  }

  /// Returns a page's entry, or `nil` if search engines should not list it.
  private func entry(_ page: Page) -> Entry? {
    let permalink = base.permalink(site.path(of: page))
    switch page {
    case .search, .saved, .notFound, .redirect: return nil
    case .paper(let index): return (permalink, PaperFeed.lastChange(of: site.papers[index]))
    case .period(let period, let index, _):
      return (permalink, newest(site.periods(period)[index].papers))
    case .tag(let index, _): return (permalink, newest(site.tags.terms[index].papers))
    case .author(let index, _): return (permalink, newest(site.authors.terms[index].papers))
    case .venue(let index, _): return (permalink, newest(site.venues.terms[index].papers))
    case .home, .archive, .trending: return (permalink, site.papers.first?.date)
    case .tags, .authors, .venues, .page: return (permalink, nil)
    }
  }

  private func newest(_ papers: [Int]) -> Day? { papers.first.map { site.papers[$0].date } }

  private func urlSet(_ entries: [Entry]) -> [UInt8] {
    var xml = XMLWriter()
    xml.element("urlset", ["xmlns": Sitemap.namespace]) { xml in
      for (permalink, lastChange) in entries {
        xml.element("url") { xml in
          xml.element("loc", text: permalink)
          if let lastChange { xml.element("lastmod", text: lastChange.description) }
        }
      }
    }
    return xml.bytes
  }

  private func index(_ parts: [SitePath]) -> [UInt8] {
    var xml = XMLWriter()
    xml.element("sitemapindex", ["xmlns": Sitemap.namespace]) { xml in
      for part in parts {
        xml.element("sitemap") { $0.element("loc", text: base.permalink(part)) }
      }
    }
    return xml.bytes
  }

  private static let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

  private func file(_ path: String, _ bytes: [UInt8]) -> OutputFile {
    OutputFile(SitePath(made: path), phase: .feeds, bytes: bytes)
  }
}

/// `robots.txt`: allows everything and names the sitemap.
enum Robots {
  static let path = SitePath(made: "robots.txt")

  static func render(base: BaseURL?) -> [UInt8] {
    let sitemap = base.map { "\nSitemap: \($0)sitemap.xml\n" } ?? ""
    return Array("User-agent: *\nAllow: /\n\(sitemap)".utf8)
  }
}
