import Testing

@testable import DigestCore
@testable import DigestImport
@testable import DigestMarkup
@testable import DigestModel

/// Alternates random edits and imports: no edit is lost, and unedited fields follow the source.
@Suite struct MergePropertyTests {
  @Test func `a thousand sequences of edits and imports lose no edit`() throws {
    for seed in 1...1000 as ClosedRange<UInt64> {
      var site = EditedPaper(seed: seed)
      for round in 1...4 {
        site.edit()
        site.changeSource()
        let problem = site.importAgain()
        try #require(problem == nil, "seed \(seed), round \(round): \(problem ?? "")\n\(site.text)")
      }
    }
  }
}

/// A paper's file and a record of the edits to it.
struct EditedPaper {
  private var random: SplitMix
  private(set) var text = ""
  private var record: PaperRecord
  private var base = ImportedFields()
  private var serial = 0
  /// The edited value of each edited key; `nil` if it was deleted.
  private var edits: [String: FieldValue?] = [:]
  /// Texts that must remain in the file: comments, notes, the author's fields.
  private var marks: [String] = []
  private var abstractEdit: String?

  init(seed: UInt64) {
    random = SplitMix(state: seed)
    record = PaperRecord(
      title: "A Paper: #1", abstract: "We show.", date: Day(ordinal: 738_000))
    record.arxiv = ArxivID("2310.18660")
    changeSource()
    let file = PaperFile(record, today: .epoch)
    let fields = file.fields(date: file.date, tags: record.tags)
    text = String(decoding: PaperFile.bytes(fields, body: file.body), as: UTF8.self)
    base = ImportedFields(fields, body: file.body, .archive)
  }

  private mutating func next() -> String {
    serial += 1
    return "v\(serial)"
  }

  mutating func changeSource() {
    let awkward = ["", ": x", " # 5", "'s", "\"q\"", " \\alpha", "é", "{b}", ", c", "- d"]
    let word = { (paper: inout EditedPaper) in
      paper.next() + awkward[paper.random.below(awkward.count)]
    }
    for _ in 0...random.below(4) {
      switch random.below(10) {
      case 0: record.venue = word(&self)
      case 1: record.pages = word(&self)
      case 2: record.summary = word(&self)
      case 3: record.upvotes = random.below(1000)
      case 4: record.authors = (0...random.below(3)).map { _ in Author(name: word(&self)) }
      case 5: record.tags = (0...random.below(3)).map { _ in next() }
      case 6: record.links[.code] = "https://github.com/a/\(next())"
      case 7: record.abstract = TeXText("We show \(next()).\n\nAnd more.")
      case 8: record.license = word(&self)
      default: record.award = word(&self)
      }
    }
  }

  mutating func edit() {
    for _ in 0..<random.below(5) {
      switch random.below(10) {
      case 0: changeValue()
      case 1: addComment()
      case 2: addTrailingComment()
      case 3: moveEntry()
      case 4: requote()
      case 5: deleteEntry()
      case 6: addOwnField()
      case 7: addNotes()
      case 8: changeAbstract()
      default: changeList()
      }
    }
  }

  private var head: [Substring] {
    get { text.split(separator: "\n---\n", maxSplits: 1)[0].split(separator: "\n") }
    set {
      let body = text.split(separator: "\n---\n", maxSplits: 1)[1]
      text = newValue.joined(separator: "\n") + "\n---\n" + body
    }
  }

  private var body: Substring { text.split(separator: "\n---\n", maxSplits: 1)[1] }

  /// Returns the index of a random line `key: value` whose key the source may change, which `title`
  /// and identifiers are not.
  private mutating func anyLine(_ wanted: (Substring) -> Bool = { _ in true }) -> Int? {
    let keys = ["venue", "pages", "summary", "upvotes", "license", "award", "code"]
    let lines = head.indices.filter { index in
      keys.contains { head[index].hasPrefix("\($0):") } && wanted(head[index])
    }
    return lines.isEmpty ? nil : lines[random.below(lines.count)]
  }

  private func key(_ line: Substring) -> String { String(line.prefix { $0 != ":" }) }

  private mutating func changeValue() {
    guard let index = anyLine({ !$0.contains(" # m") }) else { return }
    let key = key(head[index])
    let value = key == "upvotes" ? "\(random.below(9999) + 5000)" : "mine \(next())"
    let quote = ["", "'", "\""][random.below(3)]
    head[index] = "\(key): \(quote)\(value)\(quote)"
    edits[key] = .text(value)
  }

  private mutating func addComment() {
    let mark = "# above \(next())"
    let starts = head.indices.dropFirst().filter { head[$0].first != " " && head[$0].first != "-" }
    guard !starts.isEmpty else { return }
    head.insert(Substring(mark), at: starts[random.below(starts.count)])
    marks.append(mark)
  }

  private mutating func addTrailingComment() {
    guard let index = anyLine({ !$0.contains(" # m") }) else { return }
    let mark = " # m\(next())"
    head[index] += mark
    marks.append(mark)
  }

  private mutating func moveEntry() {
    guard let index = anyLine() else { return }
    let line = head[index]
    head.remove(at: index)
    head.append(line)
  }

  private mutating func requote() {
    guard let index = anyLine({ !$0.contains("\"") && !$0.contains("'") && !$0.contains("#") })
    else { return }
    let line = head[index]
    let value = line.drop { $0 != ":" }.dropFirst(2)
    let quote = ["'", "\""][random.below(2)]
    if value.contains("\\") { return }
    head[index] = "\(key(line)):   \(quote)\(value)\(quote)"
  }

  private mutating func deleteEntry() {
    guard let index = anyLine({ !$0.contains(" # m") }) else { return }
    edits[key(head[index])] = .some(nil)
    head.remove(at: index)
  }

  private mutating func addOwnField() {
    guard edits["note"] == nil else { return }
    let value = "mine: \(next())"
    head.append("note: \"\(value)\"")
    edits["note"] = .text(value)
  }

  private mutating func addNotes() {
    let mark = "Our thought \(next())."
    text += "\n## Notes\n\n\(mark)\n"
    marks.append(mark)
  }

  private mutating func changeAbstract() {
    let mark = "Corrected \(next())."
    guard let range = text.firstRange(of: "We show") else { return }
    text.replaceSubrange(range, with: "\(mark) We show")
    marks.append(mark)
    abstractEdit = abstract
  }

  /// Adds an author or a comment to the list of authors; both make the list edited.
  private mutating func changeList() {
    guard let index = head.firstIndex(where: { $0.hasPrefix("  - ") }) else { return }
    let mark = random.below(2) == 0 ? "  - Extra \(next())" : "  # about \(next())"
    head.insert(Substring(mark), at: index + 1)
    marks.append(mark)
    edits["authors"] = fields["authors"]
  }

  private var fields: [String: FieldValue] {
    var diagnostics: [Diagnostic] = []
    let parts = FrontMatter.split(Array(text.utf8), path: "x", diagnostics: &diagnostics)
    let editor = parts.flatMap { FrontMatterEditor($0.text, yaml: $0.yaml) }
    return editor?.fields ?? [:]
  }

  private var order: [String] {
    head.dropFirst().filter { ![" ", "#", "-"].contains($0.first) }.map { key($0) }
  }

  private var abstract: String {
    let end = body.firstRange(of: "\n## ")?.lowerBound ?? body.endIndex
    return body[..<end].split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n").trimming()
  }

  /// Imports again and returns what went wrong; `nil` if nothing did.
  mutating func importAgain() -> String? {
    let file = PaperFile(record, today: .epoch)
    let wanted = file.fields(date: file.date, tags: record.tags)
    let orderBefore = order
    let linesBefore = head
    var merge = PaperMerge(
      path: "x.md", file: file, authority: .archive, fields: wanted, base: base, isStale: false)
    guard merge.run(on: Array(text.utf8)) else { return "the file was refused" }
    base = merge.base
    if let result = merge.result { text = String(decoding: result, as: UTF8.self) }
    let now = fields
    for mark in marks where !text.contains(mark) { return "lost: \(mark)" }
    for (key, value) in edits where now[key] != value { return "lost the edit of \(key)" }
    for (key, value) in wanted where edits[key] == nil {
      if now[key] == value { continue }
      return "\(key) does not follow the source: \(String(describing: now[key])) is not \(value)"
    }
    if order.filter(orderBefore.contains) != orderBefore { return "the order changed" }
    for line in linesBefore where line.hasPrefix("#") && !head.contains(line) {
      return "lost \(line)"
    }
    if abstract != abstractEdit ?? file.body { return "the abstract is wrong" }
    return nil
  }
}

extension String {
  fileprivate func trimming() -> String {
    var text = self[...]
    while text.first == "\n" { text.removeFirst() }
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
