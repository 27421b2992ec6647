@testable import DigestCore
@testable import DigestKit
@testable import DigestMarkup
@testable import DigestTemplate

/// A view with a field of every type, for tests of the template engine.
struct TestPaper: View {
  var title = "Attention & <friends>"
  var subtitle: String?
  var abstract = SafeHTML(vouchedFor: Array("<p>Less is <em>more</em>.</p>".utf8))
  var note: SafeHTML?
  var data = SafeJSON(vouchedFor: Array(#"{"a":1}"#.utf8))
  var href = SafeURL(path: "papers/a&b.html")
  var pdf: SafeURL?
  var count = 3
  var votes: Int?
  var isNew = true
  var tags = ["vision", "R&D"]
  var cards: [SafeHTML] = []
  var authors = [TestAuthor(name: "Ann"), TestAuthor(name: "Bob", isFirst: false)]
  var venue: TestVenue?
  var kind = "card"
  var extra: [String: Value] = [:]

  static let name = "PaperView"
  static let fields: [Field] = [
    .text("title", "The paper's title.") { (v: TestPaper) in v.title },
    .text("subtitle", "Its second line.") { (v: TestPaper) in v.subtitle },
    .html("abstract", "Its abstract.") { (v: TestPaper) in v.abstract },
    .html("note", "Our note.") { (v: TestPaper) in v.note },
    .json("data", "Its metadata.") { (v: TestPaper) in v.data },
    .url("href", "Its page.") { (v: TestPaper) in v.href },
    .url("pdf", "Its PDF.") { (v: TestPaper) in v.pdf },
    .number("count", "How many pages.") { (v: TestPaper) in v.count },
    .number("votes", "How many votes.") { (v: TestPaper) in v.votes },
    .flag("isNew", "Whether it is new.") { (v: TestPaper) in v.isNew },
    .texts("tags", "Its tags.") { (v: TestPaper) in v.tags },
    .htmls("cards", "Cards, ready.") { (v: TestPaper) in v.cards },
    .views("authors", "Who wrote it.") { (v: TestPaper) in v.authors },
    .view("venue", "Where it appeared.") { (v: TestPaper) in v.venue },
    .choice("kind", "How to draw it.", of: ["card", "row"]) { (v: TestPaper) in v.kind },
    .map("extra", "The owner's fields.") { (v: TestPaper) in v.extra },
  ]
}

struct TestAuthor: View {
  var name: String
  var isFirst = true

  static let name = "AuthorView"
  static let fields: [Field] = [
    .text("name", "As printed.") { (v: TestAuthor) in v.name },
    .flag("isFirst", "Whether first.") { (v: TestAuthor) in v.isFirst },
  ]
}

struct TestVenue: View {
  var name = "ACL"
  var editor: TestAuthor? = TestAuthor(name: "Eve")
  var host = TestAuthor(name: "Hal")

  static let name = "VenueView"
  static let fields: [Field] = [
    .text("name", "Its name.") { (v: TestVenue) in v.name },
    .view("editor", "Its editor.") { (v: TestVenue) in v.editor },
    .view("host", "Its host.") { (v: TestVenue) in v.host },
  ]
}

/// Creates templates from texts by file name: `page.html` is called `page`.
func makeTemplates(_ files: [String: String]) throws -> TemplateSet {
  try TemplateSet(
    sources: files.sorted { $0.key < $1.key }.map { file, text in
      let name = String(file.split(separator: ".")[0])
      return TemplateSource(path: "Templates/\(file)", name: name, bytes: Array(text.utf8))
    })
}

/// Renders the template `page`, whose path ends in `.mustache` by default.
func render(
  _ page: String, as file: String = "page.mustache", with others: [String: String] = [:],
  _ view: TestPaper = TestPaper()
) throws -> String {
  let templates = try makeTemplates(others.merging([file: page]) { $1 })
  var output: [UInt8] = []
  try templates.compile("page", for: TestPaper.self).render(view, into: &output)
  return String(decoding: output, as: UTF8.self)
}

/// Returns the descriptions of all errors in the template `page`.
func problems(
  _ page: String, as file: String = "page.html", with others: [String: String] = [:]
) -> [String] {
  do {
    _ = try render(page, as: file, with: others)
    return []
  } catch let error as DiagnosticsError {
    return error.diagnostics.map(\.description)
  } catch {
    return ["\(error)"]
  }
}
