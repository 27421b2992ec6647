import Testing

@testable import DigestMarkup

@Suite struct TeXTextTests {
  @Test(arguments: [
    (#"up to 59.5\% of cases"#, "up to 59.5% of cases"),
    ("the ``soft prompts'' to", "the “soft prompts” to"),
    ("``skills,'' but", "“skills,” but"),
    ("use `x' and don't", "use ‘x’ and don't"),
    ("a -- b, 1--2 and c---d", "a – b, 1–2 and c—d"),
    ("MedS^3: Towards", "MedS^3: Towards"),
    ("models (<1M parameters), (>95%) of", "models (<1M parameters), (>95%) of"),
    ("BERT_BASE and GPT_BASE", "BERT_BASE and GPT_BASE"),
    (
      "mathcal{O}(mathcal{C_Phi/m} + mathcal{C_Psi/n})",
      "mathcal{O}(mathcal{C_Phi/m} + mathcal{C_Psi/n})"
    ),
    ("when m gg n and C_{Phicirc Psi} > C_Psi.", "when m gg n and C_{Phicirc Psi} > C_Psi."),
    (#"model, \mone, designed"#, #"model, \mone, designed"#),
    (#"just 187 and \800 each"#, #"just 187 and \800 each"#),
    ("large (~billion parameters)", "large (~billion parameters)"),
    (
      "$textbf{specialist} and textbf{generalist}$ models",
      "**specialist** and **generalist** models"
    ),
    (#"\emph{x}, \textit{y}, {\it z}, {\em w}"#, "*x*, *y*, *z*, *w*"),
    (#"\textbf{93.4\%} and {\bf b}"#, "**93.4%** and **b**"),
    (#"\texttt{a\_b--c} and {\tt d}"#, "`a_b--c` and `d`"),
    (#"\textsc{MoCA}, \underline{u}, \textcolor{red}{t}"#, "MoCA, u, t"),
    (#"10\textsuperscript{-9} 1\textsuperscript{st}"#, "10⁻⁹ 1st"),
    (#"at \href{https://a.b/c_d}{our page}."#, "at [our page](https://a.b/c_d)."),
    (#"at \url{https://a.b/c\_d}."#, "at https://a.b/c_d."),
    (#"\href{javascript:alert(1)}{x}"#, "x"),
    (#"shown before~\cite{a, b}. As \citep[p.~3]{c} says"#, "shown before. As says"),
    (#"reasoning.\footnote{See \url{https://a.b}.} Then"#, "reasoning. (See https://a.b.) Then"),
    (
      #"Lean~4, Fig.~5, about ~5 and 5~10, (~9) a ~ b"#,
      "Lean\u{A0}4, Fig.\u{A0}5, about ~5 and 5~10, (~9) a ~ b"
    ),
    (
      #"G\"odel, B\'ezier, \v{C}ech, Erd\H{o}s, \c{c}a, fa\c cade, na\"{\i}ve"#,
      "Gödel, Bézier, Čech, Erdős, ça, façade, naïve"
    ),
    (
      #"Stra\ss e, S\o ren, \AA ngstr\"om, \L{}\'od\'z, Bj\o{}rn"#,
      "Straße, Søren, Ångström, Łódź, Bjørn"
    ),
    (#"Nguy\~{\^e}n, \d{\^a}, x\'{q}"#, "Nguyễn, ậ, xq\u{301}"),
    (#"the model\'s \"hidden\" state"#, #"the model\\'s \\"hidden\\" state"#),
    (
      #"the cost $x_i * y_j$ and \(a_1 \to b_2\) stay"#,
      #"the cost $x_i * y_j$ and \(a_1 \to b_2\) stay"#
    ),
    (#"so \[ a*b \] holds"#, "so $$ a*b $$ holds"),
    (#"costs \$5 and $6"#, #"costs \$5 and \$6"#),
    ("{GPT-4} and {\\\"o}l, set {1, 2}", "GPT-4 and öl, set {1, 2}"),
    (#"Pass\^{}1 and \bpf{}\,+\,x"#, "Pass^1 and \\bpf\u{202F}+\u{202F}x"),
    (#"vs.\ CNN, 5 \times 3, 90\deg"#, "vs. CNN, 5 × 3, 90°"),
    (#"We use \num{33000} tiles"#, #"We use \num{33000} tiles"#),
  ])
  func `TeX in prose becomes Markdown`(source: String, markdown: String) {
    #expect(TeXText(source).markdown == markdown)
  }

  @Test(arguments: [
    ("A* and B* search", "A* and B* search"), ("one A* search", "one A* search"),
    ("a * b * c", "a * b * c"), ("*all* of it", #"\*all\* of it"#),
    ("_all_ of a_b_c", #"\_all\_ of a_b_c"#), ("__init__", #"\_\_init\_\_"#),
    ("~~gone~~", #"\~\~gone\~\~"#), ("<think> and a < b", #"\<think> and a < b"#),
    ("a<b", #"a\<b"#), ("</script>", #"\</script>"#), ("<!DOCTYPE", #"\<!DOCTYPE"#),
    ("[1] and [0,1)", "[1] and [0,1)"), ("[a](b)", #"[a\](b)"#), ("![a](b)", #"![a\](b)"#),
    ("[1]: https://a.b", #"\[1]: https://a.b"#),
    ("[see https://a.b/_c_d]", "[see <https://a.b/_c_d>]"),
    ("in [0,1) at https://a.b/_c", #"in \[0,1) at https://a.b/_c"#),
    ("AT&T, R&D; &amp; &#65;", #"AT&T, R\&D; \&amp; \&#65;"#),
    ("`code` here", #"\`code\` here"#), ("a \\b", #"a \b"#), (#"C:\*x"#, #"C:\\*x"#),
    ("- item", #"\- item"#), ("+ item", #"\+ item"#), ("-5 degrees", "-5 degrees"),
    ("1. First", #"1\. First"#), ("2024) x", #"2024\) x"#), ("3.5 times", "3.5 times"),
    ("# Title", ##"\# Title"##), ("#1 choice", "#1 choice"), ("> quote", #"\> quote"#),
    ("----", #"\----"#), ("* * *", #"\* * *"#), ("~~~ x", #"\~~~ x"#), ("a | b", "a | b"),
    ("<<<<<<< HEAD", #"\<<<<<<< HEAD"#), ("US$5", #"US\$5"#),
    ("see https://github.com/A/B_c~d.", "see https://github.com/A/B_c~d."),
    ("(https://a.b/c)", "(https://a.b/c)"), ("``https://a.b/c''", "“<https://a.b/c>”"),
    ("www.a.b/x_y_", #"www.a.b/x_y_"#), ("x\u{0}\u{1B}[31my", "x[31my"),
  ])
  func `characters are escaped if Markdown would interpret them as markup`(
    source: String, markdown: String
  ) {
    #expect(TeXText(source).markdown == markdown)
  }

  @Test(arguments: [
    (#"{GPT-4}: 59.5\% of ``all'' \emph{models}"#, "GPT-4: 59.5% of “all” models"),
    (#"A$^2$LC for $\ell_1$ *stars* and GPT_BASE"#, "A$^2$LC for $\\ell_1$ *stars* and GPT_BASE"),
    (#"An open \( and \[y\]"#, #"An open \( and $$y$$"#), (#"\(\) and \(x\)"#, #"\(\) and \(x\)"#),
    (#"Erd\H{o}s -- R\'enyi"#, "Erdős – Rényi"), ("Split\n  title", "Split title"),
    (#"\href{https://a.b}{Page} [x](y) \$5"#, "Page [x](y) $5"),
  ])
  func `titles are converted without escapes`(source: String, title: String) {
    #expect(TeXText(source).plain == title)
  }

  @Test func `styles next to words and punctuation keep their text`() {
    #expect(TeXText(#"\emph{x.}y"#).markdown == "x.y")
    #expect(TeXText(#"\textbf{a}\emph{b}"#).markdown == "ab")
    #expect(TeXText(#"\textbf{\emph{AdaQ}}. \emph{}"#).markdown == "**AdaQ**.")
    #expect(TeXText(#"\textbf{E}nvironment"#).markdown == "**E**nvironment")
    #expect(TeXText(#"\texttt{a`b} \texttt{$x$}"#).markdown == "a`b $x$")
  }

  @Test func `paragraphs end at empty and indented lines`() {
    let text = "One\ntwo.\n\nThree.\n  Four\nfive.\r\n\r\nSix"
    #expect(TeXText(text).markdown == "One two.\n\nThree.\n\nFour five.\n\nSix")
  }

  @Test(
    .takesLong,
    arguments: [
      "{", "}", "{\\it ", "\\emph{", "\\'{", "$", "$x{", "\\(", "`", "``", "[", "](", "*a", "_ ",
      "https://a.b ", "[https://a.b", "\\href{https://a.b}{", "\\cite[", "\\", "~a", "&", "<a",
    ])
  func `hostile repetition takes linear time and limited depth`(part: String) {
    func read(_ bytes: Int) {
      _ = TeXText(String(repeating: part, count: bytes / part.utf8.count)).markdown
    }
    let ratio = Growth.ratio({ read(65_536) }, { read(131_072) })
    #expect(ratio < 3.4, "twice the text took \(ratio) times as long")
  }
}
