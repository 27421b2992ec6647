/// A font that commands such as `\mathbf` and `\mathcal` select.
struct MathFont: Hashable, Sendable {
  /// The typeface, apart from its weight.
  enum Family: Hashable, Sendable {
    /// Italic for variables, upright for capital Greek letters and symbols.
    case standard
    case roman
    case italic
    case script
    case fraktur
    case doubleStruck
    case sans
    case mono
  }

  var family = Family.standard
  var isBold = false

  /// Whether adjacent letters are one word rather than a product of variables.
  var joinsLetters: Bool {
    switch family {
    case .roman, .italic, .sans, .mono: true
    case .standard, .script, .fraktur, .doubleStruck: false
    }
  }

  /// Whether its letters are distinct Unicode characters even in running text.
  var hasOwnLetters: Bool {
    switch family {
    case .script, .fraktur, .doubleStruck: true
    case .standard, .roman, .italic, .sans, .mono: false
    }
  }

  /// Returns the mathematical alphanumeric symbol for `scalar`, or `scalar` if there is none.
  func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if self == MathFont() || family == .roman && !isBold { return scalar }
    switch scalar.value {
    case 0x41...0x5A: return latin(Int(scalar.value) - 0x41, scalar)
    case 0x61...0x7A: return latin(Int(scalar.value) - 0x61 + 26, scalar)
    case 0x30...0x39: return digit(scalar)
    default: return greek(scalar)
    }
  }

  /// Like ``letter(_:)``, but keeps italic, sans serif and typewriter letters plain: in running
  /// text, they would only hinder search and screen readers.
  func plainLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch family {
    case .sans, .mono, .italic: scalar
    case .standard where isBold: MathFont(family: .roman, isBold: true).letter(scalar)
    default: letter(scalar)
    }
  }

  /// Returns a letter by its index: A–Z, then a–z.
  private func latin(_ index: Int, _ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let hole = isBold ? nil : MathFont.holes[family]?[scalar]
    return hole ?? latinStart.flatMap { Unicode.Scalar($0 + UInt32(index)) } ?? scalar
  }

  private var latinStart: UInt32? {
    switch (family, isBold) {
    case (.standard, true): 0x1D468
    case (.standard, false), (.roman, false), (.italic, false): nil
    case (.roman, true): 0x1D400
    case (.italic, true): 0x1D468
    case (.script, false): 0x1D49C
    case (.script, true): 0x1D4D0
    case (.fraktur, false): 0x1D504
    case (.fraktur, true): 0x1D56C
    case (.doubleStruck, _): 0x1D538
    case (.sans, false): 0x1D5A0
    case (.sans, true): 0x1D5D4
    case (.mono, _): 0x1D670
    }
  }

  private func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let start: UInt32? =
      switch (family, isBold) {
      case (.doubleStruck, _): 0x1D7D8
      case (.mono, _): 0x1D7F6
      case (.sans, false): 0x1D7E2
      case (.sans, true): 0x1D7EC
      case (_, true): 0x1D7CE
      default: nil
      }
    return start.flatMap { Unicode.Scalar($0 + scalar.value - 0x30) } ?? scalar
  }

  /// Returns the bold form of a Greek letter; Greek has no other forms that are used.
  private func greek(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard isBold else { return scalar }
    let isCapital = (0x391...0x3A9).contains(scalar.value)
    let isUpright = family == .roman || isCapital
    let start: UInt32 = isUpright ? 0x1D6A8 : 0x1D71C
    let offset: UInt32? =
      switch scalar.value {
      case 0x391...0x3A9: scalar.value - 0x391
      case 0x3B1...0x3C9: scalar.value - 0x3B1 + 26
      default: MathFont.greekVariants[scalar]
      }
    return offset.flatMap { Unicode.Scalar(start + $0) } ?? scalar
  }

  private static let greekVariants: [Unicode.Scalar: UInt32] = [
    "∇": 25, "∂": 51, "ϵ": 52, "ϑ": 53, "ϰ": 54, "ϕ": 55, "ϱ": 56, "ϖ": 57,
  ]

  /// Letters that Unicode had encoded before the mathematical alphabets, which have gaps there.
  private static let holes: [Family: [Unicode.Scalar: Unicode.Scalar]] = [
    .script: [
      "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ",
      "g": "ℊ", "o": "ℴ",
    ],
    .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"],
    .doubleStruck: [
      "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
    ],
  ]
}
