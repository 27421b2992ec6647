/// Text with formulas as people would type it where no formula can be drawn.
///
/// For instance `$O(n^{2})$ steps of $\alpha$-GAN` → `O(n^2) steps of α-GAN`.
enum FormulaText {
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "$"), let end = MathSpan.end(in: bytes[...], at: index) {
        appendFormula(bytes[index..<end].drop { $0 == UInt8(ascii: "$") }, to: &output)
        index = end
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func appendFormula(_ formula: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var index = formula.startIndex
    while index < formula.endIndex {
      switch formula[index] {
      case UInt8(ascii: "\\"): index = appendCommand(formula, at: index, to: &output)
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"): index += 1
      case UInt8(ascii: "~"):
        output.append(0x20)
        index += 1
      default:
        output.append(formula[index])
        index += 1
      }
    }
  }

  /// Appends what a command means and returns the index behind it.
  private static func appendCommand(
    _ formula: ArraySlice<UInt8>, at start: Int, to output: inout [UInt8]
  ) -> Int {
    let name = formula[(start + 1)...].prefix { ASCII.isLetter($0) }
    guard !name.isEmpty else {
      let sign = formula[(start + 1)...].first
      if let sign, !ASCII.isSpace(sign), !spaces.contains(sign) { output.append(sign) }
      return min(start + 2, formula.endIndex)
    }
    let text = String(decoding: name, as: UTF8.self)
    if let sign = signs[text] {
      output += sign.utf8
    } else if !styles.contains(text) {
      output += name
    }
    let isFollowedBySpace = formula[name.endIndex...].first == 0x20 && signs[text] != nil
    return isFollowedBySpace ? name.endIndex + 1 : name.endIndex
  }

  /// `\,`, `\;`, `\!` and the like only move signs apart.
  private static let spaces: [UInt8] = [0x2C, 0x3B, 0x21, 0x3A]

  /// Commands that change how their argument looks.
  private static let styles: Set<String> = [
    "mathcal", "mathbb", "mathbf", "mathrm", "mathit", "mathsf", "mathfrak", "mathtt", "mathscr",
    "text", "textbf", "textit", "textrm", "textsc", "texttt", "textsf", "operatorname",
    "boldsymbol",
    "bm", "rm", "bf", "it", "cal", "left", "right", "big", "Big", "displaystyle", "ensuremath",
    "emph", "mbox", "hat", "tilde", "bar", "vec", "widehat", "widetilde", "overline", "underline",
  ]

  private static let signs: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ",
    "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω", "ell": "ℓ", "infty": "∞", "times": "×", "cdot": "·", "pm": "±", "leq": "≤",
    "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "approx": "≈", "sim": "∼", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "in": "∈", "sqrt": "√", "partial": "∂", "nabla": "∇",
    "ldots": "…", "dots": "…", "circ": "°", "star": "⋆", "ast": "*", "quad": " ", "qquad": " ",
    "top": "⊤", "perp": "⊥", "forall": "∀", "exists": "∃", "subset": "⊂", "cup": "∪", "cap": "∩",
  ]
}
