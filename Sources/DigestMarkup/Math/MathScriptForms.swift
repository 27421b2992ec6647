/// Unicode's superscript and subscript characters.
enum MathScriptForms {
  static func superscript(_ scalar: Unicode.Scalar) -> Unicode.Scalar? { superscripts[scalar] }
  static func `subscript`(_ scalar: Unicode.Scalar) -> Unicode.Scalar? { subscripts[scalar] }

  /// The digit of a raw `²` or `₂`; letters such as `ⁿ` are kept, because few authors mean scripts.
  static func plain(_ scalar: Unicode.Scalar) -> (form: Character, isSuper: Bool)? { plain[scalar] }

  private static let superscripts = table(
    "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθϕχ′∗†‡⊤",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′*†‡ᵀ")

  private static let subscripts = table(
    "0123456789+−=()aehijklmnoprstuvxβγρϕχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")

  private static let plain: [Unicode.Scalar: (form: Character, isSuper: Bool)] = {
    var plain: [Unicode.Scalar: (form: Character, isSuper: Bool)] = [:]
    for (scalar, form) in superscripts where scalar.isDigit {
      plain[form] = (Character(scalar), true)
    }
    for (scalar, form) in subscripts where scalar.isDigit {
      plain[form] = (Character(scalar), false)
    }
    return plain
  }()

  private static func table(_ plain: String, _ forms: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(plain.unicodeScalars, forms.unicodeScalars))
  }

  /// Returns a whole script in these characters; `nil` if one has no such form or if it is a word.
  static func text(of node: MathNode, isSuper: Bool) -> String? {
    var result = String.UnicodeScalarView()
    return append(node, isSuper ? superscripts : subscripts, to: &result) ? String(result) : nil
  }

  private static func append(
    _ node: MathNode, _ forms: [Unicode.Scalar: Unicode.Scalar],
    to result: inout String.UnicodeScalarView
  ) -> Bool {
    switch node {
    case .letters(let text, let font):
      let isPlain = !font.isBold && [.standard, .roman, .italic].contains(font.family)
      guard isPlain, text.unicodeScalars.count == 1 else { return false }
      return append(text, forms, to: &result)
    case .number(let text, let font):
      return font == MathFont() && append(text, forms, to: &result)
    case .sign(let sign): return append(sign.text, forms, to: &result)
    case .row(let nodes):
      return !nodes.isEmpty && nodes.allSatisfy { append($0, forms, to: &result) }
    default: return false
    }
  }

  private static func append(
    _ text: String, _ forms: [Unicode.Scalar: Unicode.Scalar],
    to result: inout String.UnicodeScalarView
  ) -> Bool {
    for scalar in text.unicodeScalars {
      guard let form = forms[scalar] else { return false }
      result.append(form)
    }
    return true
  }

  /// Whether a superscript is a degree sign, as in `360^\circ`.
  static func isDegree(_ node: MathNode) -> Bool {
    if case .sign(let sign) = node { sign.text == "∘" } else { false }
  }

  /// Returns the text of a superscript that consists of primes, which are raised already.
  static func prime(_ node: MathNode) -> String? {
    if case .sign(let sign) = node, sign.kind == .prime { sign.text } else { nil }
  }
}
