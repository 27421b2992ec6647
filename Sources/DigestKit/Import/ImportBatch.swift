/// The papers of one import with the files they go to.
struct ImportBatch {
  private struct Planned {
    let file: PaperFile
    var date: Day
  }

  private(set) var state: ImportState
  /// Papers that the source held more than once.
  private(set) var repeats = 0
  private let tags: TagRules?
  private var planned: [Planned] = []
  private var indices: [String: Int] = [:]

  init(state: ImportState, tags: TagRules?) {
    self.state = state
    self.tags = tags
  }

  /// A paper that comes twice keeps its first text and its earliest day.
  mutating func add(
    _ records: [PaperRecord], from path: String, _ diagnostics: inout [Diagnostic]
  ) {
    for record in records {
      let file = PaperFile(record)
      if let problem = file.problem(in: path) {
        diagnostics.append(problem)
      } else if let index = indices[file.identity] {
        planned[index].date = min(planned[index].date, record.date)
        repeats += 1
      } else {
        indices[file.identity] = planned.count
        planned.append(Planned(file: file, date: record.date))
      }
    }
  }

  /// Writes what is new or changed, and the state last: an import that is cut short finds its own
  /// files again by their bytes.
  mutating func write(
    into folder: ImportFolder, isDryRun: Bool
  ) throws(SystemError) -> [ImportReport.Entry] {
    let before = state.bytes
    var entries: [ImportReport.Entry] = []
    for (paper, slug) in zip(planned, slugs()) {
      entries.append(try write(paper, as: slug, into: folder, isDryRun))
    }
    let after = state.bytes
    if !isDryRun && after != before {
      try folder.write(after, to: ImportState.path, in: .content)
    }
    return entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// A known paper keeps its slug.
  ///
  /// New ones that want the same slug, or one that another paper
  /// has, all get a suffix, so that their order in the source does not matter.
  private func slugs() -> [String] {
    let wanted = planned.map { paper in
      state.entry(ofPaper: paper.file.identity)?.slug ?? PaperName.slug(ofTitle: paper.file.title)
    }
    var claims: [String: Int] = [:]
    for slug in wanted { claims[slug, default: 0] += 1 }
    return zip(planned, wanted).map { paper, slug in
      let owner = state.bySlug[slug]?.paper
      if owner == paper.file.identity { return slug }
      let isContested = owner != nil || claims[slug, default: 0] > 1
      return isContested ? PaperName.slug(slug, apartFor: paper.file.identity) : slug
    }
  }

  private mutating func write(
    _ paper: Planned, as slug: String, into folder: ImportFolder, _ isDryRun: Bool
  ) throws(SystemError) -> ImportReport.Entry {
    let known = state.entry(ofPaper: paper.file.identity)
    let date = min(paper.date, known?.date ?? paper.date)
    let bytes = paper.file.bytes(date: date, tags: tags)
    let found = try folder.read("\(slug).md", in: .papers)
    let (outcome, reason) = ImportBatch.outcome(found, bytes, known)
    if outcome == .new || outcome == .updated, !isDryRun {
      try folder.write(bytes, to: "\(slug).md", in: .papers, isNew: outcome == .new)
    }
    if outcome != .kept {
      state.set(
        ImportState.Entry(
          slug: slug, date: date, sha256: SHA256.hex(of: bytes), paper: paper.file.identity))
    }
    return ImportReport.Entry(
      outcome: outcome, path: "Content/papers/\(slug).md", title: paper.file.title, reason: reason)
  }

  private static func outcome(
    _ found: ImportFolder.Found, _ wanted: [UInt8], _ known: ImportState.Entry?
  ) -> (ImportReport.Outcome, reason: String?) {
    switch (found, known) {
    case (.absent, nil): return (.new, nil)
    case (.absent, _):
      let reason = "deleted or moved by hand; to get it back, delete its line from "
      return (.kept, reason + ImportState.shownPath)
    case (.bytes(wanted), _): return (.same, nil)
    case (.bytes(let bytes), let entry?) where SHA256.hex(of: bytes) == entry.sha256:
      return (.updated, nil)
    case (.bytes, .some): return (.kept, "edited by hand")
    case (.bytes, nil): return (.kept, "no import wrote this file")
    case (.other(let what), _): return (.kept, what)
    }
  }
}
