import DigestCore
import DigestModel

/// A run of imports into a site, which merges and writes each batch of papers as it arrives.
struct ImportSession {
  private struct Planned: Sendable {
    let file: PaperFile
    var date: Day
    /// The paper's number in the state.
    let number: Int
    let isNew: Bool
    let tags: [String]
  }

  private struct Written: Sendable {
    var outcome: ImportReport.Outcome
    var reason: String?
    var writing: ImportFolder.FileWriting?
    var conflicts: [Diagnostic] = []
    /// The values for the state; `nil` if the import must not record anything about the file.
    var fields: ImportedFields?
    var sha256: String?
  }

  let state: ImportState
  var report = ImportReport()
  let folder: ImportFolder
  let isDryRun: Bool
  var onPaper: ((ImportReport.Entry) -> Void)?
  private let parallel: Parallel
  private var spelling: TagSpelling
  /// The papers that the current source has contained so far.
  private var seen: Set<Int> = []
  /// Papers that were taken for others, since they were last asked for.
  private var folds: [Diagnostic] = []

  init(
    folder: ImportFolder, state: ImportState, spelling: TagSpelling, isDryRun: Bool,
    parallel: Parallel = Parallel()
  ) {
    self.folder = folder
    self.state = state
    self.spelling = spelling
    self.isDryRun = isDryRun
    self.parallel = parallel
  }

  /// Starts another source, which may contain the same papers as the previous one.
  mutating func beginSource() { seen = [] }

  mutating func takeFolds() -> [Diagnostic] {
    defer { folds = [] }
    return folds
  }

  mutating func skip(_ reason: String, _ count: Int = 1) {
    if count > 0 { report.skipped[reason, default: 0] += count }
  }

  /// Merges papers and writes those that are new or changed.
  mutating func add(
    _ files: [PaperFile], from path: String, _ authority: Importer.Authority
  ) throws(SystemError) {
    let planned = try plan(files, from: path, authority)
    try name(planned.filter(\.isNew))
    let known = try planned.map { (paper) throws(SystemError) in try state.entry(paper.number) }
    let folder = folder
    let results = parallel.map(planned.count) { index in
      Result { () throws(SystemError) in
        try ImportSession.merge(planned[index], authority, known[index], folder, index)
      }
    }
    var written: [Written] = []
    for result in results { written.append(try result.get()) }
    if !isDryRun { try write(&written) }
    for (paper, result) in zip(planned, written) { try record(paper, result) }
    try state.close()
  }

  /// Writes the state, last of all: after an interruption, the next import recognizes files by
  /// their bytes.
  mutating func finish() throws(SystemError) {
    try save()
    report.finish()
  }

  mutating func save() throws(SystemError) {
    if !isDryRun { try state.save() }
  }
}

extension ImportSession {
  /// Finds the file of each paper.
  ///
  /// A paper that occurs twice in a source keeps its first text and its earliest date.
  private mutating func plan(
    _ files: [PaperFile], from path: String, _ authority: Importer.Authority
  ) throws(SystemError) -> [Planned] {
    var planned: [Planned] = []
    var positions: [Int: Int] = [:]
    for file in files {
      if let problem = file.problem(in: path) {
        report.diagnostics.append(problem)
        skip("left out")
      } else if let paper = try place(file, from: path, authority, positions, &planned) {
        positions[paper.number] = planned.count
        planned.append(paper)
      }
    }
    return planned
  }

  /// Names a paper that is taken for one that came before, and says so where it differs.
  private mutating func noteFold(
    of file: PaperFile, into number: Int, from source: String
  ) throws(SystemError) {
    let known = try state.entry(number)
    let path = known.slug.isEmpty ? "" : "Content/papers/\(known.slug).md"
    onPaper?(
      ImportReport.Entry(
        outcome: .repeated, path: path, title: file.title, reason: "the same as \(known.keys.title)"
      ))
    let isSame = known.keys.title == file.keys.title && known.keys.edition == file.keys.edition
    if isSame { return }
    folds.append(
      Diagnostic(
        path: source, line: file.record.place.line, column: file.record.place.column,
        severity: .warning,
        message: "'\(file.title)' is taken for a paper that came before it; left out",
        hint: "that paper is: \(known.keys.title)"))
  }

  private mutating func place(
    _ file: PaperFile, from source: String, _ authority: Importer.Authority,
    _ positions: [Int: Int],
    _ planned: inout [Planned]
  ) throws(SystemError) -> Planned? {
    // Of a service that gives the identifiers itself they are right, whatever else has changed.
    let isTrusted = authority != .bibliography && authority != .owner
    let known = try state.find(file.keys, isTrusted: isTrusted)
    if let known, !seen.insert(known).inserted {
      skip("repeated")
      try noteFold(of: file, into: known, from: source)
      if let position = positions[known] {
        planned[position].date = min(planned[position].date, file.date)
      }
      return nil
    }
    let tags = spelling.tags(of: file)
    if let known {
      // A known paper may have a new identifier or another spelling of its title.
      try state.add(file.keys, to: known)
      return Planned(
        file: file, date: date(of: file, try state.entry(known), authority), number: known,
        isNew: false, tags: tags)
    }
    if file.record.isReplacement {
      skip("new versions of papers that are not here")
      return nil
    }
    let number = state.insert(
      ImportState.Entry(slug: "", keys: file.keys, date: file.date))
    seen.insert(number)
    return Planned(
      file: file, date: file.date, number: number, isNew: true, tags: tags)
  }

  /// Returns the earliest date in the source that gave the paper its date.
  private func date(
    of file: PaperFile, _ entry: ImportState.Entry, _ authority: Importer.Authority
  ) -> Day {
    if !entry.isImported { return file.date }
    let isOwn = entry.fields["date"].map { $0.authority == authority.rawValue } ?? true
    return isOwn ? min(entry.date, file.date) : entry.date
  }

  /// Names the files of new papers.
  ///
  /// Papers that want the same name, or that of another paper, all get a suffix, so that names do
  /// not depend on the order of the source.
  private func name(_ papers: [Planned]) throws(SystemError) {
    let wanted = papers.map { PaperName.slug(ofTitle: $0.file.title) }
    var claims: [String: Int] = [:]
    for slug in wanted { claims[slug, default: 0] += 1 }
    for (paper, slug) in zip(papers, wanted) {
      let isContested = state.number(named: slug) != nil || claims[slug, default: 0] > 1
      var name = isContested ? PaperName.slug(slug, apartFor: paper.file.keys.strongest) : slug
      while state.number(named: name) != nil {
        name = PaperName.slug(slug, apartFor: name + paper.file.keys.title)
      }
      try state.update(paper.number) { $0.slug = name }
    }
  }

  private static func merge(
    _ paper: Planned, _ authority: Importer.Authority, _ entry: ImportState.Entry,
    _ folder: ImportFolder, _ index: Int
  ) throws(SystemError) -> Written {
    let path = "\(entry.slug).md"
    let fields = paper.file.fields(date: paper.date, tags: paper.tags)
    switch try folder.read(path, in: .papers) {
    case .absent where paper.isNew:
      let bytes = PaperFile.bytes(fields, body: paper.file.body)
      let writing = ImportFolder.FileWriting(
        path: path, bytes: bytes, stamp: nil, isNew: true, number: index)
      return Written(
        outcome: .new, writing: writing,
        fields: ImportedFields(fields, body: paper.file.body, authority),
        sha256: SHA256.hex(of: bytes))
    case .absent:
      let reason = "deleted or moved by hand; to get it back, delete its line from "
      return Written(outcome: .kept, reason: reason + ImportState.shownPath)
    case .other(let what): return Written(outcome: .kept, reason: what)
    case .bytes(let bytes, let stamp):
      return merge(paper, authority, entry, fields, bytes, stamp, index)
    }
  }

  private static func merge(
    _ paper: Planned, _ authority: Importer.Authority, _ entry: ImportState.Entry,
    _ fields: [(key: String, value: FieldValue)], _ bytes: [UInt8], _ stamp: ImportFolder.Stamp,
    _ index: Int
  ) -> Written {
    let isUntouched = SHA256.hex(of: bytes) == entry.sha256
    if isUntouched, entry.fields.has(fields, body: paper.file.body, authority) {
      return Written(outcome: .same, fields: entry.fields)
    }
    let base = entry.fields.isUnknown && !isUntouched ? ImportedFields() : entry.fields
    let isStale = paper.file.record.isOlder(than: entry.updated)
    var merge = PaperMerge(
      path: "Content/papers/\(entry.slug).md", file: paper.file, authority: authority,
      fields: fields, base: base, isStale: isStale)
    guard merge.run(on: bytes) else {
      let reason = entry.isImported ? ImportReport.edited : "no import wrote this file"
      return Written(outcome: .kept, reason: reason)
    }
    let reason = merge.isEdited ? ImportReport.edited : nil
    let sha256 = merge.isEdited ? nil : SHA256.hex(of: merge.result ?? bytes)
    guard let result = merge.result else {
      return Written(
        outcome: merge.isEdited ? .kept : .same, reason: reason, conflicts: merge.conflicts,
        fields: merge.base, sha256: sha256)
    }
    let writing = ImportFolder.FileWriting(
      path: "\(entry.slug).md", bytes: result, stamp: stamp, isNew: false, number: index)
    return Written(
      outcome: .updated, reason: reason, writing: writing, conflicts: merge.conflicts,
      fields: merge.base, sha256: sha256)
  }

  /// Writes the files; a failure leaves no temporary files.
  private func write(_ written: inout [Written]) throws(SystemError) {
    let indices = written.indices.filter { written[$0].writing != nil }
    let writings = indices.compactMap { written[$0].writing }
    if writings.isEmpty { return }
    do throws(SystemError) {
      try stage(writings)
      for (index, writing) in zip(indices, writings) {
        var writing = writing
        try folder.finish(&writing, in: .papers)
        if writing.isOvertaken {
          written[index] = Written(
            outcome: .kept, reason: "it was changed during the import; import again")
        }
      }
      try folder.flush(.papers)
    } catch {
      for writing in writings { folder.discard(writing, in: .papers) }
      throw error
    }
  }

  /// Writes the files under temporary names and syncs them to disk.
  private func stage(_ writings: [ImportFolder.FileWriting]) throws(SystemError) {
    // Many files are synced together, to wait for the disk once instead of thousands of times.
    let isFew = writings.count < 64
    let folder = folder
    let staged = parallel.map(writings.count) { index in
      Result { () throws(SystemError) in
        try folder.stage(writings[index], in: .papers, isFlushed: isFew)
      }
    }
    for result in staged { try result.get() }
    if !isFew { try folder.synchronize() }
  }

  private mutating func record(
    _ paper: Planned, _ result: Written
  ) throws(SystemError) {
    let slug = state.slug(of: paper.number)
    let entry = ImportReport.Entry(
      outcome: result.outcome, path: "Content/papers/\(slug).md", title: paper.file.title,
      reason: result.reason)
    report.add(entry)
    if let onPaper { onPaper(entry) } else { report.entries.append(entry) }
    if result.outcome == .new {
      report.noteGaps(
        hasAbstract: !paper.file.body.isEmpty, hasDate: paper.file.record.date != nil,
        today: paper.file.date)
    }
    report.diagnostics += result.conflicts
    guard let fields = result.fields else { return }
    try state.update(paper.number) { entry in
      entry.isImported = true
      entry.fields = fields
      entry.date = paper.date
      if let sha256 = result.sha256 { entry.sha256 = sha256 }
      entry.updated = [entry.updated, paper.file.record.updated].compactMap { $0 }.max()
    }
  }
}
