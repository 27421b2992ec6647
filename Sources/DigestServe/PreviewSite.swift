import DigestCore
import DigestFiles
import DigestKit
import DigestModel
import DigestSearch

/// A site whose files are rendered on request.
///
/// Rendering a page takes less time than finding out which pages a changed paper affects. So a
/// change costs time only for the changed papers, and no page can be stale, because none is kept.
struct PreviewSite: Sendable {
  private(set) var site: Site
  private let theme: Theme
  private let folder: SourceFolder
  /// The contents of files whose bodies depend on the path of their page.
  private var texts: [String: [UInt8]]
  /// Errors and warnings between files; a site with errors must not be shown.
  let diagnostics: [Diagnostic]
  private let files: Set<String>
  /// The theme's assets, which are requested with every page.
  private let assets: [SitePath: [UInt8]]
  private var pages: [SitePath: Page]
  /// Maps a file to its position in ``Site/papers``.
  private let positions: [String: Int]
  /// Whether anything but tags has a path below `tags/`.
  private let hasTagRivals: Bool
  /// Feeds, sitemap and search data that have been requested.
  private var made: [SitePath: [UInt8]] = [:]
  private var citations: Citations
  private(set) var search = PreviewSearchState()

  /// Models the whole site.
  init(
    _ content: Content, _ theme: Theme, _ selection: Site.Selection, folder: SourceFolder,
    texts: [String: [UInt8]]
  ) {
    let site = Site(content, selection: selection)
    let citations = Citations(site)
    let plan = SitePlan(site, theme, citations, folder: folder.name)
    self.citations = citations
    (self.site, self.theme, self.folder, diagnostics) = (site, theme, folder, plan.diagnostics)
    self.texts = texts
    files = Set(site.files)
    assets = Dictionary(
      theme.assets.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    pages = Dictionary(
      plan.pages.map { (site.path(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    positions = Dictionary(
      site.papers.enumerated().map { ($1.source, $0) }, uniquingKeysWith: { first, _ in first })
    hasTagRivals = PreviewSite.hasTagRivals(site)
  }

  private static func hasTagRivals(_ site: Site) -> Bool {
    let aliases = site.papers.flatMap(\.aliases) + site.pages.flatMap(\.aliases)
    let own = site.files + site.pages.map(\.slug) + aliases.map(\.text)
    return own.contains { $0.lowercased().hasPrefix(Taxonomy.Kind.tags.folder) }
  }

  /// Renders or reads a file of the site; returns `nil` if the site has no such file.
  mutating func bytes(at path: SitePath) throws(SystemError) -> [UInt8]? {
    if let page = pages[path] {
      guard case .paper(let index) = page else { return try render(page, similar: []) }
      return try render(page, similar: search.similar(to: index, of: site, at: positions))
    }
    if files.contains(path.text) { return try copy(path.text) }
    if let bytes = assets[path] ?? made[path] { return bytes }
    if let output = outputs().first(where: { $0.owns(path) }) {
      for file in try SystemError.rethrown({ try output.make(bodies) }) {
        made[file.path] = file.bytes
      }
    }
    return made[path]
  }

  /// Returns the paths of all files that a build would write.
  func allPaths() throws(SystemError) -> [SitePath] {
    let others = try SystemError.rethrown { try outputs().flatMap { try $0.make(bodies) } }
    return pages.keys + files.map { SitePath(made: $0) } + others.map(\.path)
  }

  private func outputs() -> [Output] {
    Output.all(
      site, theme, citations, search: { [search] in search.current },
      pages: { [site] in site.allPages })
  }

  /// The site's bodies, created for each use: a stored copy of the site would make every change
  /// copy all papers.
  private var bodies: Bodies { bodies(of: site) }

  private func bodies(of site: Site) -> Bodies {
    let texts = SourceFolder(name: folder.name, bytes: texts)
    let loader = ContentLoader(texts, parallel: Parallel(jobs: 1), bodyLimit: 0)
    return Bodies(site: site, loader: loader, files: files)
  }

  private func render(_ page: Page, similar: [Int]) throws(SystemError) -> [UInt8] {
    let renderer = SiteRenderer(
      site: site, theme: theme, citations: citations, search: search.current,
      similar: { _ in similar })
    return try SystemError.rethrown {
      try renderer.render(page) { try bodies.rendered(page) }
    }
  }

  private func copy(_ file: String) throws(SystemError) -> [UInt8] {
    switch try folder.read(file) {
    case .bytes(let bytes): return bytes
    case .tooLarge(let size):
      throw SystemError(
        "serve", path: "\(folder.name)/\(file)", reason: "the file is too large: \(size) bytes")
    }
  }
}

extension PreviewSite {
  /// Replaces papers whose positions in all lists, except those of tags, stay the same.
  ///
  /// Returns `false`, without changing anything, if the whole site has to be modelled again. That
  /// takes 0.1 s for 10,000 papers, while replacing a paper takes 0.1 ms.
  mutating func replace(_ papers: [Paper], texts: [String: [UInt8]]) -> Bool {
    var places: [Int] = []
    for paper in papers {
      guard let index = positions[paper.source], hasSamePlace(site.papers[index], paper) else {
        return false
      }
      places.append(index)
    }
    guard spellsTagsAlike(papers, places) else { return false }
    let isRetagged = zip(papers, places).contains { $0.tags != site.papers[$1].tags }
    if isRetagged { for page in site.pages(of: .tags) { pages[site.path(of: page)] = nil } }
    for (paper, index) in zip(papers, places) {
      site.retag(index, from: site.papers[index].tags, to: paper.tags)
      site.papers[index] = paper
    }
    if isRetagged { for page in site.pages(of: .tags) { pages[site.path(of: page)] = page } }
    citations.update(places, of: site.papers)
    search.change(places)
    (self.texts, made) = (texts, [:])
    return true
  }

  /// Whether two versions agree in everything that affects order, pages and checks between files.
  private func hasSamePlace(_ old: Paper, _ new: Paper) -> Bool {
    old.slug == new.slug && old.date == new.date && old.isDraft == new.isDraft
      && (old.upvotes ?? 0) == (new.upvotes ?? 0) && old.aliases == new.aliases
      && old.image?.path == new.image?.path
      && old.authors.map(\.name) == new.authors.map(\.name) && old.venue == new.venue
  }

  /// Whether the papers' tags can be changed without comparing them with those of all other papers.
  private func spellsTagsAlike(_ papers: [Paper], _ places: [Int]) -> Bool {
    var spellings: [String: String] = [:]
    for (paper, index) in zip(papers, places) where paper.tags != site.papers[index].tags {
      if hasTagRivals { return false }
      for tag in paper.tags where site.tagSlugs[tag] == nil || spellings[tag] != nil {
        let slug = Slug.ofTerm(tag)
        if site.tags.terms.contains(where: { $0.slug == slug }) { return false }
        if let other = spellings[slug], other != tag { return false }
        spellings[slug] = tag
      }
    }
    return true
  }
}

extension PreviewSite {
  /// Whether a file needs the current search index.
  ///
  /// Other files are rendered at once, papers with the similar papers of the previous index.
  func waitsForIndex(_ path: SitePath) -> Bool {
    guard lacksSearchFiles else { return false }
    if let page = pages[path] { return page == .search }
    return SearchFiles.mayOwn(path) && !files.contains(path.text)
  }

  var lacksSearchFiles: Bool { site.hasSearch && search.current?.files == nil }

  /// Returns the job for the next index; `papers` is a copy of the site's papers (see
  /// ``LivePreview``).
  mutating func indexJob(_ papers: [Paper], withFiles: Bool) -> IndexJob? {
    var copy = site
    copy.papers = papers
    return search.job(copy, bodies(of: copy), positions, withFiles: withFiles)
  }

  mutating func adopt(_ index: MadeIndex) -> Bool {
    search.adopt(index, of: site, at: positions)
  }

  /// Reuses the search data of the previous site.
  mutating func takeOver(_ search: PreviewSearchState, isSameContent: Bool) {
    self.search = search
    if !isSameContent { self.search.changeAll() }
  }
}

extension SystemError {
  /// Narrows errors to system errors, because a preview renders only sites without other errors.
  static func rethrown<T>(_ body: () throws -> T) throws(SystemError) -> T {
    do {
      return try body()
    } catch let error as SystemError {
      throw error
    } catch {
      throw SystemError("draw", path: "the page", reason: "\(error)")
    }
  }
}
