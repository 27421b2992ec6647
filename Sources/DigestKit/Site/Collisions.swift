/// Finds sources that claim one path, or one name, and names them both.
struct Collisions {
  let site: Site
  /// As messages name it: `Content`.
  let folder: String
  private(set) var diagnostics: [Diagnostic] = []
  /// Path without regard to case → who claims it.
  private var claims: [String: Claim] = [:]

  private struct Claim {
    /// A file of the author's, or `nil` for a page that digest makes.
    let source: String?
    let path: String
    var mark = YAMLMark(line: 0, column: 0)
  }

  static func find(in site: Site, pages: [Page], outputs: [SitePath], folder: String)
    -> [Diagnostic]
  {
    var collisions = Collisions(site: site, folder: folder)
    collisions.checkTags()
    for path in outputs { collisions.claim(Claim(source: nil, path: path.text)) }
    for page in pages { collisions.claim(page) }
    for file in site.files { collisions.claim(Claim(source: file, path: file)) }
    return collisions.diagnostics
  }

  private init(site: Site, folder: String) {
    self.site = site
    self.folder = folder
  }

  private mutating func claim(_ page: Page) {
    let path = site.path(of: page).text
    switch page {
    case .paper(let index): claim(Claim(source: site.papers[index].source, path: path))
    case .page(let index): claim(Claim(source: site.pages[index].source, path: path))
    case .redirect(let alias, _):
      let (source, mark) = origin(of: alias)
      claim(Claim(source: source, path: path, mark: mark))
    default: claim(Claim(source: nil, path: path))
    }
  }

  private mutating func claim(_ claim: Claim) {
    let key = claim.path.lowercased()
    guard let other = claims[key] else {
      claims[key] = claim
      return
    }
    let (late, early) = claim.source == nil ? (other, claim) : (claim, other)
    guard let source = late.source else { return }
    let rival = early.source.map { "\(folder)/\($0)" } ?? "a page that digest makes"
    diagnostics.append(
      Diagnostic(
        path: "\(folder)/\(source)", line: late.mark.line, column: late.mark.column,
        message: "would be written to \(late.path), and so would \(rival)",
        hint: hint(for: late)))
  }

  private func hint(for claim: Claim) -> String {
    if claim.mark.line > 0 { return "remove this alias" }
    return claim.path.hasSuffix(".html")
      ? "rename one of the files, or give it another 'slug:'" : "rename one of the files"
  }

  private func origin(of alias: SitePath) -> (String?, YAMLMark) {
    let nowhere = YAMLMark(line: 0, column: 0)
    for paper in site.papers {
      guard let index = paper.aliases.firstIndex(of: alias) else { continue }
      return (paper.source, paper.lines.aliases[index])
    }
    for page in site.pages {
      guard let index = page.aliases.firstIndex(of: alias) else { continue }
      return (page.source, page.aliasMarks[index])
    }
    return (nil, nowhere)
  }

  /// Two spellings of a tag that would share a page.
  private mutating func checkTags() {
    var first: [String: (name: String, place: String)] = [:]
    let bySource = site.papers.indices.sorted { site.papers[$0].source < site.papers[$1].source }
    for index in bySource {
      let source = site.papers[index].source
      for (tag, mark) in zip(site.papers[index].tags, site.papers[index].lines.tags) {
        let slug = site.tagSlugs[tag] ?? tag
        guard let known = first[slug] else {
          first[slug] = (tag, "\(folder)/\(source):\(mark.line)")
          continue
        }
        if known.name != tag {
          diagnostics.append(spelling(of: tag, in: source, mark, against: known))
        }
      }
    }
  }

  private func spelling(
    of tag: String, in source: String, _ mark: YAMLMark,
    against known: (name: String, place: String)
  ) -> Diagnostic {
    Diagnostic(
      path: "\(folder)/\(source)", line: mark.line, column: mark.column,
      message: "tag '\(tag)' would share a page with '\(known.name)' (\(known.place))",
      hint: "spell both the same")
  }
}
