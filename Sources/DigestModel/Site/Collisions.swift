package import DigestCore

/// Finds sources that claim the same path or name.
package struct Collisions {
  package let site: Site
  /// The content folder's name in messages.
  package let folder: String
  package private(set) var diagnostics: [Diagnostic] = []
  /// Maps each lower-case path to the source that claims it.
  private var claims: [String: Claim] = [:]

  private struct Claim {
    /// The owner's file; `nil` for a page that digest makes.
    let source: String?
    let path: String
    var mark = YAMLMark(line: 0, column: 0)
  }

  /// Returns an error for each collision, in the owner's files.
  ///
  /// `mayOwn` tells whether an output may have a path; `outputs` are the paths known already.
  package static func find(
    in site: Site, pages: [Page], outputs: [SitePath], mayOwn: (SitePath) -> Bool, folder: String
  ) -> [Diagnostic] {
    var collisions = Collisions(site: site, folder: folder)
    collisions.checkTags()
    for path in outputs { collisions.claim(Claim(source: nil, path: path.text)) }
    for page in pages { collisions.claim(page) }
    let loose = aliases(of: site) + site.files.map { Claim(source: $0, path: $0) }
    for inner in loose {
      if let path = SitePath(inner.path), collisions.claims[inner.path.lowercased()] == nil,
        mayOwn(path)
      {
        collisions.claim(Claim(source: nil, path: inner.path))
      }
      collisions.claim(inner)
    }
    // Redirects have the paths of aliases, which are in `loose`.
    let own = pages.filter { !$0.isRedirect }.map(site.path)
    collisions.checkFolders(of: outputs + own, loose)
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
    case .redirect: break
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
    let message = "would be written to \(late.path), and so would \(rival)"
    report(source, late.mark, message, hint: hint(for: late))
  }

  private func hint(for claim: Claim) -> String {
    if claim.mark.line > 0 { return "remove this alias" }
    return claim.path.hasSuffix(".html")
      ? "rename one of the files, or give it another 'slug:'" : "rename one of the files"
  }

  /// Returns claims for aliases by the files that define them, because redirects have no source.
  private static func aliases(of site: Site) -> [Claim] {
    func claims(_ source: String, _ paths: [SitePath], _ marks: [YAMLMark]) -> [Claim] {
      zip(paths, marks).map { Claim(source: source, path: $0.text, mark: $1) }
    }
    return site.papers.flatMap { claims($0.source, $0.aliases, $0.lines.aliases) }
      + site.pages.flatMap { claims($0.source, $0.aliases, $0.aliasMarks) }
  }

  /// Reports paths that would be both a file and a folder.
  private mutating func checkFolders(of own: [SitePath], _ inner: [Claim]) {
    for folder in Collisions.folders(of: own) {
      if let file = claims[folder.text.lowercased()] { report(file, isFolderOf: nil) }
    }
    for claim in inner {
      var folder = SitePath(claim.path)?.folder
      while let path = folder {
        if let file = claims[path.text.lowercased()] { report(file, isFolderOf: claim) }
        folder = path.folder
      }
    }
  }

  /// Returns all folders that contain one of the paths.
  private static func folders(of paths: [SitePath]) -> [SitePath] {
    var folders: Set<SitePath> = []
    for path in paths {
      var folder = path.folder
      while let path = folder, folders.insert(path).inserted { folder = path.folder }
    }
    return folders.sorted()
  }

  private mutating func report(_ file: Claim, isFolderOf inner: Claim?) {
    if let inner, let source = inner.source, inner.mark.line > 0 {
      let rival = file.source.map { "\(folder)/\($0)" } ?? "a page that digest makes"
      let message = "would be written to \(inner.path), but \(file.path) is the file of \(rival)"
      return report(source, inner.mark, message, hint: "remove this alias")
    }
    guard let source = file.source else { return }
    let message = "would be written to \(file.path), which is a folder of the site"
    report(
      source, file.mark, message,
      hint: file.mark.line > 0 ? "remove this alias" : "rename the file")
  }

  private mutating func report(
    _ source: String, _ mark: YAMLMark, _ message: String, hint: String
  ) {
    diagnostics.append(
      Diagnostic(
        path: "\(folder)/\(source)", line: mark.line, column: mark.column, message: message,
        hint: hint))
  }

  /// Reports two spellings of a tag that would share a page.
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

extension Page {
  fileprivate var isRedirect: Bool {
    if case .redirect = self { true } else { false }
  }
}
