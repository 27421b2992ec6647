import DigestCore

/// Handles unknown commands, which are usually the author's macros.
///
/// Some common names are interpreted as most authors define them, and others are shown as their
/// names. All add a warning, because the definition is in a preamble that is not published.
extension MathParser {
  /// Returns what an unknown command most likely means, and adds a warning that says so.
  mutating func unknown(_ name: String, at offset: Int) throws(MathError) -> MathNode {
    if let command = MathFallback.shortForms[name], try canRead(command) {
      warn(name, shownAs: "\\" + command, at: offset)
      return try self.command(command, at: offset)
    }
    let node = MathFallback.letter(name) ?? MathFallback.word(name)
    var writer = MathLinearWriter(.text)
    writer.write([node])
    warn(name, shownAs: String(decoding: writer.bytes, as: UTF8.self), at: offset)
    return node
  }

  /// Whether an argument follows if `command` needs one: the `\wt` of `\wt_2` is no accent.
  private mutating func canRead(_ command: String) throws(MathError) -> Bool {
    guard MathCommand[command] != nil else { return true }
    return switch try tokens.peekInMath().kind {
    case .open, .character, .command: true
    default: false
    }
  }

  private mutating func warn(_ name: String, shownAs text: String, at offset: Int) {
    warn(
      "unknown command '\\\(name)' in a formula",
      hint: "it is shown as '\(text)'; define it under 'macros' in site.yml", at: offset)
  }
}

/// Guesses what common names of macros mean.
enum MathFallback {
  /// Guesses a letter and font from a macro's name: `\RR` → ℝ, `\cF` → 𝓕, `\bW` → 𝐖, `\fg` → 𝔤.
  static func letter(_ name: String) -> MathNode? {
    let bytes = Array(name.utf8)
    guard let last = bytes.last, ASCII.isLetter(last) else { return nil }
    let letter = String(UnicodeScalar(last))
    let isCapital = ASCII.isCapital(last)
    let font: MathFont? =
      switch String(name.dropLast()) {
      case "": isCapital ? MathFont(family: .doubleStruck) : MathFont()
      case "bb", "Bbb": MathFont(family: .doubleStruck)
      case letter where isCapital: MathFont(family: .doubleStruck)
      case "cal", "mc", "scr": MathFont(family: .script)
      case "c" where isCapital, "s" where isCapital: MathFont(family: .script)
      case "bf", "mb": MathFont(family: .roman, isBold: true)
      case "b" where isCapital, "v" where isCapital:
        MathFont(family: .roman, isBold: true)
      case "f", "m", "frak", "mf": MathFont(family: .fraktur)
      default: nil
      }
    return font.map { .letters(letter, $0) }
  }

  /// Returns the name itself, in roman type.
  static func word(_ name: String) -> MathNode {
    guard name.utf8.allSatisfy(ASCII.isLetter), !name.isEmpty else {
      return name.isEmpty ? .empty : .sign(MathOperator(text: name, kind: .operand))
    }
    return .letters(name, MathFont(family: .roman))
  }

  static let shortForms: [String: String] = [
    "al": "alpha", "be": "beta", "ga": "gamma", "de": "delta", "eps": "epsilon",
    "veps": "varepsilon", "vareps": "varepsilon", "ep": "epsilon", "ze": "zeta", "ka": "kappa",
    "lam": "lambda", "la": "lambda", "si": "sigma", "om": "omega", "vphi": "varphi",
    "vp": "varphi", "vf": "varphi", "Ga": "Gamma", "De": "Delta", "Th": "Theta", "La": "Lambda",
    "Lam": "Lambda", "Si": "Sigma", "Om": "Omega", "ups": "upsilon", "wt": "widetilde",
    "wh": "widehat", "ol": "overline", "ul": "underline", "mc": "mathcal", "mf": "mathfrak",
    "mb": "mathbf", "bs": "boldsymbol", "ra": "rightarrow", "lra": "longrightarrow",
    "Ra": "Rightarrow", "inn": "in", "sm": "setminus",
  ]
}
