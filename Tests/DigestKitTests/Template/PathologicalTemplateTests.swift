import Testing

@testable import DigestKit

/// Templates made to hang, overflow or eat memory end in an error or a page, soon.
@Suite(.timeLimit(.minutes(1))) struct PathologicalTemplateTests {
  @Test func `ten thousand nested sections are refused`() {
    let page = String(repeating: "{{#isNew}}", count: 10_000)
    #expect(
      problems(page + String(repeating: "{{/isNew}}", count: 10_000)) == [
        """
        Templates/page.html:1:991: error: tags are nested more than 100 deep
          hint: move the inner part to a partial
        """
      ])
  }

  @Test func `nesting by way of partials is refused`() {
    var others: [String: String] = [:]
    for index in 0..<300 { others["p\(index).html"] = "<b>{{>p\(index + 1)}}" }
    others["p300.html"] = ""
    #expect(
      problems("{{>p0}}", with: others) == [
        """
        Templates/p99.html:1:1: error: with all it includes, the template is nested more than 100 \
        deep (included by Templates/p98.html:1)
          hint: include less, or draw one large piece beforehand
        """
      ])
  }

  @Test func `partials that double at every step are refused`() {
    var others: [String: String] = [:]
    for index in 0..<60 { others["p\(index).html"] = "{{>p\(index + 1)}}{{>p\(index + 1)}}" }
    others["p60.html"] = ""
    #expect(
      problems("{{>p0}}", with: others) == [
        """
        Templates/p59.html:1:1: error: with 'p60' the template grows too large \
        (included by Templates/p58.html:1)
          hint: templates that include each other twice double at every step
        """
      ])
  }

  @Test(arguments: [
    "{{", "{{{", "{{#", "{{#a}}", "{{/a}}", "{{}}", "{{!", "{{=", "{{a\n", "{{<a}}", "{{$a}}{{/a}}",
    "}}", "{", "<", "<a ", "<!--", "\n", "{{title}}\n",
  ])
  func `a megabyte of one thing ends soon`(piece: String) {
    let page = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    #expect(problems(page).count <= TemplateProblem.limit + 1)
  }

  @Test func `a block that holds one of its name fills itself once`() throws {
    let page = "{{<base}}{{$a}}x{{$a}}y{{/a}}{{/a}}{{/base}}"
    #expect(try render(page, with: ["base.mustache": "[{{$a}}{{/a}}]"]) == "[xy]")
  }

  @Test func `recursion over untyped data is bounded`() throws {
    let templates = try makeTemplates(["page.mustache": "a\n  {{>page}}\n"])
    var output: [UInt8] = []
    try templates.compileUntyped("page", allowsRawText: false)
      .render(untyped: .map([:]), into: &output)
    #expect(output.count { $0 == UInt8(ascii: "a") } <= TemplateRun.callLimit + 1)
  }
}
