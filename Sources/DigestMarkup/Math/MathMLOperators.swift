/// MathML attributes that make browsers space and slant symbols as TeX does.
enum MathMLOperators {
  /// Returns the attributes of the operator at `index` of a row.
  static func attributes(of sign: MathOperator, at index: Int, in nodes: [MathNode]) -> String {
    switch sign.kind {
    case .binary where !MathSpacing.isBinary(index, in: nodes):
      // The first operator of a row is a prefix by default.
      isPrefix(sign.text) && MathSpacing.hasOperandAfter(index, in: nodes)
        ? (index == 0 ? "" : " form=\"prefix\"") : tight
    case .relation: relation(sign, at: index, in: nodes)
    default: attributes(of: sign)
    }
  }

  /// Returns the attributes of an operator that is alone.
  static func attributes(ofLone sign: MathOperator) -> String {
    switch sign.kind {
    case .binary, .relation: tight + (stretches(sign.text) ? fixed : "")
    default: attributes(of: sign)
    }
  }

  private static let tight = " lspace=\"0em\" rspace=\"0em\""
  private static let fixed = " stretchy=\"false\""

  /// Returns the attributes of a relation, which has no space where a formula begins or ends:
  /// `98$\times$ faster`.
  private static func relation(_ sign: MathOperator, at index: Int, in nodes: [MathNode]) -> String
  {
    var attributes = sign.height > 0 ? height(sign) : stretches(sign.text) ? fixed : ""
    if index == 0 { attributes += " lspace=\"0em\"" }
    if index == nodes.count - 1 { attributes += " rspace=\"0em\"" }
    return attributes
  }

  /// Returns the attributes of an operator that do not depend on its neighbours.
  private static func attributes(of sign: MathOperator) -> String {
    if sign.height > 0 || sign.isStretchy { return height(sign) + form(sign) }
    switch sign.kind {
    case .ordinary: return tight + fixed
    case .open, .close: return fixed + (isBracket(sign.text) ? "" : form(sign))
    case .punctuation: return sign.text == ":" ? " lspace=\"0em\" rspace=\"0.1667em\"" : ""
    case .operand, .binary, .relation, .sum, .integral, .prime: return ""
    }
  }

  private static func height(_ sign: MathOperator) -> String {
    guard sign.height > 0 else { return " stretchy=\"true\"" }
    let size = "\(sign.height / 10).\(sign.height % 10)em"
    return " stretchy=\"true\" minsize=\"\(size)\" maxsize=\"\(size)\""
  }

  /// Returns the form of a stretchy bracket, or no space around any other operator.
  private static func form(_ sign: MathOperator) -> String {
    switch sign.kind {
    case .open: " form=\"prefix\""
    case .close: " form=\"postfix\""
    default: tight
    }
  }

  private static func isPrefix(_ sign: String) -> Bool { ["+", "−", "±", "∓"].contains(sign) }

  /// Whether browsers treat a character as a stretchy bracket by default.
  static func isBracket(_ sign: String) -> Bool {
    switch sign {
    case "(", ")", "[", "]", "{", "}", "⟨", "⟩", "⌈", "⌉", "⌊", "⌋": true
    default: false
    }
  }

  /// Whether browsers stretch an operator to the height of its row unless told otherwise.
  private static func stretches(_ sign: String) -> Bool {
    switch sign {
    case "↑", "↓", "↕", "⇑", "⇓", "⇕", "∣", "∥": true
    default: false
    }
  }

  /// Whether scripts are set above and below their base rather than beside it.
  static func standOverAndUnder(_ scripts: MathScripts, isDisplay: Bool) -> Bool {
    switch scripts.placement {
    case .beside: return false
    case .overAndUnder: return true
    case .automatic: break
    }
    switch scripts.base {
    case .sign(let sign): return sign.kind == .sum && isDisplay
    case .function(_, let takesLimits): return takesLimits && isDisplay
    case .accent(_, let accent): return accent.isBrace
    default: return false
    }
  }

  /// Whether a letter is upright by default: capital Greek letters, ∂ and ∇.
  static func isUprightByCustom(_ scalar: Unicode.Scalar) -> Bool {
    (0x391...0x3A9).contains(scalar.value) || scalar == "∂" || scalar == "∇"
  }

  /// Whether browsers show a single letter in `<mi>` in italics (MathML Core, 8.1).
  static func hasItalicForm(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0x391...0x3A9, 0x3B1...0x3C9, 0x131, 0x237, 0x2202, 0x2207,
      0x3F5, 0x3D1, 0x3F0, 0x3D5, 0x3F1, 0x3D6:
      true
    default: false
    }
  }

  /// Returns the italic form of a letter in a word, because browsers slant only single letters.
  static func italic(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x68: "ℎ"
    case 0x41...0x5A: Unicode.Scalar(0x1D434 + scalar.value - 0x41) ?? scalar
    case 0x61...0x7A: Unicode.Scalar(0x1D44E + scalar.value - 0x61) ?? scalar
    default: scalar
    }
  }
}
