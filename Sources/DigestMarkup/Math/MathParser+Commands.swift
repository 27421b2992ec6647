/// Parses commands with their arguments.
extension MathParser {
  /// Parses the arguments of a command and returns its node.
  mutating func command(_ name: String, at offset: Int) throws(MathError) -> MathNode {
    guard let command = MathCommand[name] else {
      if let symbol = MathSymbols.named[name] { return node(symbol) }
      return try unknown(name, at: offset)
    }
    switch command {
    case .function(let shown, let takesLimits): return .function(shown, takesLimits: takesLimits)
    case .accent(let accent): return .accent(try argument(of: name), accent)
    case .font(let family, let bold, _): return try styled(family, bold, name)
    case .text(let style): return .text(try textArgument(of: name, style))
    case .space(let width): return .space(width)
    case .fraction(let fraction): return try self.fraction(fraction, name)
    case .delimiter(let height): return try delimiter(height: height, name)
    case .styled(let style): return .styled(style, [try argument(of: name)])
    case .sign(let kind): return try classed(kind, name)
    case .arrow(let sign): return try arrow(sign, name)
    case .transparent(let dropped):
      for _ in 0..<dropped { _ = try tokens.argument(of: name) }
      return try argument(of: name)
    case .ignored(let arguments):
      for _ in 0..<arguments { _ = try tokens.argument(of: name) }
      return .empty
    case .structure(let structure): return try self.structure(structure, name)
    // As an argument, a switch has no rest of a group to apply to.
    case .infix, .styleSwitch: return .empty
    }
  }

  /// Parses an argument in another font.
  private mutating func styled(
    _ family: MathFont.Family?, _ bold: Bool?, _ name: String
  ) throws(MathError) -> MathNode {
    let before = font
    setFont(family, bold)
    let node = try argument(of: name)
    font = before
    return node
  }

  /// Parses the two arguments of `\frac` and the like.
  private mutating func fraction(
    _ kind: MathFraction, _ name: String
  ) throws(MathError) -> MathNode {
    var fraction = kind
    if name == "cfrac" { _ = tokens.option() }
    fraction.numerator = try argument(of: name)
    fraction.denominator = try argument(of: name)
    return .fraction(fraction)
  }

  /// Parses the argument of `\mathrel` and the like, which changes the class of an operator.
  private mutating func classed(
    _ kind: MathClass, _ name: String
  ) throws(MathError) -> MathNode {
    let node = try argument(of: name)
    switch node {
    case .sign(var sign):
      sign.kind = kind == .sum && sign.kind != .sum ? .operand : kind
      return .sign(sign)
    case .letters(let text, _) where kind == .sum: return .function(text, takesLimits: true)
    case .letters(let text, let font) where kind == .relation || kind == .binary:
      return .sign(MathOperator(text: text.mapped { font.letter($0) }, kind: kind))
    default: return node
    }
  }

  /// Parses the labels of an arrow: the option below it, the argument above it.
  private mutating func arrow(_ sign: String, _ name: String) throws(MathError) -> MathNode {
    let under = try option()
    let over = try argument(of: name)
    let arrow = MathOperator(text: sign, kind: .relation, isStretchy: true)
    return .stack(.sign(arrow), over: over == .empty ? nil : over, under: under)
  }

  /// Parses an optional argument in brackets; returns `nil` if there is none.
  private mutating func option() throws(MathError) -> MathNode? {
    guard let inner = tokens.option() else { return nil }
    let brace = MathToken(kind: .close, offset: 0)
    tokens.push([MathToken(kind: .open, offset: 0)] + inner + [brace])
    return try atom()
  }

  /// Parses the delimiter after `\big` and the like, whose last letter (`l`, `r`, `m`) is its
  /// class.
  private mutating func delimiter(height: Int, _ name: String) throws(MathError) -> MathNode {
    guard let text = try delimiterSign(after: name), !text.isEmpty else { return .empty }
    let kind: MathClass =
      switch name.utf8.last {
      case UInt8(ascii: "l"): .open
      case UInt8(ascii: "r"): .close
      case UInt8(ascii: "m"): .relation
      default: .ordinary
      }
    return .sign(MathOperator(text: text, kind: kind, height: height))
  }

  /// Parses the delimiter after `\left`, `\big` and the like: empty for `.`, `nil` if there is
  /// none.
  mutating func delimiterSign(after name: String) throws(MathError) -> String? {
    let token = try tokens.peekInMath()
    switch token.kind {
    case .character("."):
      tokens.skip()
      return ""
    case .character("<"), .character(">"):
      tokens.skip()
      return token.kind == .character("<") ? "⟨" : "⟩"
    case .character(let scalar) where MathParser.delimiters.contains(scalar):
      tokens.skip()
      return String(scalar)
    case .command(let command):
      guard case .sign(let text, _)? = MathSymbols.named[command],
        text.unicodeScalars.first.map(MathParser.delimiters.contains) == true
      else { return nil }
      tokens.skip()
      return text
    case .open:
      tokens.skip()
      let sign = try delimiterSign(after: name)
      if try tokens.peekInMath().kind == .close { tokens.skip() }
      return sign
    default: return nil
    }
  }

  private static let delimiters = Set("()[]{}|‖/\\⟨⟩⌈⌉⌊⌋↑↓↕⇑⇓⇕⟮⟯⌜⌝⌞⌟⟦⟧∣∥".unicodeScalars)

  mutating func warn(_ message: String, hint: String, at offset: Int) {
    warnings.append(MathWarning(message: message, hint: hint, offset: offset))
  }
}

extension String {
  package func mapped(_ transform: (Unicode.Scalar) -> Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(transform(scalar)) }
    return String(result)
  }
}
