import Testing

@testable import DigestTemplate

/// Tests that templates made to hang, overflow or exhaust memory soon end in an error or a page.
@Suite(.takesLong) struct PathologicalTemplateTests {
  @Test func `ten thousand nested sections are rejected`() {
    let page = String(repeating: "{{#isNew}}", count: 10_000)
    #expect(
      problems(page + String(repeating: "{{/isNew}}", count: 10_000)) == [
        """
        Templates/page.html:1:991: error: tags are nested more than 100 deep
          hint: move the inner part to a partial
        """
      ])
  }

  @Test func `nesting through partials is rejected`() {
    var others: [String: String] = [:]
    for index in 0..<300 { others["p\(index).html"] = "<b>{{>p\(index + 1)}}" }
    others["p300.html"] = ""
    #expect(
      problems("{{>p0}}", with: others) == [
        """
        Templates/p99.html:1:1: error: with all it includes, the template is nested more than 100 \
        deep (included by Templates/p98.html:1)
          hint: include fewer partials, or render one large part beforehand
        """
      ])
  }

  @Test func `partials that double at every step are rejected`() {
    var others: [String: String] = [:]
    for index in 0..<60 { others["p\(index).html"] = "{{>p\(index + 1)}}{{>p\(index + 1)}}" }
    others["p60.html"] = ""
    #expect(
      problems("{{>p0}}", with: others) == [
        """
        Templates/p59.html:1:1: error: including 'p60' makes the template too large \
        (included by Templates/p58.html:1)
          hint: templates that include each other twice double in size at every level
        """
      ])
  }

  @Test(arguments: [
    "{{", "{{{", "{{#", "{{#a}}", "{{/a}}", "{{}}", "{{!", "{{=", "{{a\n", "{{<a}}", "{{$a}}{{/a}}",
    "}}", "{", "<", "<a ", "<!--", "\n", "{{title}}\n",
  ])
  func `a megabyte of one token is parsed in time`(piece: String) {
    let page = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    #expect(problems(page).count <= TemplateProblem.limit + 1)
  }

  /// A mistake in a theme must not be a vulnerability: any template that compiles shows a hostile
  /// title as text.
  @Test func `random templates are rejected or safe`() throws {
    let pieces = [
      "{{title}}", "{{{abstract}}}", "{{#isNew}}", "{{/isNew}}", "{{^pdf}}", "{{/pdf}}",
      "{{#tags}}",
      "{{.}}", "{{/tags}}", "{{href}}", "{{{data}}}", "{{extra.x}}", "{{>card}}", "{{<base}}",
      "{{$main}}", "{{/main}}", "{{/base}}", "{{count}}", "{{", "}}", "<a href=\"", "<p title='",
      "\"",
      "'", ">", "<", "</", "<script>", "</script>", "<!--", "-->", "<title>", "</title>", " ", "\n",
      "=", "x", "javascript:", "{{=<% %>=}}", "<%title%>", "<% ={{ }}= %>", " onclick=\"", "/", "é",
    ]
    let others = ["card.html": "<b>{{title}}</b>", "base.html": "<i>{{$main}}{{/main}}</i>\n"]
    let hostile = "\"'><script>alert(1)</script>-->"
    let paper = TestPaper(title: hostile, tags: [hostile], extra: ["x": .text(hostile)])
    var (random, safe) = (SplitMix(state: 1), 0)
    for _ in 0..<8_000 {
      let count = Int.random(in: 1...12, using: &random)
      let page = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      guard let output = try? render(page, as: "page.html", with: others, paper) else { continue }
      safe += 1
      #expect(!output.contains("<script>alert"), "\(page)")
      #expect(!output.contains("\"'><s"), "\(page)")
    }
    #expect(safe > 500)
  }

  @Test func `a block inside a block of the same name is filled once`() throws {
    let page = "{{<base}}{{$a}}x{{$a}}y{{/a}}{{/a}}{{/base}}"
    #expect(try render(page, with: ["base.mustache": "[{{$a}}{{/a}}]"]) == "[xy]")
  }

  @Test func `recursion over untyped data is limited`() throws {
    let templates = try makeTemplates(["page.mustache": "a\n  {{>page}}\n"])
    var output: [UInt8] = []
    try templates.compileUntyped("page", allowsRawText: false)
      .render(untyped: .map([:]), into: &output)
    #expect(output.count { $0 == UInt8(ascii: "a") } <= TemplateRun.callLimit + 1)
  }
}

/// A random number generator with a seed, so that failures can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
