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
    (#"model, \mone, designed"#, "model, mone, designed"),
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
    (#"the model\'s \"hidden\" state"#, #"the model's "hidden" state"#),
    (
      #"the cost $x_i * y_j$ and \(a_1 \to b_2\) stay"#,
      #"the cost $x_i * y_j$ and \(a_1 \to b_2\) stay"#
    ),
    (#"so \[ a*b \] holds"#, "so $$ a*b $$ holds"),
    (#"costs \$5 and $6"#, #"costs \$5 and \$6"#),
    ("{GPT-4} and {\\\"o}l, set {1, 2}", "GPT-4 and öl, set {1, 2}"),
    (#"Pass\^{}1 and \bpf{}\,+\,x"#, "Pass^1 and bpf\u{202F}+\u{202F}x"),
    (#"vs.\ CNN, 5 \times 3, 90\deg"#, "vs. CNN, 5 × 3, 90°"),
    (#"We use \num{33000} tiles"#, "We use 33000 tiles"),
    (#"\rev{new} text, {\color{black} old}, \blue{x}"#, "new text, old, x"),
    (#"\SI{5}{\micro\metre} and \si{kHz}"#, "5\u{202F}µm and kHz"),
    (#"5{,}000 of Scheff{é}, FA^{3}-CLIP, x_{2}"#, "5,000 of Scheffé, FA³-CLIP, x₂"),
    (#"a \k{appa}-\r{ho} model, \b{eta}"#, "a κ-ρ model, β"),
    (#"et al.\@ says and\/or nano\-particle"#, "et al. says andor nanoparticle"),
    (#"\begin{equation*} a*b \end{equation*} holds"#, "$$ a*b $$ holds"),
    (#"\begin{itemize} \item One \item Two \end{itemize}"#, "• One • Two"),
    (#"x \documentclass[12pt]{minimal} \begin{document}$$x$$\end{document} y"#, "x y"),
    (
      #"\href{https://a.b/c}, \hyperlink{t}{text}, \https://a.b/d"#,
      "https://a.b/c, text, https://a.b/d"
    ),
    (#"\$i\\in[K]\$, PH\$^2\$ and R\$^2\$-FFNO"#, #"$i\in[K]$, PH$^2$ and R$^2$-FFNO"#),
    (#"costs \$5 and \$6 each"#, #"costs \$5 and \$6 each"#),
    (
      "H<sub>2</sub>O and <i>in vivo</i>, 0 &lt; x, caf&eacute;", "H₂O and *in vivo*, 0 < x, café"
    ),
    ("R\\’{e}nyi, T{\\\"}ulu, it\u{92}s", "Rényi, Tülu, it’s"),
    (#"a folder C:\Users and {\&}, {\%}"#, #"a folder C:\Users and &, %"#),
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
    ("AT&T, R&D; &amp; &#65;", #"AT&T, R\&D; & A"#),
    ("`code` here", #"\`code\` here"#), ("a \\b", "a b"), (#"C:\*x"#, #"C:\\*x"#),
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
      "<i>", "\\begin{equation}", "\\ifmmode", "\\documentclass",
      "{\\bf ", "\\$", "\\$x", "^{", "\\foo{", "{\\\"}",
    ])
  func `hostile repetition takes linear time and limited depth`(part: String) {
    func read(_ bytes: Int) {
      _ = TeXText(String(repeating: part, count: bytes / part.utf8.count)).markdown
    }
    let ratio = Growth.ratio({ read(65_536) }, { read(131_072) })
    #expect(ratio < 3.4, "twice the text took \(ratio) times as long")
  }

  /// In a `.bib` file all signs are TeX's.
  @Test(arguments: [
    (##"Search {\&} Learning: 100{\%} of {BERT} {\#}1"##, "Search & Learning: 100% of BERT #1"),
    (#"{\'{E}}{T}{\'{E}} and {\"U}{BER} in {\~N}{A}"#, "ÉTÉ and ÜBER in ÑA"),
    (#"{\o}{K} or {\textendash}{III}, CRF01\_{AE}"#, "øK or –III, CRF01_AE"),
    (#"Kry{\'s}ko, Ko\'sciuszko, Na{\" i}ve caf{\' e}"#, "Kryśko, Kościuszko, Naïve café"),
    (#"H{\h a}i, Th{\h{u}}y, Durb{\a'a}n, P{\a'e}rez"#, "Hải, Thủy, Durbán, Pérez"),
    (#"{\relax Ch}ristos and {\relax Yu}. I."#, "Christos and Yu. I."),
    (#"A 5 \textmu m film at 20 \textdegree C"#, "A 5 µm film at 20 °C"),
    (#"{{{\emph{Drosophila}}}}{\emph{ Pseudo}} and a\textbf{ b}"#, "Drosophila Pseudo and a b"),
    (#"\ensuremath{\Lambda} and \ensuremath{\nu}\ensuremath{\mu}"#, #"$\Lambda$ and $\nu$$\mu$"#),
    (
      #"\texorpdfstring{$\alpha$}{alpha} \enquote{laws} of \mkbibemph{A}"#, #"$\alpha$ “laws” of A"#
    ),
    (#"K{\ifmmode \ddot{o} \else \"{o}\fi}rtgen"#, "Körtgen"),
    (#"A nano{\-}particle, et al.\@ {\sl slanted} \Large{x}"#, "A nanoparticle, et al. slanted x"),
    (
      #"Mouse\textsuperscript{\tiny\textregistered} \textit{lacI} and \/kern"#,
      "Mouse® lacI and kern"
    ),
    (#"{\textdollar}620, {\textonehalf} {\textbullet} {\textperiodcentered}"#, "$620, ½ • ·"),
    (
      #"author\textquotesingle{}s {\guillemotleft}w{\guillemotright} {\lq}x{\rq}"#,
      "author's «w» ‘x’"
    ),
    (#"5\,{\textohm}, {\textalpha}-helix, {\textpertenthousand}"#, "5\u{202F}Ω, α-helix, ‱"),
    ("Gassm&ouml;ller &amp; \\&amp; caf&eacute; 1&#8211;2", "Gassmöller & & café 1–2"),
    (##"{\#h00t}: Micro {unbalanced"##, "#h00t: Micro unbalanced"),
    (#"\vphantom{x}a \unknown{b} \mine c"#, "a b mine c"),
  ])
  func `TeX of a bibliography becomes text`(source: String, plain: String) {
    #expect(TeXText(tex: source).plain == plain)
  }

  @Test func `commands that nobody knows are named`() {
    #expect(TeXText(#"\mone and \foo{x} \mone"#).unknownCommands == ["mone", "foo"])
    #expect(TeXText(#"\emph{x}, \alpha, 5\% and $\mine$"#).unknownCommands == [])
  }
}
