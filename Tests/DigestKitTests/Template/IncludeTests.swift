import Testing

/// Tests partials, inheritance and dynamic names with typed views.
@Suite struct IncludeTests {
  @Test func `a partial is compiled for each view that includes it`() throws {
    let page = "{{>name}}{{#authors}}{{>name}}{{/authors}}"
    #expect(
      try render(
        page, with: ["name.mustache": "[{{#isNew}}{{#venue}}{{name}}{{/venue}}{{/isNew}}]"])
        == "[][][]")
    #expect(
      try render("{{#authors}}{{>name}}{{/authors}}", with: ["name.mustache": "[{{name}}]"])
        == "[Ann][Bob]")
  }

  @Test func `a layout is filled with the blocks of a page`() throws {
    let base =
      "<title>{{$title}}Digest{{/title}}</title>\n<main>\n  {{$main}}\n  {{/main}}\n</main>\n"
    let page = """
      {{<base}}
      {{$title}}{{title}}{{/title}}
      {{$main}}
      {{#tags}}
      <i>{{.}}</i>
      {{/tags}}
      {{/main}}
      {{/base}}
      """
    #expect(
      try render(page, as: "page.html", with: ["base.html": base]) == """
        <title>Attention &amp; &lt;friends&gt;</title>
        <main>
          <i>vision</i>
          <i>R&amp;D</i>
        </main>

        """)
  }

  @Test func `a choice selects its partial`() throws {
    let others = ["card.html": "<b>{{title}}</b>", "row.html": "<i>{{count}}</i>"]
    var paper = TestPaper(title: "T", kind: "card")
    #expect(try render("{{>*kind}}", as: "page.html", with: others, paper) == "<b>T</b>")
    paper.kind = "row"
    #expect(try render("{{>*kind}}", as: "page.html", with: others, paper) == "<i>3</i>")
    paper.kind = "other"
    #expect(try render("{{>*kind}}", as: "page.html", with: others, paper) == "")
  }

  @Test func `every value of a choice needs its template`() {
    #expect(
      problems("{{>*kind}}", with: ["card.html": ""]) == [
        """
        Templates/page.html:1:1: error: there is no template 'row'
          hint: the templates are card, page
        """
      ])
  }

  @Test(arguments: [
    ("{{>crad}}", "there is no template 'crad'", "did you mean 'card'?"),
    ("{{<bsae}}{{/bsae}}", "there is no template 'bsae'", "did you mean 'base'?"),
    (
      "{{<base}}{{$man}}{{/man}}{{/base}}", "'base' has no block 'man'", "did you mean 'main'?"
    ),
    (
      "{{<base}}{{$sidebar}}{{/sidebar}}{{/base}}", "'base' has no block 'sidebar'",
      "its blocks are main"
    ),
    (
      "{{<base}}{{$main}}1{{/main}}{{$main}}2{{/main}}{{/base}}",
      "the block 'main' is defined twice", "only one of them would be shown"
    ),
    ("{{<card}}{{$x}}{{/x}}{{/card}}", "'card' has no block 'x'", "it has none"),
    (
      "{{<base}}lost{{/base}}",
      "this is outside all blocks of 'base' and would not be shown",
      "put it in a block: '{{$name}}…{{/name}}'"
    ),
    ("{{>a}}", "'a' includes itself: a → b → a", "take one of these out"),
    ("{{>page}}", "'page' includes itself: page → page", "take one of these out"),
  ])
  func `an include that can't work is an error`(page: String, message: String, hint: String) {
    let others = [
      "card.html": "c", "base.html": "{{$main}}m{{/main}}", "a.html": "{{>b}}", "b.html": "{{>a}}",
    ]
    let found = problems(page, with: others)
    #expect(found.count == 1)
    #expect(found.first?.contains(" error: \(message)") == true, "\(found)")
    #expect(found.first?.hasSuffix("\n  hint: \(hint)") == true, "\(found)")
  }
}
