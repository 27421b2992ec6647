/// Commands for single characters, and the classes of raw Unicode characters.
///
/// Each table is a list of pairs, a command and its character, which is easy to read and extend.
package enum MathSymbols {
  /// The meaning of a symbol: a letter, or an operator with its class.
  package enum Symbol: Hashable, Sendable {
    /// A character that the font changes, such as a Greek letter.
    case letter(Unicode.Scalar)
    case sign(String, MathClass)
  }

  /// The symbols by name, without the backslash.
  package static let named: [String: Symbol] = {
    var symbols: [String: Symbol] = [:]
    for (name, scalar) in pairs(letters) { symbols[name] = .letter(scalar) }
    for (name, scalar) in pairs(operands) { symbols[name] = .sign(String(scalar), .operand) }
    for (table, kind) in signs {
      for (name, scalar) in pairs(table) { symbols[name] = .sign(String(scalar), kind) }
    }
    return symbols
  }()

  /// The symbols by raw character, except for letters and digits.
  package static let raw: [Unicode.Scalar: Symbol] = {
    var symbols: [Unicode.Scalar: Symbol] = [:]
    for (_, scalar) in pairs(operands) { symbols[scalar] = .sign(String(scalar), .operand) }
    for (table, kind) in signs {
      for (_, scalar) in pairs(table) { symbols[scalar] = .sign(String(scalar), kind) }
    }
    for (scalar, sign, kind) in keyboard { symbols[scalar] = .sign(sign, kind) }
    return symbols
  }()

  /// The first command for each character, for output as TeX.
  static let commands: [Unicode.Scalar: String] = {
    var commands: [Unicode.Scalar: String] = [:]
    for table in [letters, operands] + signs.map(\.0) {
      for (name, scalar) in pairs(table) where commands[scalar] == nil && !scalar.isASCII {
        commands[scalar] = name
      }
    }
    return commands
  }()

  /// Replaces Greek letters with their names and `×` with `x`, for file names.
  package static func spelledOut(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if scalar == "×" {
        result += "x"
      } else if (0x370...0x3FF).contains(scalar.value), let name = commands[scalar] {
        result += name.hasPrefix("var") ? String(name.dropFirst(3)) : name
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// Splits a table into its pairs of command and character.
  private static func pairs(_ table: String) -> [(name: String, scalar: Unicode.Scalar)] {
    let words = table.split { $0 == " " || $0 == "\n" }
    return stride(from: 0, to: words.count - 1, by: 2).compactMap { index in
      words[index + 1].unicodeScalars.first.map { (String(words[index]), $0) }
    }
  }

  /// Typed characters whose mathematical form differs or that need a class.
  private static let keyboard: [(Unicode.Scalar, String, MathClass)] = [
    ("+", "+", .binary), ("-", "−", .binary), ("*", "∗", .binary), ("=", "=", .relation),
    ("<", "<", .relation), (">", ">", .relation), (":", ":", .relation),
    (",", ",", .punctuation), (";", ";", .punctuation), ("(", "(", .open), ("[", "[", .open),
    (")", ")", .close), ("]", "]", .close), ("!", "!", .close), ("?", "?", .close),
    ("|", "|", .ordinary), ("‖", "‖", .ordinary), ("′", "′", .prime), ("″", "″", .prime),
    ("–", "−", .binary), ("·", "⋅", .binary), ("@", "@", .operand), ("\"", "\"", .operand),
    (".", ".", .operand), ("`", "‘", .operand), ("½", "½", .operand), ("°", "°", .operand),
  ]

  private static let letters = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ
    varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ
    varPsi Ψ varOmega Ω imath ı jmath ȷ partial ∂ nabla ∇
    """

  private static let operands = """
    infty ∞ ell ℓ hbar ℏ hslash ℏ Re ℜ Im ℑ wp ℘ aleph ℵ alef ℵ beth ℶ gimel ℷ daleth ℸ
    emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠
    measuredangle ∡ sphericalangle ∢ triangle △ square □ Box □ blacksquare ■ Diamond ◊ lozenge ◊
    blacklozenge ⧫ bigstar ★ spadesuit ♠ heartsuit ♡ diamondsuit ♢ clubsuit ♣ flat ♭ natural ♮
    sharp ♯ backslash \\ % % # # $ $ & & _ _ checkmark ✓ maltese ✠ degree ° textdegree °
    circledR ® circledS Ⓢ copyright © textregistered ® pounds £ yen ¥ euro € S § P ¶
    dag † ddag ‡ AA Å aa å AE Æ ae æ OE Œ oe œ O Ø o ø L Ł l ł ss ß eth ð mho ℧ Finv Ⅎ Game ⅁
    Bbbk 𝕜 complement ∁ backprime ‵ diagup ╱ diagdown ╲ triangledown ▽ blacktriangle ▲
    blacktriangledown ▼ surd √ ldots … dots … dotsc … dotso … mathellipsis … textellipsis …
    cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱ cent ¢ permil ‰ textmu µ textbackslash \\
    textendash – textemdash — textasciitilde ~ textasciicircum ^ textunderscore _ textbar |
    textless < textgreater > slash / i ı j ȷ celsius ℃  therefore ∴ because ∵ Z ℤ R ℝ N ℕ
    Q ℚ reals ℝ Reals ℝ real ℜ Complex ℂ cnums ℂ natnums ℕ integers ℤ
    """

  private static let signs: [(String, MathClass)] = [
    (binary, .binary), (relations, .relation), (arrows, .relation), (sums, .sum),
    (integrals, .integral), ("lbrace { { { lbrack [ langle ⟨ lceil ⌈ lfloor ⌊", .open),
    ("lvert | lVert ‖ lgroup ⟮ ulcorner ⌜ llcorner ⌞ llbracket ⟦ lparen (", .open),
    ("rbrace } } } rbrack ] rangle ⟩ rceil ⌉ rfloor ⌋ rparen )", .close),
    ("rvert | rVert ‖ rgroup ⟯ urcorner ⌝ lrcorner ⌟ rrbracket ⟧", .close),
    ("vert | Vert ‖ | ‖", .ordinary), ("colon : cdotp ⋅ ldotp .", .punctuation),
    ("prime ′", .prime),
  ]

  private static let binary = """
    times × pm ± mp ∓ cdot ⋅ circ ∘ ast ∗ star ⋆ bullet ∙ div ÷ cap ∩ cup ∪ uplus ⊎ sqcap ⊓
    sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ setminus ∖
    smallsetminus ∖ wr ≀ amalg ⨿ dagger † ddagger ‡ diamond ⋄ bigtriangleup △ bigtriangledown ▽
    triangleleft ◃ triangleright ▹ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ bigcirc ◯ ltimes ⋉ rtimes ⋊
    leftthreetimes ⋋ rightthreetimes ⋌ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ barwedge ⊼
    veebar ⊻ doublebarwedge ⩞ curlywedge ⋏ curlyvee ⋎ circledast ⊛ circledcirc ⊚ circleddash ⊝
    dotplus ∔ intercal ⊺ divideontimes ⋇ Cap ⋒ doublecap ⋒ Cup ⋓ doublecup ⋓ gtrdot ⋗ lessdot ⋖
    And &
    """

  private static let relations = """
    leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ sim ∼ approx ≈ equiv ≡ cong ≅ simeq ≃ propto ∝ varpropto ∝
    in ∈ isin ∈ ni ∋ owns ∋ notin ∉ subset ⊂ sub ⊂ supset ⊃ subseteq ⊆ sube ⊆ supseteq ⊇ supe ⊇
    subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ nsupseteq ⊉ Subset ⋐ Supset ⋑ sqsubset ⊏ sqsupset ⊐
    sqsubseteq ⊑ sqsupseteq ⊒ subseteqq ⫅ supseteqq ⫆ subsetneqq ⫋ supsetneqq ⫌ mid ∣ nmid ∤
    parallel ∥ nparallel ∦ perp ⊥ ll ≪ gg ≫ lll ⋘ ggg ⋙ llless ⋘ gggtr ⋙ prec ≺ succ ≻ preceq ⪯
    succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿ precapprox ⪷ succapprox ⪸ nprec ⊀
    nsucc ⊁ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆
    lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ nless ≮ ngtr ≯
    nleq ≰ ngeq ≱ lnsim ⋦ gnsim ⋧ asymp ≍ doteq ≐ Doteq ≑ doteqdot ≑ triangleq ≜ circeq ≗ eqcirc ≖
    bumpeq ≏ Bumpeq ≎ approxeq ≊ thickapprox ≈ thicksim ∼ backsim ∽ backsimeq ⋍ eqsim ≂ ncong ≆
    nsim ≁ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ Vvdash ⊪ nvdash ⊬ nvDash ⊭ nVdash ⊮ nVDash ⊯
    bowtie ⋈ Join ⋈ smile ⌣ frown ⌢ smallsmile ⌣ smallfrown ⌢ between ≬ pitchfork ⋔
    trianglelefteq ⊴ trianglerighteq ⊵ vartriangleleft ⊲ vartriangleright ⊳ ntriangleleft ⋪
    ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭ vartriangle △ multimap ⊸ shortmid ∣
    shortparallel ∥ nshortmid ∤ nshortparallel ∦ eqslantless ⪕ eqslantgtr ⪖ coloneq ≔
    colonequals ≔ risingdotseq ≓ fallingdotseq ≒ lt < gt >
    """

  private static let arrows = """
    to → rightarrow → rarr → leftarrow ← gets ← larr ← leftrightarrow ↔ lrarr ↔ Rightarrow ⇒ rArr ⇒
    Leftarrow ⇐ lArr ⇐ Leftrightarrow ⇔ hArr ⇔ implies ⟹ impliedby ⟸ iff ⟺ longrightarrow ⟶
    longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺
    mapsto ↦ longmapsto ⟼ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕
    uarr ↑ darr ↓ hookrightarrow ↪ hookleftarrow ↩ twoheadrightarrow ↠ twoheadleftarrow ↞
    rightarrowtail ↣ leftarrowtail ↢ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀
    rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋
    rightleftarrows ⇄ leftrightarrows ⇆ rightrightarrows ⇉ leftleftarrows ⇇ upuparrows ⇈
    downdownarrows ⇊ leadsto ⇝ rightsquigarrow ⇝ leftrightsquigarrow ↭ curvearrowright ↷
    curvearrowleft ↶ circlearrowright ↻ circlearrowleft ↺ dashrightarrow ⇢ dashleftarrow ⇠
    nrightarrow ↛ nleftarrow ↚ nleftrightarrow ↮ nRightarrow ⇏ nLeftarrow ⇍ nLeftrightarrow ⇎
    Lsh ↰ Rsh ↱ looparrowright ↬ looparrowleft ↫ Rrightarrow ⇛ Lleftarrow ⇚ upharpoonright ↾
    restriction ↾ upharpoonleft ↿ downharpoonright ⇂ downharpoonleft ⇃
    """

  private static let sums = """
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀
    biguplus ⨄ bigsqcup ⨆
    """

  private static let integrals = """
    int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ oiiint ∰ intop ∫ smallint ∫
    """
}
