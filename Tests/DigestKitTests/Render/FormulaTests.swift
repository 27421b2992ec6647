import Testing

@testable import DigestModel

/// Tests where and how formulas of titles, summaries and bodies are shown.
@Suite struct FormulaTests {
  private static let a2 =
    #"A<math aria-label="²"><msup><mrow></mrow><mn>2</mn></msup></math>LC"#

  private func site() throws -> TestSite {
    try TestSite(
      "macros: {R: '\\mathbb{R}'}\nexports: {ris: yes, csl: yes}",
      [
        "papers/a.md": paperFile(
          #"'A$^2$LC & $\R$'"#, "2025-03-12",
          #"summary: 'Costs \$5 in \(\R^2\)'"# + "\n" + #"note: 'see $\pi$'"#,
          body: "It maps $x \\in \\R$.\n\n$$x^2$$\n"),
        "papers/b.md": paperFile("B"), "pages/p.md": "---\ntitle: On $\\pi$\n---\nText.\n",
      ])
  }

  @Test func `pages show MathML in titles and plain text in metadata`() throws {
    let site = try site()
    let page = site["papers/a.html"]
    let r = #" &amp; <math aria-label="ℝ"><mi>ℝ</mi></math>"#
    #expect(page.contains("<h1>\(FormulaTests.a2)\(r)</h1>"), "\(page)")
    #expect(page.contains("<title>A²LC &amp; ℝ · Digest</title>"))
    #expect(page.contains("<meta name=\"description\" content=\"Costs $5 in ℝ²\">"))
    #expect(page.contains("<meta property=\"og:title\" content=\"A²LC &amp; ℝ\">"))
    #expect(page.contains("<meta name=\"citation_title\" content=\"A²LC &amp; ℝ\">"))
    #expect(page.contains(#""headline":"A²LC \u0026 ℝ""#) || page.contains("\"A²LC & ℝ\""))
    #expect(page.contains("<p class=\"note\">see π</p>"))
    #expect(page.contains("<p>Costs $5 in <math aria-label=\"ℝ²\">"))
    #expect(page.contains("<div class=\"math-block\" tabindex=\"0\" role=\"group\""))
    #expect(page.contains(#">On <math aria-label="π"><mi>π</mi></math></a>"#))
    #expect(site["index.html"].contains(">\(FormulaTests.a2)\(r)</a></h3>"))
    #expect(site["papers/b.html"].contains("← \(FormulaTests.a2)\(r)</a>"))
    #expect(site["p.html"].contains(#"<h1>On <math aria-label="π"><mi>π</mi></math></h1>"#))
    #expect(site["p.html"].contains("<title>On π · Digest</title>"))
  }

  @Test func `feeds and mail have plain HTML and text, data files text`() throws {
    let site = try site()
    let feed = site["feed.xml"]
    #expect(feed.contains("<title>A²LC &amp; ℝ</title>"))
    #expect(feed.contains("<summary>Costs $5 in ℝ²</summary>"))
    #expect(feed.contains("&lt;i&gt;x&lt;/i&gt; ∈ ℝ"))
    let issues = site["issues.xml"]
    #expect(issues.contains("&gt;A&lt;sup&gt;2&lt;/sup&gt;LC &amp;amp; ℝ&lt;/a&gt;"))
    #expect(issues.contains("Costs $5 in ℝ&lt;sup&gt;2&lt;/sup&gt;"))
    for name in ["feed.json", "search/papers.json", "papers/a.ris", "papers/a.csl.json"] {
      #expect(site[name].contains("A²LC"), "\(name)")
    }
    for name in ["feed.xml", "feed.json", "issues.xml"] {
      #expect(!site[name].contains("math"), "\(name)")
    }
    #expect(site["papers/a.bib"].contains(#"title = {A$^2${LC} \& {$\mathbb{R}$}}"#))
  }

  @Test func `only files with TeX contain backslashes`() throws {
    for (name, bytes) in try site().files where !name.hasSuffix(".bib") && !name.hasSuffix(".js") {
      let text = String(decoding: bytes, as: UTF8.self)
      let shown = text.split(separator: "<pre><code>").enumerated().map { index, part in
        index == 0 ? part : part.split(separator: "</code></pre>").last ?? ""
      }.joined()
      #expect(!shown.contains(#"\R"#) && !shown.contains(#"\pi"#), "\(name)")
    }
  }

  @Test(arguments: [
    (#"a $\foo$"#, "2:11"), (#"'a''s $\foo$'"#, "2:15"), (#""é \"b\" $\\foo$""#, "2:18"),
    ("a\n  $\\foo$", "3:4"), (">-\n  a\n  b $\\foo$", "4:6"), (#""\xe9 $\\foo$""#, "2:8"),
  ])
  func `a warning about a title has its line and column`(title: String, place: String) {
    #expect(
      TestSite.problems("", ["papers/a.md": paperFile(title)]) == """
        Content/papers/a.md:\(place): warning: unknown command '\\foo' in a formula
          hint: it is shown as 'foo'; define it under 'macros' in site.yml
        """)
  }

  @Test func `an invalid macro is an error`() {
    #expect(
      TestSite.problems("macros:\n  R2: x\n  S: '{'", [:]) == #"""
        Content/site.yml:4:3: error: a macro's name is letters only, such as \R, not 'R2'
          hint: for instance 'R: \mathbb{R}'
        Content/site.yml:5:3: error: the macro '\S' cannot be parsed: '{' without '}'
          hint: for instance 'R: \mathbb{R}'
        """#)
  }
}
