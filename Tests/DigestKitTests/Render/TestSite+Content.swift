@testable import DigestKit
@testable import DigestModel

/// Creates sites from settings and files of `Content/`.
extension TestSite {
  /// Builds a site; `settings` are the lines of `site.yml` below the title and the base URL.
  init(
    _ settings: String = "", _ content: [String: String],
    options: Build.Options = Build.Options()
  ) throws {
    try self.init(files: TestSite.files(settings, content), options: options)
  }

  /// Returns the problems of a site, as its author sees them.
  static func problems(_ settings: String = "", _ content: [String: String]) -> String {
    problems(files(settings, content))
  }

  private static func files(_ settings: String, _ content: [String: String]) -> [String: [UInt8]] {
    let own = "title: Digest\nbase_url: https://example.org/d/\n\(settings)\n"
    let all = content.merging(["site.yml": own]) { theirs, _ in theirs }
    return Dictionary(uniqueKeysWithValues: all.map { ("Content/\($0)", Array($1.utf8)) })
  }

  /// The links of pages to missing files of the site, as `page → link`.
  var danglingLinks: [String] {
    files.filter { $0.key.hasSuffix(".html") }.flatMap { page, bytes in
      TestSite.links(in: String(decoding: bytes, as: UTF8.self))
        .filter { !leadsSomewhere($0, from: page) }.map { "\(page) → \($0)" }
    }.sorted()
  }

  private static func links(in page: String) -> [Substring] {
    ["href=\"", "src=\""].flatMap { attribute in
      page.split(separator: attribute).dropFirst().map { $0.prefix { $0 != "\"" } }
    }
  }

  private func leadsSomewhere(_ link: Substring, from page: String) -> Bool {
    if ["https:", "data:", "#"].contains(where: { link.hasPrefix($0) }) { return true }
    let isNotFound = page == "404.html"
    let path = isNotFound ? String(link.replacing("/d/", with: "")) : String(link)
    var folders = isNotFound ? [] : page.split(separator: "/").dropLast()
    for part in path.prefix(while: { $0 != "#" }).split(separator: "/") {
      if part == ".." { folders.removeLast() } else { folders.append(part) }
    }
    return files[folders.joined(separator: "/")] != nil
  }
}

/// Returns the same as ``paper(_:date:_:body:)``, as text.
func paperFile(
  _ title: String, _ date: String = "2025-03-12", _ lines: String = "", body: String = "Text."
) -> String {
  String(decoding: paper(title, date: date, lines, body: body), as: UTF8.self)
}

/// A paper with all fields that metadata and citations use.
let transformerPaper = paperFile(
  "'BERT $\\alpha$-nets: 50% of R&D'", "2025-03-12",
  """
  authors:
    - {name: Ashish Vaswani, orcid: 0000-0002-1825-0097, affiliation: Google Brain}
    - Aäron van den Oord
    - Gemini Team
  published: 2017-06-12
  updated: 2025-04-01
  tags: [attention, "R&D"]
  arxiv: "1706.03762"
  doi: 10.5555/3295222.3295349
  venue: Advances in Neural Information Processing Systems
  pages: 5998–6008
  license: CC-BY-4.0
  language: en-GB
  summary: A </script> of $\\mathcal{O}(n^{2})$ steps.
  upvotes: 9
  image: net.png
  image_alt: A net
  """, body: "See [the other](b.md) and [this](#fn).")
