/// The meanings of TeX's text commands.
enum TeXCommands {
  enum Style {
    case emphasis
    case strong
    case code
    /// Small capitals, underline, sans serif and others, which are shown as plain text.
    case none

    func applied(to pieces: [TeXPiece]) -> [TeXPiece] {
      switch self {
      case .emphasis: [.styled(.emphasis, pieces)]
      case .strong: [.styled(.strong, pieces)]
      case .none: pieces
      case .code: isPlainText(pieces) ? [.code(TeXPiece.plain(pieces))] : pieces
      }
    }

    private func isPlainText(_ pieces: [TeXPiece]) -> Bool {
      pieces.allSatisfy { piece in
        switch piece {
        case .text(let text): !text.contains(UInt8(ascii: "`"))
        case .url: true
        case .math, .code, .link, .styled: false
        }
      }
    }
  }

  /// The style that a command such as `\emph{…}` gives its argument.
  static func style(_ name: ArraySlice<UInt8>) -> Style? { styles[text(name)] }

  /// The style that `{\it …}` gives the rest of its group.
  static func declaration(_ name: ArraySlice<UInt8>) -> Style? { declarations[text(name)] }

  /// The text of a command without arguments.
  static func symbol(_ name: ArraySlice<UInt8>) -> String? {
    letters[text(name)] ?? symbols[text(name)] ?? TeXTextSymbols.symbol(text(name))
  }

  /// Whether a command is a letter within a word, such as `\o` or `\ss`; TeX skips spaces after it.
  static func isLetter(_ name: ArraySlice<UInt8>) -> Bool { letters[text(name)] != nil }

  /// Whether a command is a citation, which is dropped because its reference list is missing.
  static func isCitation(_ name: ArraySlice<UInt8>) -> Bool {
    let name = text(name)
    return name.hasPrefix("cite") || name.hasPrefix("Cite")
      || ["parencite", "textcite", "autocite", "footcite", "nocite"].contains(name)
  }

  /// What becomes of a command's argument, or of the second one.
  enum Argument {
    case dropped
    case first
    case second
    case quoted
    case bracketed(String, String)
    case ratio
    case formula
    case unit
    case quantity
  }

  static func argument(_ name: ArraySlice<UInt8>) -> Argument? { arguments[text(name)] }

  private static let arguments: [String: Argument] = [
    "vphantom": .dropped, "phantom": .dropped, "hphantom": .dropped, "hspace": .dropped,
    "vspace": .dropped, "label": .dropped, "thanks": .dropped, "index": .dropped,
    "color": .dropped, "noopsort": .dropped, "SortNoop": .dropped, "footnotemark": .dropped,
    "pagecolor": .dropped, "fontsize": .dropped, "selectlanguage": .dropped,
    "textcolor": .second, "colorbox": .second, "hyperlink": .second, "hypertarget": .second,
    "foreignlanguage": .second, "raisebox": .second, "parbox": .second, "scalebox": .second,
    "texorpdfstring": .first, "enquote": .quoted, "mkbibquote": .quoted, "textquote": .quoted,
    "mkbibparens": .bracketed("(", ")"), "mkbibbrackets": .bracketed("[", "]"),
    "sqrt": .bracketed("√(", ")"), "frac": .ratio, "tfrac": .ratio, "dfrac": .ratio,
    "nicefrac": .ratio, "ensuremath": .formula, "si": .unit, "unit": .unit, "SI": .quantity,
    "qty": .quantity,
  ]

  /// Commands that show nothing.
  static func isSilent(_ name: ArraySlice<UInt8>) -> Bool { silent.contains(text(name)) }

  private static let silent: Set<String> = [
    "relax", "protect", "nobreak", "allowbreak", "break", "unskip", "ignorespaces", "fi", "else",
    "displaystyle", "textstyle", "limits", "nolimits", "hfill", "vfill", "newblock", "leavevmode",
    "medskip", "smallskip", "bigskip", "clearpage", "newpage", "maketitle", "boldmath",
    "unboldmath", "sloppy", "raggedright", "kern", "nocorr", "null", "empty", "phantomsection",
  ]

  /// `\kappa` and the like.
  static func greek(_ name: String) -> String? {
    let letter = symbols[name] ?? ["upsilon": "υ", "Upsilon": "Υ", "iota": "ι"][name]
    let isGreek = letter?.unicodeScalars.first.map { (0x370...0x3FF).contains($0.value) } ?? false
    return isGreek ? letter : nil
  }

  /// Signs such as `\textmu` in `5 \textmu m`; an ellipsis or dash is rather a word apart.
  static func joinsNext(_ name: ArraySlice<UInt8>) -> Bool {
    let name = text(name)
    return name.hasPrefix("text")
      && !["textellipsis", "textendash", "textemdash"].contains(name)
  }

  static func text(_ name: ArraySlice<UInt8>) -> String { String(decoding: name, as: UTF8.self) }

  private static let styles: [String: Style] = [
    "emph": .emphasis, "textit": .emphasis, "textsl": .emphasis, "textbf": .strong,
    "texttt": .code, "textsc": .none, "textsf": .none, "textrm": .none, "textmd": .none,
    "textup": .none, "textnormal": .none, "text": .none, "mbox": .none, "hbox": .none,
    "mkbibemph": .emphasis, "mkbibitalic": .emphasis, "mkbibbold": .strong, "mkbibacro": .none,
    "num": .none, "gls": .none, "ac": .none, "acs": .none, "acl": .none, "acf": .none,
    "Gls": .none, "glspl": .none, "uppercase": .none, "MakeUppercase": .none, "textlf": .none,
    "ensuretext": .none, "lowercase": .none, "fbox": .none, "smash": .none, "st": .none,
    "underline": .none, "uline": .none, "ul": .none,
  ]

  private static let declarations: [String: Style] = [
    "it": .emphasis, "itshape": .emphasis, "em": .emphasis, "sl": .emphasis,
    "slshape": .emphasis, "bf": .strong, "bfseries": .strong, "tt": .code, "ttfamily": .code,
    "sc": .none, "scshape": .none, "rm": .none, "rmfamily": .none, "sf": .none,
    "sffamily": .none, "tiny": .none, "small": .none, "footnotesize": .none, "normalsize": .none,
    "large": .none, "Large": .none, "LARGE": .none, "huge": .none, "Huge": .none,
    "scriptsize": .none, "mdseries": .none, "upshape": .none, "normalfont": .none,
    "centering": .none, "noindent": .none,
  ]

  private static let letters: [String: String] = [
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "ae": "æ",
    "AE": "Æ", "oe": "œ", "OE": "Œ", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ",
    "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
  ]

  /// Text symbols first, then math symbols, for formulas whose authors forgot the dollar signs.
  private static let symbols: [String: String] = [
    "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textasciitilde": "~", "textasciicircum": "^",
    "textbackslash": "\\", "textunderscore": "_", "textless": "<", "textgreater": ">",
    "textbar": "|", "textregistered": "®", "texttrademark": "™", "copyright": "©",
    "pounds": "£", "texteuro": "€", "euro": "€", "S": "§", "P": "¶", "dag": "†", "ddag": "‡",
    "degree": "°", "textdegree": "°", "deg": "°", "textmu": "µ", "checkmark": "✓",
    "quad": " ", "qquad": " ", "newline": " ", "linebreak": " ", "par": " ", "xspace": "",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "eg": "e.g.", "ie": "i.e.",
    "etal": "et al.", "etc": "etc.", "textcopyright": "©", "slash": "/", "hyp": "-",
    "titlebreak": " ", "lq": "‘", "rq": "’", "guillemotleft": "«", "guillemotright": "»",
    "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "quotedblbase": "„", "quotesinglbase": "‚", "lbrace": "{", "rbrace": "}", "tie": "\u{361}",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "ϕ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "infty": "∞", "times": "×", "pm": "±", "sim": "∼", "approx": "≈", "leq": "≤", "le": "≤",
    "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "ll": "≪", "gg": "≫", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "leftrightarrow": "↔",
    "uparrow": "↑", "downarrow": "↓", "in": "∈", "cdot": "⋅", "circ": "∘", "ell": "ℓ",
    "star": "⋆", "dagger": "†", "langle": "⟨", "rangle": "⟩",
  ]
}
