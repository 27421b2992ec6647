import DigestCore
import DigestModel

/// Reads the text of a papers page as copied from a browser.
///
/// It consists of a date (`Mar 12`), then alternating titles and abstracts, with the site's buttons
/// and counts anywhere between. Only a title with an abstract makes a paper; one without the other
/// is reported and left out.
extension Importer {
  static let papersPage = Importer(
    name: "papers-page", authority: .pageDump,
    // Anything may be text: a line with a day is what tells such a page from it.
    recognizes: { head in
      !"{[<@%#".utf8.contains(head.first) && PapersPageReader.hasDay(head.text)
    },
    reading: .text { source, sink in
      let problems = TextCheck.problems(in: source.text, path: source.path)
      for problem in problems { sink.report(problem) }
      guard problems.isEmpty else { return }
      var reader = PapersPageReader(source, sink)
      reader.read()
    })
}

private struct PapersPageReader {
  struct Block {
    let kind: PapersPageLine
    let line: Int
    let column: Int
  }

  let source: ImportSource
  let blocks: [Block]
  let sink: RecordSink
  private var day: Day?
  private var submitter: String?
  private var title: Block?
  private var abstract: [String] = []

  init(_ source: ImportSource, _ sink: RecordSink) {
    self.source = source
    self.sink = sink
    blocks = PapersPageReader.blocks(of: source.text)
    day = source.days.date
  }

  static func hasDay(_ text: ArraySlice<UInt8>) -> Bool {
    text.split(separator: 0x0A).contains { line in
      if case .day = PapersPageLine(line) { true } else { false }
    }
  }

  mutating func read() {
    for (index, block) in blocks.enumerated() {
      switch block.kind {
      case .empty: continue
      case .chrome: endAbstract()
      case .day(let written):
        endPaper()
        setDay(written, at: block)
      case .submitter(let name):
        endAbstract()
        submitter = name
      case .short(let text): readShort(text, block, next: kind(after: index))
      case .long(let text): readLong(text, block)
      }
    }
    endPaper()
  }

  private func kind(after index: Int) -> PapersPageLine {
    index + 1 < blocks.count ? blocks[index + 1].kind : .empty
  }

  private mutating func setDay(_ written: WrittenDay, at block: Block) {
    switch source.days.resolve(written) {
    case .day(let day): self.day = day
    case .missing(let message, let hint): report(.error, block, message, hint)
    }
  }

  /// Starts a paper, unless the text looks like the last sentence of the previous abstract, or like
  /// a whole abstract.
  private mutating func readShort(_ text: String, _ block: Block, next: PapersPageLine) {
    let isSentence = text.hasSuffix(".") && !next.isLong
    let isWholeAbstract = title != nil && text.utf8.count >= PapersPageLine.shortestAbstract
    if isSentence && (!abstract.isEmpty || isWholeAbstract) { return abstract.append(text) }
    endPaper()
    title = block
  }

  private mutating func readLong(_ text: String, _ block: Block) {
    if title != nil { return abstract.append(text) }
    report(
      .warning, block, "an abstract without a title; left out",
      "put the paper's title on a line of its own above it")
  }

  /// Ends an abstract at a line of the site itself, which can also be between a title and its
  /// abstract.
  private mutating func endAbstract() {
    if !abstract.isEmpty { endPaper() }
  }

  private mutating func endPaper() {
    defer { (title, abstract) = (nil, []) }
    guard let title, case .short(let text) = title.kind else { return }
    if abstract.isEmpty {
      return report(
        .warning, title, "a title without an abstract; left out: \(text)",
        "put the abstract below it, or remove the line")
    }
    guard let day else {
      return report(
        .error, title, "no day stands above this paper",
        "add a line such as 'Mar 12' above it, or pass --date")
    }
    var record = PaperRecord(
      title: text, abstract: abstract.joined(separator: "\n\n"), date: day,
      place: TextPlace(line: title.line, column: title.column))
    record.submitter = submitter
    sink.add(record)
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ block: Block, _ message: String, _ hint: String
  ) {
    let problem = Diagnostic(
      path: source.path, line: block.line, column: block.column, severity: severity,
      message: message, hint: hint)
    if severity == .error { sink.report(problem) } else { sink.leaveOut(problem) }
  }

  /// Returns the page's lines; short lines without an empty line between them are one wrapped text.
  private static func blocks(of text: [UInt8]) -> [Block] {
    var blocks: [Block] = []
    var wrapped: [(bytes: ArraySlice<UInt8>, block: Block)] = []
    var lines = LineReader(text)
    while let range = lines.next() {
      let kind = PapersPageLine(text[range])
      let indent = text[range].prefix { ASCII.isSpace($0) }.count
      let block = Block(kind: kind, line: lines.number, column: indent + 1)
      if case .short = kind {
        wrapped.append((text[range], block))
      } else {
        unwrap(&wrapped, into: &blocks)
        if kind != .empty { blocks.append(block) }
      }
    }
    unwrap(&wrapped, into: &blocks)
    return blocks
  }

  private static func unwrap(
    _ lines: inout [(bytes: ArraySlice<UInt8>, block: Block)], into blocks: inout [Block]
  ) {
    defer { lines = [] }
    guard let first = lines.first else { return }
    if lines.count == 1 { return blocks.append(first.block) }
    let joined = Array(lines.map(\.bytes).joined(separator: [0x20]))
    let kind = PapersPageLine(joined[...])
    blocks.append(Block(kind: kind, line: first.block.line, column: first.block.column))
  }
}
