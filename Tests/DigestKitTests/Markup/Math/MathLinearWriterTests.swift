import Testing

@testable import DigestMarkup

@Suite struct MathLinearWriterTests {
  @Test(arguments: [
    (#"\mathbb R^d"#, "ℝᵈ"), ("x_1^2", "x₁²"), (#"x_{\max}"#, "x_max"),
    (#"e^{-\lambda t}"#, "e^(−λt)"),
    ("10^{-3}", "10⁻³"), (#"\frac{a+1}{b}"#, "(a + 1)/b"), (#"\sqrt{n+1}"#, "√(n + 1)"),
    (#"\sqrt n"#, "√n"), (#"360^\circ"#, "360°"), (#"98\times"#, "98×"), ("a+b", "a + b"),
    ("-5", "−5"), (#"n\log n"#, "n log n"), (#"\log(n)"#, "log(n)"), (#"\hat x"#, "x\u{302}"),
    (#"\mathbf x"#, "𝐱"), (#"\mathsf{AB}"#, "AB"), (#"\mathtt{x}"#, "x"), ("f(x, y)", "f(x, y)"),
    (#"\|x\|_2"#, "‖x‖₂"), (#"\sum_{i=1}^n x_i"#, "∑ᵢ₌₁ⁿ xᵢ"), (#"\binom nk"#, "(n choose k)"),
    (#"\{1,2\}"#, "{1, 2}"), (#"x \in \{0,1\}^n"#, "x ∈ {0, 1}ⁿ"), (#"\sim2K"#, "∼2K"),
    (#"\begin{pmatrix}a&b\\c&d\end{pmatrix}"#, "(a, b; c, d)"), (#"5\%"#, "5%"),
  ])
  func `a formula is a line of Unicode`(tex: String, expected: String) {
    #expect(MathForms(tex).text == expected)
  }

  @Test(arguments: [
    ("A_{ij}", "<i>A</i><sub><i>ij</i></sub>"), (#"\mathbf{x}^2"#, "<b>x</b><sup>2</sup>"),
    (#"\alpha\beta"#, "<i>αβ</i>"), (#"\Gamma"#, "Γ"), (#"\mathbb{R}"#, "ℝ"),
    (#"a<b"#, "<i>a</i> &lt; <i>b</i>"), (#"\boldsymbol{x}"#, "<b><i>x</i></b>"),
    (#"\mathrm{pH}"#, "pH"), (#"x'"#, "<i>x</i>′"),
  ])
  func `a formula is HTML without MathML`(tex: String, expected: String) {
    #expect(MathForms(tex).html == expected)
  }

  @Test(arguments: [
    ("ε ∈ ℝ", #"\varepsilon \in \mathbb{R}"#), (#"\R x"#, #"\mathbb{R}x"#),
    (#"\alpha x"#, #"\alpha x"#), ("x²", "x^{2}"), (#"\%"#, #"\%"#),
  ])
  func `a formula is TeX without the author's macros`(tex: String, expected: String) {
    #expect(MathForms(tex, macros: ["R": #"\mathbb{R}"#]).expression.tex == expected)
  }
}
