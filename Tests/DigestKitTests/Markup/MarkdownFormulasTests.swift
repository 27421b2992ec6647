import Testing

@testable import DigestCore
@testable import DigestMarkup
@testable import DigestModel

@Suite struct MarkdownFormulasTests {
  private func render(
    _ text: String, medium: MarkdownFormulas.Medium = .feed, macros: MathMacros = MathMacros()
  ) -> String {
    let body = Markdown.render(
      Array(text.utf8)[...], firstLine: 1, macros: macros, medium: medium, resolve: { $0 })
    let html = String(decoding: body.abstract.bytes + body.notes.bytes, as: UTF8.self)
    return html.hasSuffix("\n") ? String(html.dropLast()) : html
  }

  @Test(arguments: [
    (
      "$x_i * y_j * z_k$",
      "<p><i>x</i><sub><i>i</i></sub> ∗ <i>y</i><sub><i>j</i></sub> ∗ <i>z</i><sub><i>k</i></sub></p>"
    ),
    ("$a<b$", "<p><i>a</i> &lt; <i>b</i></p>"), ("256$\\times$256", "<p>256×256</p>"),
    ("[a $x]y$ b](https://a.b/)", "<p><a href=\"https://a.b/\">a <i>x</i>]<i>y</i> b</a></p>"),
    ("`$x$` and \\$5", "<p><code>$x$</code> and $5</p>"),
    ("\\(p_1\\)", "<p><i>p</i><sub>1</sub></p>"),
    ("\\(alone", "<p>(alone</p>"), ("f\\\\(x)", "<p>f\\(x)</p>"),
    ("\\\\\\(x\\)", "<p>\\<i>x</i></p>"),
    ("**$x$**", "<p><strong><i>x</i></strong></p>"),
    ("a ~~$b ~~ c$", "<p>a ~~<i>b</i> <i>c</i></p>"),
    ("$k$NN, A$^2$LC", "<p><i>k</i>NN, A<sup>2</sup>LC</p>"),
    (
      "| a |\n|---|\n| $x$ |",
      "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>x</td>\n</tr>\n</tbody>\n</table>"
    ),
    ("    $x$", "<pre><code>$x$\n</code></pre>"),
    ("```\n$x$\n```", "<pre><code>$x$\n</code></pre>"),
    ("![a $x^2$](i.png)", "<p><img src=\"i.png\" alt=\"a x²\" /></p>"),
    ("$\\text{a $x$}$", "<p>a <i>x</i></p>"), ("$a\nb$", "<p><i>ab</i></p>"),
  ])
  func `formulas and Markdown can be mixed`(text: String, expected: String) {
    #expect(render(text) == expected)
  }

  @Test(arguments: [
    "costs $5 and $6", "$20,000 to $30,000", "US$5", "$5-$10 million", "$5-$20",
    "$18/hour versus $60/hour", "$250, and an average of $306", "$5/month or $10/month",
    "$1.5M to train but $0.03M", "$", "a $ b",
  ])
  func `amounts of money are text`(text: String) {
    #expect(render(text, medium: .page) == "<p>\(text)</p>")
  }

  @Test func `a display formula scrolls and can be focused`() {
    let block =
      "<div class=\"math-block\" tabindex=\"0\" role=\"group\" aria-label=\"x²\">"
      + "<math display=\"block\" aria-label=\"x²\"><msup><mi>x</mi><mn>2</mn></msup></math></div>"
    #expect(render("$$x^2$$", medium: .page) == block)
    #expect(render("```math\nx^2\n```", medium: .page) == block)
    #expect(render("a $$x$$", medium: .page).hasPrefix("<p>a <span class=\"math-block\""))
    #expect(render("[$$x$$](https://a.b/)", medium: .page).contains("tabindex") == false)
    #expect(render("```math\nx^2\n```") == "<p><i>x</i><sup>2</sup></p>")
  }

  @Test func `a warning has its line and column in the file`() {
    let text = "One\n\nTwo é $\\foo$ and\n$x$ $\\bar$\n\n```math\na\n\\foo\n```\n"
    let body = Markdown.render(Array(text.utf8)[...], firstLine: 10) { $0 }
    let places = body.formulaWarnings.map { "\($0.line):\($0.column) \($0.message)" }
    #expect(
      places == [
        #"12:8 unknown command '\foo' in a formula"#,
        #"13:6 a formula cannot be parsed: '\bar' needs an argument"#,
        #"17:1 unknown command '\foo' in a formula"#,
      ])
  }

  @Test func `the excerpt shows formulas as text`() {
    let reading = Markdown.read(Array("We use $x \\in \\mathbb{R}^d$.".utf8)[...], firstLine: 1)
    #expect(reading.excerpt == "We use x ∈ ℝᵈ.")
  }

  @Test func `parses on several threads do not disturb each other`() {
    let texts = ["$x_1$ and ~~a~~", "no formula *here* (at all)", "\\(y\\) (b)", "a@b.c $z$"]
    let alone = texts.map { render($0) }
    let together = Parallel(jobs: 4).map(2000) { index in render(texts[index % 4]) }
    for (index, html) in together.enumerated() { #expect(html == alone[index % 4]) }
  }

  @Test func `a table cell shows formulas as text, with the site's macros`() {
    var macros = MathMacros()
    #expect(macros.define("norm", as: #"\lVert #1\rVert"#) == nil)
    let text = "| $x_1$ <b> |\n|---|\n| a $\\norm{x} + \\foo$ \\(y^2\\) |\n"
    let body = Markdown.render(Array(text.utf8)[...], firstLine: 1, macros: macros) { $0 }
    let html = String(decoding: body.abstract.bytes, as: UTF8.self)
    #expect(html.contains("<th>x₁ <!-- raw HTML omitted --></th>"), "\(html)")
    #expect(html.contains("<td>a ‖x‖ + foo y²</td>"), "\(html)")
    let places = body.formulaWarnings.map { "\($0.line):\($0.column) \($0.message)" }
    #expect(places == [#"3:17 unknown command '\foo' in a formula"#])
  }

  @Test func `warnings in footnotes and several on one line have their positions`() {
    let text = "a[^b] $\\u$\n\n[^b]: é $\\v$\n\nc $\\w$ $x$ $\\w$\n> $\\q\n> x$\n"
    let body = Markdown.render(Array(text.utf8)[...], firstLine: 1) { $0 }
    let places = body.formulaWarnings.filter { $0.message.contains("unknown") }
      .map { "\($0.line):\($0.column)" }
    #expect(places == ["1:8", "5:4", "5:13", "6:2", "3:10"])
  }

  /// As many per paragraph as the limits allow, and in total as long as a body may be.
  @Test(
    .timeLimit(.minutes(30)),
    arguments: [
      ("$}", 900), ("${", 900), ("$\\{{", 900), ("$5 and ", 900), ("$$ ", 450), ("$x ", 900),
      (#"\("#, 100_000), (#"\(}\)"#, 100_000), (#"*\(x\)"#, 3900), ("$\\foo$", 450),
      ("> $\\foo\n> x$\n", 450),
    ])
  func `many special characters take linear time`(sign: String, count: Int) {
    var text = ""
    while text.utf8.count < 250_000 {
      let fits = min(count, (255_000 - text.utf8.count) / sign.utf8.count)
      text += String(repeating: sign, count: fits) + "\n\n"
    }
    #expect(MarkdownLimits.problem(in: Array(text.utf8)[...]) == nil)
    #expect(render(text, medium: .page).isEmpty == false)
  }

  @Test func `a paragraph has at most 1000 dollar signs`() {
    #expect(MarkdownLimits.problem(in: Array(String(repeating: "$", count: 1001).utf8)[...]) != nil)
  }
}

@Suite struct MathTextTests {
  @Test(arguments: [
    ("A$^2$LC", "A²LC"), ("98$\\times$ Faster", "98× Faster"), ("Mem-$\\pi$", "Mem-π"),
    ("$\\texttt{YC-Bench}$: a", "YC-Bench: a"), ("360$^\\circ$", "360°"),
    ("\\$5 or $x$", "$5 or x"),
    ("\\(k\\)-means", "k-means"),
  ])
  func `a title is Unicode text if no markup is allowed`(title: String, expected: String) throws {
    #expect(try #require(MathText.parse(title)).text == expected)
  }

  @Test func `a title without formulas is not parsed`() {
    #expect(MathText.parse("From $5 to $6") == nil)
    #expect(MathText.parse(#"C:\(x"#) == nil)
    #expect(MathText.parse("Plain") == nil)
  }

  @Test func `a title has no links and is escaped`() throws {
    let title = try #require(MathText.parse(#"<b> $\href{https://a.b/}{t}$ & $x$"#))
    let html = String(decoding: title.html.bytes, as: UTF8.self)
    #expect(html == "&lt;b&gt; t &amp; <math aria-label=\"x\"><mi>x</mi></math>")
  }

  @Test func `file names spell out formulas`() {
    #expect(Slug.ofTitle("98$\\times$ Faster") == "98x-faster")
    #expect(Slug.ofTitle("Mem-$\\pi$ in $\\mathbb{R}^2$") == "mem-pi-in-r2")
    #expect(Slug.ofTitle("A$^2$LC with $\\varepsilon$") == "a2lc-with-epsilon")
  }
}
