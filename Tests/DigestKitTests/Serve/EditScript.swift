@testable import DigestModel
@testable import DigestServe

/// Makes random edits to a small site, as an author and their editor would.
struct EditScript {
  let content: MemoryFolder
  let theme: MemoryFolder
  private var random: SplitMix
  private var papers: [String: Draft] = [:]
  private var created = 0
  private var base = true
  private var pageSize = 2
  private var siteTitle = 0

  /// The contents of a paper's file.
  private struct Draft {
    var title: String
    var day: Int
    var tags: [String]
    var authors: [String]
    var body: String
    var fields: [String] = []
    var isBroken = false
  }

  init(seed: UInt64) {
    random = SplitMix(state: seed)
    content = MemoryFolder("Content", ["pages/about.md": "---\ntitle: About\n---\nHello.\n"])
    theme = MemoryFolder("Templates", smallTheme)
    writeSettings()
    for _ in 0..<6 { _ = create() }
  }

  /// Makes one edit and returns the changes that a watcher would report.
  mutating func edit() -> SourceChanges {
    switch random.below(24) {
    case 0...3: change { draft, random in draft.body = EditScript.body(&random) }
    case 4...6: change { draft, random in draft.title = "Title \(random.below(50))" }
    case 7...10: change { draft, random in draft.tags = EditScript.tags(&random) }
    case 11: change { draft, random in draft.day = random.below(8) }
    case 12: change { draft, random in draft.authors = EditScript.authors(&random) }
    case 13: change { draft, random in draft.fields = EditScript.fields(&random) }
    case 14: change { draft, _ in draft.isBroken.toggle() }
    case 15: create()
    case 16: remove()
    case 17: rename()
    case 18: editTheme()
    case 19: editSettings()
    case 20: editPage()
    case 21: editFile()
    case 22: several()
    default: mend()
    }
  }

  /// Fixes all errors.
  mutating func mend() -> SourceChanges {
    var changes = SourceChanges()
    for path in papers.keys.sorted() {
      papers[path]?.isBroken = false
      papers[path]?.fields = []
      papers[path]?.tags = ["nlp"]
      changes.formUnion(save(path))
    }
    for (path, text) in smallTheme { theme.write(path, text) }
    changes.templates = true
    for path in ["tags/nlp.html", "papers/fig.png"] { changes.formUnion(write(path, nil)) }
    return changes
  }
}

extension EditScript {
  private mutating func change(_ edit: (inout Draft, inout SplitMix) -> Void) -> SourceChanges {
    guard let path = anyPaper(), var draft = papers[path] else { return create() }
    edit(&draft, &random)
    papers[path] = draft
    return save(path)
  }

  private mutating func several() -> SourceChanges {
    var changes = SourceChanges()
    for _ in 0..<3 {
      changes.formUnion(change { draft, random in draft.tags = EditScript.tags(&random) })
    }
    return changes
  }

  private mutating func create() -> SourceChanges {
    created += 1
    let path = "papers/p\(created).md"
    papers[path] = Draft(
      title: "Paper \(created)", day: random.below(8), tags: EditScript.tags(&random),
      authors: EditScript.authors(&random), body: EditScript.body(&random))
    return save(path)
  }

  private mutating func remove() -> SourceChanges {
    guard papers.count > 1, let path = anyPaper() else { return SourceChanges() }
    papers[path] = nil
    return write(path, nil)
  }

  private mutating func rename() -> SourceChanges {
    guard let path = anyPaper(), let draft = papers[path] else { return SourceChanges() }
    created += 1
    papers[path] = nil
    papers["papers/p\(created).md"] = draft
    var changes = write(path, nil)
    changes.formUnion(save("papers/p\(created).md"))
    return changes
  }

  private mutating func editPage() -> SourceChanges {
    let title = "About \(random.below(3))"
    return write("pages/about.md", "---\ntitle: \(title)\n---\nSee [it](../papers/p1.md).\n")
  }

  private mutating func editFile() -> SourceChanges {
    let path = random.pick(["papers/fig.png", "tags/nlp.html", "tags/new.txt"])
    return write(path, random.below(2) == 0 ? nil : "bytes \(random.below(3))")
  }

  private mutating func editTheme() -> SourceChanges {
    let path = random.pick(smallTheme.keys.sorted())
    let addition = random.pick(["", " more", "{{unknown}}", "{{/open}}"])
    let isStyle = path.hasSuffix(".css")
    theme.write(path, (smallTheme[path] ?? "") + (isStyle ? "/* \(random.below(9)) */" : addition))
    return SourceChanges(templates: true)
  }

  private mutating func editSettings() -> SourceChanges {
    (base, pageSize, siteTitle) = (random.below(2) == 0, 1 + random.below(4), random.below(9))
    writeSettings()
    return SourceChanges(content: ["site.yml"])
  }

  private func writeSettings() {
    let address = base ? "base_url: https://example.org/digest/\n" : ""
    content.write(
      "site.yml", "title: Site \(siteTitle)\npage_size: \(pageSize)\nfeed_size: 3\n" + address)
  }

  private mutating func anyPaper() -> String? {
    papers.isEmpty ? nil : random.pick(papers.keys.sorted())
  }

  private func write(_ path: String, _ text: String?) -> SourceChanges {
    let isMoved = content.write(path, text)
    return SourceChanges(content: [path], isListingStale: isMoved)
  }

  private func save(_ path: String) -> SourceChanges {
    guard let draft = papers[path] else { return write(path, nil) }
    let lines =
      [
        "title: \(draft.title)", "date: 2025-03-0\(1 + draft.day)",
        "tags: [\(draft.tags.joined(separator: ", "))]",
        "authors: [\(draft.authors.joined(separator: ", "))]",
      ] + draft.fields + (draft.isBroken ? ["titel: x"] : [])
    return write(path, "---\n\(lines.joined(separator: "\n"))\n---\n\(draft.body)\n")
  }

  private static func tags(_ random: inout SplitMix) -> [String] {
    let pool = ["nlp", "vision", "audio", "robotics", "graphs", "NLP"]
    return pool.prefix(random.below(40) == 0 ? 6 : 5).filter { _ in random.below(3) == 0 }
  }

  private static func authors(_ random: inout SplitMix) -> [String] {
    ["Ada Lovelace", "Alan Turing", "Kurt Gödel", "Kurt Godel"].filter { _ in random.below(3) == 0 }
  }

  private static func body(_ random: inout SplitMix) -> String {
    let link = random.below(3) == 0 ? " See [other](p\(1 + random.below(8)).md)." : ""
    return "Words \(random.below(100)) of an abstract.\(link)\n\n# Notes\n\nMine."
  }

  private static func fields(_ random: inout SplitMix) -> [String] {
    let pool = [
      "upvotes: \(random.below(9))", "draft: true", "aliases: [old/x.html]",
      "aliases: [tags/vision.html]", "slug: chosen", "summary: In short.",
      "image: fig.png\nimage_alt: A figure",
    ]
    return [random.pick(pool)]
  }
}

extension SplitMix {
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }
}
