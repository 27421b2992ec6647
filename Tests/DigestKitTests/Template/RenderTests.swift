import Testing

@testable import DigestMarkup
@testable import DigestModel
@testable import DigestTemplate

/// Tests what sections and insertions of each type show.
@Suite struct RenderTests {
  @Test(arguments: [
    ("{{#isNew}}yes{{/isNew}}{{^isNew}}no{{/isNew}}", "yes"),
    ("{{#subtitle}}[{{.}}]{{/subtitle}}{{^subtitle}}none{{/subtitle}}", "none"),
    ("{{#title}}[{{.}}]{{/title}}", "[Attention &amp; &lt;friends&gt;]"),
    ("{{#abstract}}[{{{.}}}]{{/abstract}}", "[<p>Less is <em>more</em>.</p>]"),
    ("{{#votes}}{{.}}{{/votes}}{{^votes}}-{{/votes}}", "-"),
    (
      "{{#tags}}{{.}}/{{title}};{{/tags}}",
      "vision/Attention &amp; &lt;friends&gt;;R&amp;D/Attention &amp; &lt;friends&gt;;"
    ),
    ("{{#authors}}{{name}}{{^isFirst}}!{{/isFirst}}{{/authors}}", "AnnBob!"),
    ("{{#cards}}{{{.}}}{{/cards}}{{^cards}}none{{/cards}}", "none"),
    ("{{venue.name}}{{#venue.editor}}x{{/venue.editor}}{{^venue.editor}}y{{/venue.editor}}", "y"),
    ("{{#href}}<a href=\"{{.}}\">{{/href}}", "<a href=\"papers/a&amp;b.html\">"),
  ])
  func `a section renders values that are present`(page: String, expected: String) throws {
    #expect(try render(page, as: "page.html") == expected)
  }

  @Test func `missing and empty values are falsy, but 0 is not`() throws {
    let page = "{{#subtitle}}s{{/subtitle}}{{#votes}}v{{.}}{{/votes}}{{#tags}}t{{/tags}}"
    let paper = TestPaper(subtitle: "", votes: 0, tags: [])
    #expect(try render(page, paper) == "v0")
  }

  @Test func `dotted names reach into nested views`() throws {
    let page =
      "{{venue.name}} {{venue.editor.name}} {{#venue}}{{#editor}}{{name}}{{/editor}}{{/venue}}"
    #expect(try render(page, TestPaper(venue: TestVenue())) == "ACL Eve Eve")
    #expect(try render(page, TestPaper(venue: TestVenue(editor: nil))) == "ACL  ")
    let section = "{{#venue.editor}}{{name}}{{/venue.editor}}{{^venue.editor}}-{{/venue.editor}}"
    #expect(try render(section, TestPaper(venue: TestVenue())) == "Eve")
  }

  @Test func `a list of rendered HTML is inserted unchanged`() throws {
    let cards = ["<b>1</b>", "<b>2</b>"].map { SafeHTML(vouchedFor: Array($0.utf8)) }
    #expect(
      try render("{{#cards}}{{{.}}},{{/cards}}", as: "page.html", TestPaper(cards: cards))
        == "<b>1</b>,<b>2</b>,")
  }

  @Test func `numbers are decimal`() throws {
    for number in [Int.min, -10, 0, 7, 1905, Int.max] {
      #expect(try render("{{votes}}", TestPaper(votes: number)) == "\(number)")
    }
  }

  @Test func `names in a map are looked up during rendering`() throws {
    let extra: [String: Value] = [
      "mark": .text("<b>"), "rank": .number(2), "on": .flag(true), "title": .text("other"),
      "links": .list([.map(["to": .text("a")]), .map(["to": .text("b")])]), "none": .missing,
    ]
    let page = """
      {{extra.mark}}{{extra.rank}}{{extra.x}}{{extra.none}}{{extra.mark.y}}\
      {{#extra}}{{mark}}{{title}}{{/extra}}{{#extra.links}}{{to}}{{rank}}{{/extra.links}}\
      {{#extra.on}}!{{/extra.on}}{{^extra.x}}?{{/extra.x}}
      """
    #expect(
      try render(page, TestPaper(title: "T", extra: extra)) == "&lt;b&gt;2&lt;b&gt;Tab!?")
    #expect(try render("{{#extra}}x{{/extra}}{{^extra}}y{{/extra}}") == "y")
  }

  @Test func `data is never read as a template`() throws {
    for text in ["{{x}}", "{{{x}}}", "{{> p}}", "{{=<% %>=}}"] {
      #expect(try render("{{title}}", as: "page.txt", TestPaper(title: text)) == text)
    }
  }

  /// A quote and the mark after it are one `Character`, so code that compares characters misses it.
  @Test(arguments: ["\u{301}", "\u{338}", "\u{200D}", "\u{FE0F}", "\u{20E3}"])
  func `a combining mark hides no quote or bracket`(mark: String) throws {
    let title = ["\"", "<", ">", "&", "'"].map { $0 + mark }.joined()
    let escaped = ["&quot;", "&lt;", "&gt;", "&amp;", "&#39;"].map { $0 + mark }.joined()
    let page = "<p title=\"{{title}}\">{{title}}</p>"
    #expect(
      try render(page, as: "page.html", TestPaper(title: title))
        == "<p title=\"\(escaped)\">\(escaped)</p>")
  }

  @Test func `a template renders to HTML and appends to bytes`() throws {
    let template = try makeTemplates(["page.html": "<b>{{count}}</b>"])
      .compile("page", for: TestPaper.self)
    var output = Array("before ".utf8)
    template.render(TestPaper(), into: &output)
    #expect(String(decoding: output, as: UTF8.self) == "before <b>3</b>")
    #expect(template.render(TestPaper()).bytes == Array("<b>3</b>".utf8))
  }

  @Test func `a template rejects a view of another type`() async {
    await #expect(processExitsWith: .failure) {
      let template = try makeTemplates(["page.html": "{{count}}"])
        .compile("page", for: TestPaper.self)
      _ = template.render(TestAuthor(name: "Ann"))
    }
  }

  /// Fields are read through pointers, so one that reads another view must never run.
  @Test func `a field that reads another view is rejected`() async {
    await #expect(processExitsWith: .failure) {
      struct Wrong: View {
        static let name = "Wrong"
        static let fields: [Field] = [.text("x", "") { (v: TestAuthor) in v.name }]
      }
      _ = try makeTemplates(["page.html": "{{x}}"]).compile("page", for: Wrong.self)
    }
  }

  @Test func `four threads render the same as one`() async throws {
    let page =
      "<p>{{title}}{{#authors}}<i>{{name}}</i>{{/authors}}{{#venue.editor}}{{name}}{{/venue.editor}}"
    let template = try makeTemplates(["page.html": page]).compile("page", for: TestPaper.self)
    let papers = (0..<500).map { TestPaper(title: "Paper \($0)", venue: TestVenue()) }
    let alone = papers.map { template.render($0).bytes }
    let together = await withTaskGroup(of: [[UInt8]].self) { group in
      for _ in 0..<4 { group.addTask { papers.map { template.render($0).bytes } } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(together.count == 4)
    #expect(together.allSatisfy { $0 == alone })
  }
}
