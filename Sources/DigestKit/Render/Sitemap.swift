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
    let parts = stride(from: 0, to: entries.count, by: Sitemap.urlLimit).map {
      Array(entries[$0..<min($0 + Sitemap.urlLimit, entries.count)])
    }
    let paths = Sitemap.paths(entries.count)
    guard paths.count > 1 else { return [file(paths[0], urlSet(entries))] }
    return [file(paths[0], index(Array(paths.dropFirst())))]
      + zip(paths.dropFirst(), parts).map { file($0, urlSet($1)) }
  }

  /// The paths of a sitemap of so many entries: its only file, or an index and the parts.
  static func paths(_ count: Int) -> [SitePath] {
    guard count > urlLimit else { return [.sitemap] }
    return [.sitemap] + (1...((count + urlLimit - 1) / urlLimit)).map { .sitemap(part: $0) }
  }

  /// The paths of the sitemap of these pages.
  func paths(_ pages: [Page]) -> [SitePath] {
    Sitemap.paths(pages.count { site.description(of: $0).isIndexed })
  }

  /// Returns a page's entry, or `nil` if search engines should not list it.
  private func entry(_ page: Page) -> Entry? {
    let known = site.description(of: page)
    return known.isIndexed ? (base.permalink(site.path(of: page)), known.lastChange) : nil
  }

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

  private func file(_ path: SitePath, _ bytes: [UInt8]) -> OutputFile {
    OutputFile(path, phase: .feeds, bytes: bytes)
  }
}

/// `robots.txt`: allows everything and names the sitemap.
enum Robots {
  static func render(base: BaseURL?) -> [UInt8] {
    let sitemap = base.map { "\nSitemap: \($0.permalink(.sitemap))\n" } ?? ""
    return Array("User-agent: *\nAllow: /\n\(sitemap)".utf8)
  }
}
