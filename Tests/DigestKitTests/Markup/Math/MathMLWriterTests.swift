import Testing

@testable import DigestMarkup

@Suite struct MathMLWriterTests {
  @Test(arguments: [
    ("x", "<mi>x</mi>"), ("10^{-3}", "<msup><mn>10</mn><mrow><mo>−</mo><mn>3</mn></mrow></msup>"),
    (#"\%"#, "<mi>%</mi>"), (#"\Delta"#, #"<mi mathvariant="normal">Δ</mi>"#),
    ("Δ", #"<mi mathvariant="normal">Δ</mi>"#), (#"\mathrm{abc}"#, "<mi>abc</mi>"),
    (#"\mathrm d"#, #"<mi mathvariant="normal">d</mi>"#),
    (#"\mathbb{R}^d"#, "<msup><mi>ℝ</mi><mi>d</mi></msup>"),
    (#"\mathcal{L}_1"#, "<msub><mi>ℒ</mi><mn>1</mn></msub>"),
    (#"\mathbf{x1}"#, "<mrow><mi>𝐱</mi><mn>𝟏</mn></mrow>"),
    (#"\boldsymbol\alpha"#, "<mi>𝜶</mi>"), (#"\mathfrak g"#, "<mi>𝔤</mi>"),
    (#"\mathit{ab}"#, "<mi>𝑎𝑏</mi>"),
    ("f(x)", #"<mi>f</mi><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo>"#),
    ("x''", "<msup><mi>x</mi><mo>″</mo></msup>"),
    ("^2", "<msup><mrow></mrow><mn>2</mn></msup>"),
    (#"\frac12"#, "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
    (
      #"{n \choose k}"#,
      #"<mrow><mo>(</mo><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></mrow>"#
    ),
    (#"\sqrt[3]{x+1}"#, "<mroot><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow><mn>3</mn></mroot>"),
    (#"\hat x"#, #"<mover accent="true"><mi>x</mi><mo stretchy="false">^</mo></mover>"#),
    (#"\left(\frac ab\right."#, "<mrow><mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></mrow>"),
    (#"a\,b"#, #"<mi>a</mi><mspace width="0.1667em"/><mi>b</mi>"#),
    (#"x\text{ if }y"#, "<mi>x</mi><mtext>\u{A0}if\u{A0}</mtext><mi>y</mi>"),
    (#"\log n"#, "<mi>log</mi><mo>\u{2061}</mo><mspace width=\"0.1667em\"/><mi>n</mi>"),
    (
      #"\log(n)"#,
      "<mi>log</mi><mo>\u{2061}</mo><mo stretchy=\"false\">(</mo><mi>n</mi><mo stretchy=\"false\">)</mo>"
    ),
    ("²", "<msup><mrow></mrow><mn>2</mn></msup>"),
    (#"a\not\in B"#, "<mi>a</mi><mo>∉</mo><mi>B</mi>"),
    (#"\unicode{x2013}"#, "–"), ("x&y", "<mi>x</mi><mi>&amp;</mi><mi>y</mi>"),
  ])
  func `a formula becomes elements`(tex: String, expected: String) {
    let forms = MathForms(tex)
    #expect(forms.mathML == expected)
    #expect(forms.warnings == [])
  }

  @Test func `an operator without operands has no space around it`() {
    #expect(MathForms(#"98\times"#).mathML == #"<mn>98</mn><mo lspace="0em" rspace="0em">×</mo>"#)
    #expect(MathForms("a=-b").mathML == #"<mi>a</mi><mo>=</mo><mo form="prefix">−</mo><mi>b</mi>"#)
    #expect(MathForms(#"\le 5"#).mathML == #"<mo lspace="0em">≤</mo><mn>5</mn>"#)
    #expect(MathForms("|x|").mathML.hasPrefix(#"<mo lspace="0em" rspace="0em" stretchy="false">|"#))
  }

  @Test func `limits are set below an operator only in display style`() {
    let tex = #"\sum_{i}^n \lim_{x} \int_0"#
    #expect(
      MathForms(tex).mathML.hasPrefix("<msubsup><mo>∑</mo><mi>i</mi><mi>n</mi></msubsup><msub>"))
    #expect(
      MathForms(tex).displayed.hasPrefix(
        "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><munder><mi>lim</mi>"))
    #expect(MathForms(tex).displayed.hasSuffix("<msub><mo>∫</mo><mn>0</mn></msub>"))
    #expect(
      MathForms(#"\sum\limits_i"#).mathML
        == #"<munder><mo movablelimits="false">∑</mo><mi>i</mi></munder>"#)
  }

  @Test func `tables are aligned by class`() {
    let cases = MathForms(#"\begin{cases} 1 & a \\ 2 & b \end{cases}"#).mathML
    #expect(
      cases
        == "<mrow><mo>{</mo><mtable class=\"math-left\"><mtr><mtd><mn>1</mn></mtd><mtd><mi>a</mi></mtd></mtr>"
        + "<mtr><mtd><mn>2</mn></mtd><mtd><mi>b</mi></mtd></mtr></mtable></mrow>")
    let aligned = MathForms(#"\begin{aligned} a &= b \end{aligned}"#).mathML
    #expect(
      aligned == "<mtable class=\"math-equations\" displaystyle=\"true\"><mtr><mtd><mi>a</mi></mtd>"
        + "<mtd><mrow></mrow><mo>=</mo><mi>b</mi></mtd></mtr></mtable>")
  }

  @Test func `the label is the formula in Unicode`() {
    #expect(
      MathForms(#"a<\text{"b"}"#).page
        == #"<math aria-label="a &lt; &quot;b&quot;"><mi>a</mi><mo>&lt;</mo><mtext>&quot;b&quot;</mtext></math>"#
    )
  }

  @Test(arguments: [
    (#"\textbf{x}"#, "<strong>x</strong>"), (#"\texttt{YC-Bench}"#, "<code>YC-Bench</code>"),
    (#"\textit{a}~\textbf{b}"#, "<em>a</em> <strong>b</strong>"),
    (#"\href{https://a.b/?c_d&e}{t & u}"#, #"<a href="https://a.b/?c_d&amp;e">t &amp; u</a>"#),
    (#"\href{javascript:alert(1)}{t}"#, "<em>t</em>"), (#"\text{--}"#, "–"),
    (#"\text{<script>}"#, "&lt;script&gt;"), (#"\text{\'etude}"#, "étude"),
  ])
  func `a formula that is plain text needs no markup`(tex: String, expected: String) {
    #expect(MathForms(tex).page == expected)
  }

  @Test func `a formula in a link contains no link`() {
    let expression = MathForms(#"\href{https://a.b/}{t}"#).expression
    #expect(expression.mathML(display: false, links: false) == SafeHTML(escaping: "t"))
  }
}
