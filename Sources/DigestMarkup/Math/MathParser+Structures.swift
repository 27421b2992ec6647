/// Parses commands whose arguments have special syntax.
extension MathParser {
  mutating func structure(
    _ structure: MathCommand.Structure, _ name: String
  ) throws(MathError) -> MathNode {
    switch structure {
    case .squareRoot:
      let index = try bracketed()
      return .root(try argument(of: name), index: index)
    case .root: return try plainRoot(name)
    case .left: return try fenced()
    case .right: throw .unpaired("\\right", without: "\\left")
    case .end: throw .unpaired("\\end", without: "\\begin")
    case .middle:
      let sign = try delimiterSign(after: name) ?? ""
      return .sign(MathOperator(text: sign, kind: .ordinary, isStretchy: true))
    case .begin: return try environment()
    case .operatorName: return try operatorName(name)
    case .overset, .stackrel:
      let over = try argument(of: name)
      return .stack(try argument(of: name), over: over, under: nil)
    case .underset:
      let under = try argument(of: name)
      return .stack(try argument(of: name), over: nil, under: under)
    case .substack: return .table(MathTable(rows: try rows(in: try tokens.argument(of: name))))
    case .not: return try negated(name)
    case .link: return try link(name)
    case .url: return try url(name)
    case .unicode: return try unicode(name)
    case .dimension: return .space(dimension(of: try looseDimension()))
    case .hspace:
      if try tokens.peek().kind == .character("*") { tokens.skip() }
      return .space(dimension(of: MathTeXWriter.text(of: try tokens.argument(of: name))))
    case .tag:
      if try tokens.peek().kind == .character("*") { tokens.skip() }
      return .row([
        .space(36), .text([.plain("(")] + (try textArgument(of: name, nil)) + [.plain(")")]),
      ])
    case .define, .declareOperator: return try define(name)
    case .newLine:
      _ = tokens.option()
      return .space(18)
    case .genericFraction: return try genericFraction(name)
    case .phantomHeight:
      _ = try argument(of: name)
      return .empty
    }
  }

  /// Parses an optional argument in brackets as a row; returns `nil` if there is none.
  private mutating func bracketed() throws(MathError) -> MathNode? {
    guard let inner = tokens.option() else { return nil }
    return .row(of: try nodes(of: inner))
  }

  /// Parses tokens as a group.
  private mutating func nodes(of inner: [MathToken]) throws(MathError) -> [MathNode] {
    tokens.push(
      [MathToken(kind: .open, offset: 0)] + inner + [MathToken(kind: .close, offset: 0)])
    let node = try atom()
    if case .row(let nodes) = node { return nodes }
    return [node]
  }

  /// Parses `\root n \of x`.
  private mutating func plainRoot(_ name: String) throws(MathError) -> MathNode {
    let index = try argument(of: name)
    if try tokens.peekInMath().kind == .command("of") { tokens.skip() }
    return .root(try argument(of: name), index: index)
  }

  /// Parses `\left( … \right)`.
  private mutating func fenced() throws(MathError) -> MathNode {
    guard let open = try delimiterSign(after: "left") else { throw .lacksArgument("\\left") }
    let (font, isInTable) = (font, isInTable)
    self.isInTable = false
    let nodes = try row()
    (self.font, self.isInTable) = (font, isInTable)
    guard try tokens.next().kind == .command("right") else {
      throw .unpaired("\\left", without: "\\right")
    }
    guard let close = try delimiterSign(after: "right") else { throw .lacksArgument("\\right") }
    return .fenced(open: open, nodes, close: close)
  }

  /// Parses `\operatorname{…}`; with `*`, scripts are set as limits.
  private mutating func operatorName(_ name: String) throws(MathError) -> MathNode {
    var takesLimits = name != "operatorname"
    if try tokens.peek().kind == .character("*") {
      tokens.skip()
      takesLimits = true
    }
    let before = font
    font = MathFont(family: .roman)
    let node = try argument(of: name)
    font = before
    var writer = MathLinearWriter(.text)
    writer.write([node])
    let text = String(decoding: writer.bytes, as: UTF8.self)
    return .function(
      text.replacing("−", with: "-").replacing("∗", with: "*"), takesLimits: takesLimits)
  }

  /// Parses the symbol after `\not`, and negates it with a precomposed character or a combining
  /// slash.
  private mutating func negated(_ name: String) throws(MathError) -> MathNode {
    let node = try argument(of: name)
    switch node {
    case .sign(var sign):
      sign.text = MathParser.negations[sign.text] ?? sign.text + "\u{338}"
      return .sign(sign)
    case .letters(let text, let font): return .letters(text + "\u{338}", font)
    default: return node
    }
  }

  private static let negations = [
    "=": "≠", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "<": "≮", ">": "≯",
    "≤": "≰", "≥": "≱", "∼": "≁", "≃": "≄", "≅": "≇", "≈": "≉", "≡": "≢", "∣": "∤", "∥": "∦",
    "∃": "∄", "⊢": "⊬", "⊨": "⊭", "≺": "⊀", "≻": "⊁", "→": "↛", "←": "↚", "↔": "↮", "⇒": "⇏",
    "⇐": "⇍", "⇔": "⇎", "|": "∤",
  ]

  /// Parses `\genfrac`: delimiters, thickness, style (which is ignored), numerator and denominator.
  private mutating func genericFraction(_ name: String) throws(MathError) -> MathNode {
    var fraction = MathFraction(numerator: .empty, denominator: .empty)
    fraction.open = MathTeXWriter.text(of: try tokens.argument(of: name))
    fraction.close = MathTeXWriter.text(of: try tokens.argument(of: name))
    let thickness = MathTeXWriter.text(of: try tokens.argument(of: name))
    fraction.hasLine = thickness.utf8.first != UInt8(ascii: "0")
    _ = try tokens.argument(of: name)
    fraction.numerator = try argument(of: name)
    fraction.denominator = try argument(of: name)
    return .fraction(fraction)
  }

  /// Parses `\unicode{x2013}`; control and formatting characters are dropped.
  private mutating func unicode(_ name: String) throws(MathError) -> MathNode {
    let digits = MathTeXWriter.text(of: try tokens.argument(of: name)).lowercased()
    let isHexadecimal = digits.hasPrefix("x")
    let value = UInt32(digits.drop { $0 == "x" }, radix: isHexadecimal ? 16 : 10)
    guard let scalar = value.flatMap(Unicode.Scalar.init), scalar.isVisible else { return .empty }
    return .text([.plain(String(scalar))])
  }

  /// Parses `\def\R{…}` or `\newcommand{\R}[1]{…}`, which applies to the rest of the formula.
  private mutating func define(_ name: String) throws(MathError) -> MathNode {
    if tokens.takeStar() { return try define(name) }
    let target = try tokens.argument(of: name)
    if name != "def" { for _ in 0..<2 { _ = tokens.option() } }
    if name == "def" { tokens.dropParameters() }
    var body = try tokens.argument(of: name)
    guard target.count == 1, case .command(let defined) = target[0].kind else { return .empty }
    if name == "DeclareMathOperator" {
      let offset = target[0].offset
      body =
        [
          MathToken(kind: .command("operatorname"), offset: offset),
          MathToken(kind: .open, offset: offset),
        ] + body
        + [MathToken(kind: .close, offset: offset)]
    }
    tokens.define(defined, body)
    return .empty
  }

  /// Reads a dimension without braces, such as `3mu` or `-0.5em`: a number and two letters.
  private mutating func looseDimension() throws(MathError) -> String {
    var text = ""
    var units = 0
    while units < 2, case .character(let scalar) = try tokens.peekInMath().kind {
      if scalar.isASCIILetter {
        units += 1
      } else if !scalar.isDigit && scalar != "." && scalar != "-" {
        break
      }
      tokens.skip()
      text.unicodeScalars.append(scalar)
    }
    return text
  }

  /// Returns a dimension in eighteenths of an em, limited to ten ems; 0 for an unknown unit.
  private func dimension(of text: String) -> Int {
    let number = text.prefix { "0123456789.-".contains($0) }
    let unit = text.dropFirst(number.count).filter { $0 != " " }
    let units: [String: Double] = ["mu": 1, "em": 18, "ex": 8, "pt": 1.8, "px": 1.35, "cm": 51]
    let perUnit = units[unit] ?? 0
    let width = (Double(number) ?? 0) * perUnit
    return Int(max(-180, min(180, width)).rounded())
  }
}

extension Unicode.Scalar {
  /// Whether the character is visible and does not change the order of others.
  fileprivate var isVisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}
