import Testing

@testable import DigestCore
@testable import DigestKit
@testable import DigestTemplate

/// Tests the messages about names that the view doesn't declare and tags that don't fit their
/// types.
@Suite struct NameErrorTests {
  @Test(arguments: [
    ("{{titel}}", "unknown name 'titel' in PaperView", "did you mean 'title'?"),
    (
      "{{zzzzzz}}", "unknown name 'zzzzzz' in PaperView",
      "the names here are title, subtitle, abstract, note, data, href, pdf, count and 8 more"
    ),
    ("{{#tagz}}{{/tagz}}", "unknown name 'tagz' in PaperView", "did you mean 'tags'?"),
    ("{{#authors}}{{nam}}{{/authors}}", "unknown name 'nam' in AuthorView", "did you mean 'name'?"),
    ("{{venue.nam}}", "unknown name 'nam' in VenueView", "did you mean 'name'?"),
    ("{{venue.editor.nme}}", "unknown name 'nme' in AuthorView", "did you mean 'name'?"),
    (
      "{{authors.name}}", "'authors' is a list and has no 'name'",
      "write '{{#authors}}{{name}}{{/authors}}'"
    ),
    ("{{title.x}}", "'title' is text and has no 'x'", "write '{{title}}'"),
    ("{{count.x}}", "'count' is a number and has no 'x'", "write '{{count}}'"),
    (
      "{{.}}", "'.' is a whole PaperView",
      "name one of its fields: title, subtitle, abstract, note, data, href, pdf, count and 8 more"
    ),
    (
      "{{venue}}", "'venue' is a VenueView, which is not text",
      "name one of its fields: name, editor, host"
    ),
    (
      "{{authors}}", "'authors' is a list of AuthorView, which is not text",
      "open it: '{{#authors}}…{{/authors}}'"
    ),
    ("{{tags}}", "'tags' is a list of text, which is not text", "open it: '{{#tags}}…{{/tags}}'"),
    ("{{isNew}}", "'isNew' is a flag, which is not text", "open it: '{{#isNew}}…{{/isNew}}'"),
    ("{{extra}}", "'extra' is a map, which is not text", "name something in it: '{{extra.key}}'"),
    ("{{{title}}}", "'{{{title}}}' would publish text as HTML", "write '{{title}}'"),
    ("{{&title}}", "'{{{title}}}' would publish text as HTML", "write '{{title}}'"),
    ("{{{count}}}", "'{{{count}}}' would publish text as HTML", "write '{{count}}'"),
    ("{{{extra.x}}}", "'{{{extra.x}}}' would publish text as HTML", "write '{{extra.x}}'"),
    ("{{abstract}}", "'{{abstract}}' would show HTML as text", "write '{{{abstract}}}'"),
    (
      "{{data}}", "'{{data}}' would break the JSON",
      "write '{{{data}}}' inside <script type=\"application/json\">"
    ),
    (
      "{{#count}}{{/count}}", "'count' is a number that is always present",
      "a section tests whether something is present; use a flag, a list or an optional field"
    ),
    (
      "{{#data}}{{/data}}", "'data' is JSON that is always present",
      "a section tests whether something is present; use a flag, a list or an optional field"
    ),
    (
      "{{#venue}}{{^host}}{{/host}}{{/venue}}", "'host' is an AuthorView that is always present",
      "the content of '{{^host}}' would never be shown"
    ),
    (
      "{{>*title}}", "'{{>*title}}' needs a choice, but this is text",
      "write a section for each template, or declare the field as a choice"
    ),
    (
      "{{>*extra.x}}", "'{{>*extra.x}}' needs a choice, but this is known only during rendering",
      "write a section for each template, or declare the field as a choice"
    ),
  ])
  func `a name of the wrong type is an error`(tag: String, message: String, hint: String) {
    let line = problems("\n" + tag)
    #expect(line.count == 1)
    #expect(line.first?.hasSuffix(": error: \(message)\n  hint: \(hint)") == true, "\(line)")
    #expect(line.first?.hasPrefix("Templates/page.html:2:") == true)
  }

  @Test func `all unknown names are reported at once, in order`() {
    #expect(
      problems("{{a1}}\n{{#b1}}{{/b1}}\n  {{>c1}}").map { $0.split(separator: "\n")[0] } == [
        "Templates/page.html:1:1: error: unknown name 'a1' in PaperView",
        "Templates/page.html:2:1: error: unknown name 'b1' in PaperView",
        "Templates/page.html:3:3: error: there is no template 'c1'",
      ])
  }

  @Test func `an error in a partial names the template that includes it`() {
    #expect(
      problems("\n\n{{>card}}", with: ["card.html": "<b>{{titel}}</b>"]) == [
        """
        Templates/card.html:1:4: error: unknown name 'titel' in PaperView \
        (included by Templates/page.html:3)
          hint: did you mean 'title'?
        """
      ])
  }

  @Test func `an unknown template is reported`() throws {
    let templates = try makeTemplates(["paper.html": "", "home.html": ""])
    let near = try #require(throws: DiagnosticsError.self) {
      try templates.compile("papr", for: TestPaper.self)
    }
    let far = try #require(throws: DiagnosticsError.self) {
      try templates.compile("x", for: TestPaper.self)
    }
    #expect(
      near.diagnostics.map(\.description) == [
        "Templates:1:1: error: there is no template 'papr'\n  hint: did you mean 'paper'?"
      ])
    #expect(
      far.diagnostics.map(\.description) == [
        "Templates:1:1: error: there is no template 'x'\n  hint: the templates are home, paper"
      ])
  }
}
