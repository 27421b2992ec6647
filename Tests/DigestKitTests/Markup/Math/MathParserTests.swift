import Testing

@testable import DigestMarkup

@Suite struct MathParserTests {
  @Test func `macros take arguments, and formulas may define their own`() {
    #expect(MathForms(#"\n{x}"#, macros: ["n": #"\lVert #1\rVert_2"#]).text == "‖x‖₂")
    #expect(MathForms(#"\def\v#1{\mathbf{#1}}\v x"#).text == "𝐱")
    #expect(MathForms(#"\newcommand{\E}[1]{\mathbb{E}[#1]} \E{X}"#).text == "𝔼[X]")
    #expect(MathForms(#"\DeclareMathOperator{\Tr}{Tr} \Tr A"#).text == "Tr A")
  }

  @Test func `an unknown command is shown as its name`() throws {
    let forms = MathForms(#"\Spec R"#)
    #expect(forms.text == "SpecR")
    let warning = try #require(forms.expression.warnings.first)
    #expect(warning.message == #"unknown command '\Spec' in a formula"#)
    #expect(warning.hint == "it is shown as 'Spec'; define it under 'macros' in site.yml")
    #expect(warning.offset == 0)
  }

  @Test(arguments: [
    (#"\QQ"#, "ℚ"), (#"\C"#, "ℂ"), (#"\cF"#, "ℱ"), (#"\bW"#, "𝐖"), (#"\fg"#, "𝔤"), (#"\lam"#, "λ"),
    (#"\wt{x}"#, "x\u{303}"), (#"\wt_2"#, "wt₂"), (#"\x"#, "x"),
  ])
  func `common names of authors' macros are guessed, with a warning`(
    tex: String, expected: String
  ) {
    #expect(MathForms(tex).text == expected)
    #expect(MathForms(tex).warnings.count == 1)
  }

  @Test(arguments: [
    ("x}", "'}' without '{'"), ("{x", "'{' without '}'"),
    ("x^1^2", "two superscripts on one symbol"),
    ("x_1_2", "two subscripts on one symbol"), (#"\frac{1}"#, #"'\frac' needs an argument"#),
    (#"\left(x"#, #"'\left' without '\right'"#), (#"x\right)"#, #"'\right' without '\left'"#),
    (#"\begin{cases}x"#, #"'\begin{cases}' without '\end{cases}'"#),
    (#"x\end{cases}"#, #"'\end' without '\begin'"#), ("x^", "'^' needs an argument"),
    (#"\text{a $x}"#, "'$' without '$'"),
  ])
  func `a formula that cannot be parsed shows its source`(tex: String, reason: String) {
    let forms = MathForms(tex)
    #expect(forms.warnings == ["a formula cannot be parsed: \(reason)"])
    #expect(forms.expression.warnings.first?.hint == "its source is shown instead")
    #expect(forms.page == "<code>\(tex)</code>")
    #expect(forms.html == "<code>\(tex)</code>")
    #expect(forms.text == tex)
  }

  @Test func `an unknown environment keeps its cells`() {
    let forms = MathForms(#"\begin{odd} a \\ b \end{odd}"#)
    #expect(forms.text == "a; b")
    #expect(forms.warnings == ["unknown environment 'odd' in a formula"])
  }

  @Test func `a macro's name and braces are checked`() {
    var macros = MathMacros()
    #expect(
      macros.define("a1", as: "x") == #"a macro's name is letters only, such as \R, not 'a1'"#)
    #expect(macros.define(#"\R"#, as: "{x") == #"the macro '\R' cannot be parsed: '{' without '}'"#)
    #expect(macros.define(#"\R"#, as: "x") == nil)
  }
}

@Suite struct HostileMathTests {
  private func reason(_ tex: String) -> String? { MathForms(tex).warnings.first }

  @Test(.timeLimit(.minutes(30))) func `depth is limited`() {
    let deep = "a formula cannot be parsed: it is nested more than 64 levels deep"
    let opening = String(repeating: "{", count: 5000)
    #expect(reason(opening + String(repeating: "}", count: 5000)) == deep)
    #expect(reason(String(repeating: #"\sqrt"#, count: 5000) + "x") == deep)
    #expect(reason(String(repeating: "x^{", count: 3000)) == deep)
    #expect(reason(String(repeating: #"\text{$"#, count: 2000)) == deep)
    #expect(reason(String(repeating: #"\left("#, count: 2000)) == deep)
    #expect(reason(String(repeating: #"\begin{matrix}"#, count: 500)) == deep)
    let sixty = String(repeating: "{", count: 60) + "x" + String(repeating: "}", count: 60)
    #expect(reason(sixty) == nil)
  }

  @Test(.timeLimit(.minutes(30))) func `length is limited`() {
    let long = "a formula cannot be parsed: it has more than 10000 tokens"
    #expect(reason(String(repeating: "{", count: 1 << 20)) == long)
    #expect(reason(String(repeating: "x+", count: 1 << 19)) == long)
    #expect(
      reason(
        #"\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b\b}"#
          + #"\def\d{\c\c\c\c\c\c\c\c\c\c}\def\e{\d\d\d\d\d\d\d\d\d\d}\e\e\e\e"#) != nil)
  }

  @Test(.timeLimit(.minutes(30))) func `expansion is limited`() {
    let many = "a formula cannot be parsed: more than 1000 expansions, the last of '\\a'"
    #expect(reason(#"\def\a{\a}\a"#) == many)
    #expect(reason(#"\def\a{\a x}\a"#) == many)
    #expect(
      reason(#"\def\a#1{\a{#1#1}}\a x"#)
        == "a formula cannot be parsed: it has more than 10000 tokens")
  }

  @Test(.timeLimit(.minutes(30)))
  func `random bytes are parsed in time and give well-formed output`() {
    var state: UInt64 = 1
    let pieces = [
      "{", "}", "$", "^", "_", "&", "\\", "\\\\", "\\frac", "\\left", "\\right", "(", "x", "1",
      "\\text{",
      "\\sqrt[", "]", "\\begin{cases}", "\\end{cases}", "'", " ", "é", "\u{301}", "<", "\\not",
      "#1",
      "\\def\\x", "\\over", "\\bf", "\\unicode{x3C}", "~", "%", "\\big", "\\hat", "\\limits",
    ]
    for _ in 0..<3000 {
      var tex = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        tex += pieces[Int(state >> 33) % pieces.count]
      }
      let expression = MathForms(tex).expression
      #expect(isWellFormed(expression.mathML(display: true)), "\(tex)")
      #expect(isWellFormed(expression.html()), "\(tex)")
    }
  }
}
