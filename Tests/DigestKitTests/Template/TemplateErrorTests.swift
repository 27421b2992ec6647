import Testing

@testable import DigestCore
@testable import DigestTemplate

/// Tests the full messages about syntax errors in templates.
@Suite struct TemplateErrorTests {
  @Test(arguments: [
    (
      "a\n  é{{title", "Templates/page.html:2:4: error: the tag '{{title' is never closed",
      "end it with '}}'"
    ),
    (
      "{{{abstract}}", "Templates/page.html:1:1: error: the tag '{{{abstract}}' is never closed",
      "end it with '}}}'"
    ),
    (
      "{{title\n{{count}}", "Templates/page.html:1:1: error: the tag '{{title' is never closed",
      "end it with '}}'"
    ),
    ("{{ }}", "Templates/page.html:1:1: error: a tag without a name", "write a name: '{{title}}'"),
    (
      "<p>{{#}}", "Templates/page.html:1:4: error: a tag without a name",
      "write a name: '{{title}}'"
    ),
    (
      "{{=<% =}}", "Templates/page.html:1:1: error: cannot set the delimiters to '<%'",
      "write two delimiters with a space between them: '{{=<% %>=}}'"
    ),
    (
      "{{the title}}", "Templates/page.html:1:1: error: 'the title' is not a name",
      "names have no spaces or braces, and single dots between them: '{{pager.next}}'"
    ),
    (
      "{{venue..name}}", "Templates/page.html:1:1: error: 'venue..name' is not a name",
      "names have no spaces or braces, and single dots between them: '{{pager.next}}'"
    ),
    (
      "{{>my card}}", "Templates/page.html:1:1: error: 'my card' is not a name",
      "names have no spaces or braces, and single dots between them: '{{pager.next}}'"
    ),
    (
      "a{{/isNew}}", "Templates/page.html:1:2: error: '{{/isNew}}' closes no open tag",
      "no tag is open here"
    ),
    (
      "\n{{^isNew}}", "Templates/page.html:2:1: error: '{{^isNew}}' is never closed",
      "add '{{/isNew}}'"
    ),
    (
      "{{<base}}", "Templates/page.html:1:1: error: '{{<base}}' is never closed",
      "add '{{/base}}'"
    ),
    (
      "{{$main}}", "Templates/page.html:1:1: error: '{{$main}}' is never closed",
      "add '{{/main}}'"
    ),
  ])
  func `a broken tag is reported with line and column`(text: String, message: String, hint: String)
  {
    #expect(problems(text) == ["\(message)\n  hint: \(hint)"])
  }

  @Test func `sections closed in the wrong order are both reported`() {
    #expect(
      problems("{{#isNew}}\n{{#tags}}\n{{/isNew}}\n{{/tags}}") == [
        """
        Templates/page.html:2:1: error: '{{#tags}}' is never closed
          hint: add '{{/tags}}'
        """,
        """
        Templates/page.html:4:1: error: '{{/tags}}' closes no open tag
          hint: no tag is open here
        """,
      ])
  }

  @Test func `a stray end tag is reported with the open tag`() {
    #expect(
      problems("\n{{#isNew}}{{/tags}}{{/isNew}}") == [
        """
        Templates/page.html:2:11: error: '{{/tags}}' closes no open tag
          hint: the open tag is '{{#isNew}}' on line 2
        """
      ])
  }

  @Test func `text that is not UTF-8 is an error`() throws {
    let source = TemplateSource(path: "Templates/a.html", name: "a", bytes: [0x61, 0x0A, 0xFF])
    let error = try #require(throws: DiagnosticsError.self) {
      try TemplateSet(sources: [source])
    }
    #expect(
      error.diagnostics.map(\.description) == [
        """
        Templates/a.html:2:1: error: the text is not valid UTF-8
          hint: save the file as UTF-8
        """
      ])
  }

  @Test func `two templates with one name are an error`() throws {
    let sources = ["Templates/a.xml", "Templates/a.html"].map {
      TemplateSource(path: $0, name: "a", bytes: [])
    }
    let error = try #require(throws: DiagnosticsError.self) { try TemplateSet(sources: sources) }
    #expect(
      error.diagnostics.map(\.description) == [
        """
        Templates/a.xml:1:1: error: the name 'a' is already used by Templates/a.html
          hint: rename one of the two
        """
      ])
  }

  @Test func `errors of all templates are reported at once`() throws {
    let error = try #require(throws: DiagnosticsError.self) {
      try makeTemplates(["b.html": "{{#x}}", "a.html": "{{}}\n{{/y}}"])
    }
    #expect(
      error.diagnostics.map { "\($0.path):\($0.line)" } == [
        "Templates/a.html:1", "Templates/a.html:2", "Templates/b.html:1",
      ])
  }
}
