import DigestCore

/// Parses the tokens of a formula into a tree, by recursive descent.
struct MathParser {
  var tokens: MathTokens
  var font = MathFont()
  var warnings: [MathWarning] = []
  /// Whether `&` and `\\` separate the cells of a table here.
  var isInTable = false
  private var level = 0

  init(_ tokens: MathTokens) {
    self.tokens = tokens
  }

  /// Parses the whole formula.
  mutating func formula() throws(MathError) -> [MathNode] {
    let nodes = try row()
    switch try tokens.peekInMath().kind {
    case .close: throw .unpaired("}", without: "{")
    case .command("right"): throw .unpaired("\\right", without: "\\left")
    case .command("end"): throw .unpaired("\\end", without: "\\begin")
    case .dollar: throw .unpaired("$", without: "$")
    default: return nodes
    }
  }

  /// Parses nodes up to a token that ends the row, which is not consumed.
  mutating func row(beforeBracket: Bool = false) throws(MathError) -> [MathNode] {
    var nodes: [MathNode] = []
    while true {
      let token = try tokens.peekInMath()
      if endsRow(token.kind) || beforeBracket && token.kind == .character("]") { return nodes }
      if case .command(let name) = token.kind, let command = MathCommand[name] {
        if case .infix(var fraction) = command {
          tokens.skip()
          fraction.numerator = .row(of: nodes)
          fraction.denominator = .row(of: try row(beforeBracket: beforeBracket))
          return [.fraction(fraction)]
        }
        if let style = switched(command) {
          tokens.skip()
          let rest = try row(beforeBracket: beforeBracket)
          return nodes + (style.map { [.styled($0, rest)] } ?? rest)
        }
      }
      MathParser.append(try scripted(), to: &nodes)
    }
  }

  /// Whether a token ends a row: the end of a group or formula or, in a table, of a cell.
  private func endsRow(_ kind: MathToken.Kind) -> Bool {
    switch kind {
    case .end, .close, .dollar, .command("right"), .command("end"): true
    case .align, .command("\\"), .command("cr"): isInTable
    default: false
    }
  }

  /// Applies a switch to the rest of the group; returns `nil` if `command` is none.
  ///
  /// `\bf` changes the parser's font and so needs no style; `\displaystyle` returns one.
  private mutating func switched(_ command: MathCommand) -> MathStyle?? {
    switch command {
    case .styleSwitch(let style): return .some(style)
    case .font(let family, let bold, isSwitch: true):
      setFont(family, bold)
      return .some(nil)
    default: return nil
    }
  }

  mutating func setFont(_ family: MathFont.Family?, _ bold: Bool?) {
    if let family { font.family = family }
    if let bold { font.isBold = bold }
  }

  /// Appends a node, merging digits to a number, upright letters to a word, and `:` and `=` to
  /// `:=`.
  static func append(_ node: MathNode, to nodes: inout [MathNode]) {
    switch (nodes.last, node) {
    case (.number(let first, let font), .number(let second, let other)) where font == other:
      nodes[nodes.count - 1] = .number(first + second, font)
    case (.letters(let first, let font), .letters(let second, let other))
    where font == other && font.joinsLetters:
      nodes[nodes.count - 1] = .letters(first + second, font)
    case (.sign(let first), .sign(let second))
    where first.text == ":" && second.text == "=" && second.kind == .relation:
      nodes[nodes.count - 1] = .sign(MathOperator(text: ":=", kind: .relation))
    case (_, .row(let inner)) where inner.isEmpty: break
    default: nodes.append(node)
    }
  }

  /// Parses an atom with its scripts.
  private mutating func scripted() throws(MathError) -> MathNode {
    let base =
      switch try tokens.peekInMath().kind {
      case .superscript, .subscript, .character("'"): MathNode.empty
      default: try atom()
      }
    var (below, above): (MathNode?, MathNode?) = (nil, nil)
    var placement = MathScripts.Placement.automatic
    scripts: while true {
      switch try tokens.peekInMath().kind {
      case .superscript: above = try superscript(after: above)
      case .character("'"), .character("’"): above = try primes(after: above)
      case .subscript:
        if below != nil { throw .twoScripts("subscript") }
        tokens.skip()
        below = try argument(of: "_")
      case .command("limits"):
        tokens.skip()
        placement = .overAndUnder
      case .command("nolimits"):
        tokens.skip()
        placement = .beside
      default: break scripts
      }
    }
    if above == nil && below == nil { return base }
    return .scripts(
      MathScripts(base: base, subscript: below, superscript: above, placement: placement))
  }

  /// Parses `^` and its argument, which may follow primes but no other superscript.
  private mutating func superscript(after above: MathNode?) throws(MathError) -> MathNode {
    tokens.skip()
    let node = try argument(of: "^")
    guard let above else { return node }
    guard MathParser.isPrimes(above) else { throw .twoScripts("superscript") }
    return .row([above, node])
  }

  /// Parses `'` as often as it occurs: `f''` → ″.
  private mutating func primes(after above: MathNode?) throws(MathError) -> MathNode {
    var count = 0
    while try MathParser.isPrime(tokens.peekInMath().kind) {
      tokens.skip()
      count += 1
    }
    let signs = ["′", "″", "‴", "⁗"]
    let text =
      count <= signs.count ? signs[count - 1] : String(repeating: "′", count: count)
    let node = MathNode.sign(MathOperator(text: text, kind: .prime))
    return above.map { .row([$0, node]) } ?? node
  }

  private static func isPrime(_ kind: MathToken.Kind) -> Bool {
    kind == .character("'") || kind == .character("’")
  }

  private static func isPrimes(_ node: MathNode) -> Bool {
    if case .sign(let sign) = node { sign.kind == .prime } else { false }
  }

  /// Calls `read` one level deeper; all recursion goes through here, so that depth is limited.
  mutating func nested<T>(
    _ read: (inout MathParser) throws(MathError) -> T
  ) throws(MathError) -> T {
    level += 1
    if level > MathTokens.levels { throw .tooDeep }
    defer { level -= 1 }
    return try read(&self)
  }

  /// Parses the argument of a command: a group or a single symbol.
  mutating func argument(of command: String) throws(MathError) -> MathNode {
    let token = try tokens.peekInMath()
    switch token.kind {
    case .end, .close, .dollar, .command("right"), .command("end"), .command("\\"):
      throw .lacksArgument(
        command.utf8.first.map(ASCII.isLetter) == true ? "\\" + command : command)
    case .character(let scalar) where scalar.isDigit:
      tokens.skip()
      return .number(String(scalar), font)
    default: return try atom()
    }
  }

  /// Parses a symbol, a group, or a command with its arguments.
  mutating func atom() throws(MathError) -> MathNode {
    let token = try tokens.next()
    switch token.kind {
    case .character(let scalar): return try character(scalar)
    case .command(let name):
      return try nested { parser throws(MathError) in
        try parser.command(name, at: token.offset)
      }
    case .open: return try group()
    case .align: return .sign(MathOperator(text: "&", kind: .operand))
    case .parameter(let number): return .number("#\(number)", font)
    case .superscript, .subscript: throw .lacksArgument(token.kind == .superscript ? "^" : "_")
    case .space, .close, .dollar, .end: return .empty
    }
  }

  /// Parses the rest of a group, after its `{`.
  private mutating func group() throws(MathError) -> MathNode {
    let nodes = try nested { parser throws(MathError) in
      let (font, isInTable) = (parser.font, parser.isInTable)
      parser.isInTable = false
      let nodes = try parser.row()
      (parser.font, parser.isInTable) = (font, isInTable)
      return nodes
    }
    guard try tokens.next().kind == .close else { throw .unpaired("{", without: "}") }
    if nodes.count == 1, case .sign(var sign) = nodes[0] {
      if sign.kind != .operand && sign.kind != .prime { sign.kind = .ordinary }
      return .sign(sign)
    }
    return .row(of: nodes)
  }

  /// Parses a character: a number, a letter, a symbol, a script form or text.
  private mutating func character(_ scalar: Unicode.Scalar) throws(MathError) -> MathNode {
    if scalar.isDigit { return try number(from: scalar) }
    if scalar.isASCIILetter { return .letters(String(scalar), font) }
    if scalar == ".", case .character(let next) = try tokens.peek().kind, next.isDigit {
      return try number(from: scalar)
    }
    if let symbol = MathSymbols.raw[scalar] { return node(symbol) }
    if let script = MathScriptForms.plain(scalar) { return raised(script) }
    if scalar.properties.isWhitespace { return .space(6) }
    if scalar.isOutsideMathematics { return try foreignText(from: scalar) }
    return try withMarks(scalar)
  }

  /// Parses a letter with the combining marks that follow it.
  private mutating func withMarks(_ scalar: Unicode.Scalar) throws(MathError) -> MathNode {
    var text = String(scalar)
    while case .character(let next) = try tokens.peek().kind,
      next.properties.canonicalCombiningClass != .notReordered
    {
      tokens.skip()
      text.unicodeScalars.append(next)
    }
    return .letters(text, font)
  }

  /// Parses a number: digits, and decimal points between them.
  private mutating func number(from first: Unicode.Scalar) throws(MathError) -> MathNode {
    var text = String(first)
    while case .character(let scalar) = try tokens.peek().kind {
      if scalar == "." {
        guard tokens.peekSecond().isDigit else { break }
      } else if !scalar.isDigit {
        break
      }
      tokens.skip()
      text.unicodeScalars.append(scalar)
    }
    return .number(text, font)
  }

  /// Parses words of other scripts as text: `$中文$`.
  private mutating func foreignText(from first: Unicode.Scalar) throws(MathError) -> MathNode {
    var text = String(first)
    while case .character(let scalar) = try tokens.peek().kind, scalar.isOutsideMathematics {
      tokens.skip()
      text.unicodeScalars.append(scalar)
    }
    return .text([.plain(text)])
  }

  /// Returns a raw `²` as the same node as TeX's `^2`.
  private func raised(_ script: (form: Character, isSuper: Bool)) -> MathNode {
    let node = MathNode.number(String(script.form), font)
    return .scripts(
      MathScripts(
        base: .empty, subscript: script.isSuper ? nil : node,
        superscript: script.isSuper ? node : nil, placement: .beside))
  }

  /// Returns the node of a symbol in the current font.
  func node(_ symbol: MathSymbols.Symbol) -> MathNode {
    switch symbol {
    case .letter(let scalar): .letters(String(scalar), font)
    case .sign(let text, let kind): .sign(MathOperator(text: text, kind: kind))
    }
  }
}

extension Unicode.Scalar {
  package var isDigit: Bool { (0x30...0x39).contains(value) }
  var isASCIILetter: Bool { isASCII && ASCII.isLetter(UInt8(truncatingIfNeeded: value)) }

  /// Whether it is a character of a script that mathematics does not use, or an emoji.
  fileprivate var isOutsideMathematics: Bool {
    switch value {
    case 0x0400...0x1FFF where properties.isAlphabetic, 0x2E80...0xA4CF, 0xAC00...0xD7AF,
      0x1F300...0x1FAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
