/// The content file of an imported paper.
struct PaperFile {
  let record: PaperRecord
  /// Plain text with `$math$`.
  let title: String
  let identity: String
  private let abstract: TeXText

  init(_ record: PaperRecord) {
    self.record = record
    title = TeXText(record.title).plain
    identity = PaperName.identity(ofTitle: title)
    abstract = TeXText(record.abstract)
  }

  var body: String { abstract.markdown }

  /// Front matter in a fixed order, then the abstract with one paragraph a line.
  func bytes(date: Day, tags: TagRules?) -> [UInt8] {
    var text = "---\n" + YAMLText.line("title", title) + "date: \(date)\n"
    let tags = tags?.tags(title: title, abstract: abstract.plain) ?? []
    if !tags.isEmpty { text += YAMLText.line("tags", tags) }
    let links = PaperLinks(abstract)
    for kind in PaperLinks.Kind.allCases {
      if let url = links.urls[kind] { text += YAMLText.line(kind.rawValue, url) }
    }
    if let submitter = record.submitter {
      text += YAMLText.line("submitter", TeXText(submitter).plain)
    }
    return Array((text + "---\n\n" + body + "\n").utf8)
  }

  /// What keeps the paper from being a content file.
  func problem(in path: String) -> Diagnostic? {
    let problem: (message: String, hint: String)? =
      if title.isEmpty {
        ("a title without letters; left out", "give the paper a title")
      } else if body.isEmpty {
        ("an abstract without text; left out", "put the abstract below the title")
      } else {
        MarkdownLimits.problem(in: Array(body.utf8)[...]).map {
          ("an abstract that no page could hold: \($0.message); left out", $0.hint)
        }
      }
    return problem.map { problem in
      Diagnostic(
        path: path, line: record.line, column: record.column, severity: .warning,
        message: problem.message, hint: problem.hint)
    }
  }
}
