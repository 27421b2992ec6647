/// Parses text within formulas: `\text{if $x$ is odd}`.
extension MathParser {
  /// Parses the argument of `\text` and the like: a group or a single symbol.
  mutating func textArgument(
    of name: String, _ style: MathTextRun.Style?
  ) throws(MathError) -> [MathTextRun] {
    let token = try tokens.peekInMath()
    var runs: [MathTextRun]
    switch token.kind {
    case .open:
      tokens.skip()
      runs = try nested { parser throws(MathError) in try parser.textGroup() }
    case .end, .close, .dollar: throw .lacksArgument("\\" + name)
    case .character(let scalar):
      tokens.skip()
      runs = [.plain(String(scalar))]
    default: runs = [.math([try atom()])]
    }
    return style.map { [.styled($0, runs)] } ?? runs
  }

  /// Parses the rest of a group of text, including its `}`.
  private mutating func textGroup() throws(MathError) -> [MathTextRun] {
    var runs: [MathTextRun] = []
    var text = String.UnicodeScalarView()
    func flush() {
      if !text.isEmpty { runs.append(.plain(MathParser.joiningSigns(String(text)))) }
      text = String.UnicodeScalarView()
    }
    while true {
      let token = try tokens.next()
      switch token.kind {
      case .close:
        flush()
        return runs
      case .end: throw .unpaired("{", without: "}")
      case .character(let scalar): text.append(MathParser.typeset(scalar))
      case .space: text.append(" ")
      case .superscript: text.append("^")
      case .subscript: text.append("_")
      case .align: text.append("&")
      case .parameter(let number): text.append(contentsOf: "#\(number)".unicodeScalars)
      case .open:
        flush()
        runs += try nested { parser throws(MathError) in try parser.textGroup() }
      case .dollar:
        flush()
        runs.append(.math(try mathInText()))
      case .command(let name):
        if let plain = try plainText(name) {
          text.append(contentsOf: plain.unicodeScalars)
        } else {
          flush()
          runs += try textCommand(name, at: token.offset)
        }
      }
    }
  }

  /// Returns the typographic quote for an apostrophe or a backtick.
  private static func typeset(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "'": "’"
    case "`": "‘"
    default: scalar
    }
  }

  /// Replaces `--`, `---` and doubled quotes with the characters that TeX's ligatures produce.
  private static func joiningSigns(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 == 0xE2 }) else { return text }
    return text.replacing("---", with: "—").replacing("--", with: "–")
      .replacing("‘‘", with: "“").replacing("’’", with: "”")
  }

  /// Parses a formula within text, from after its `$` up to the next one.
  private mutating func mathInText() throws(MathError) -> [MathNode] {
    let nodes = try nested { parser throws(MathError) in
      let (font, isInTable) = (parser.font, parser.isInTable)
      (parser.font, parser.isInTable) = (MathFont(), false)
      let nodes = try parser.row()
      (parser.font, parser.isInTable) = (font, isInTable)
      return nodes
    }
    guard try tokens.next().kind == .dollar else { throw .unpaired("$", without: "$") }
    return nodes
  }

  /// Returns the text that a command within text stands for; `nil` if it is not plain text.
  private mutating func plainText(_ name: String) throws(MathError) -> String? {
    if let accented = try accented(name) { return accented }
    switch MathSymbols.named[name] {
    case .letter(let scalar): return String(scalar)
    case .sign(let text, _): return text
    case nil: break
    }
    switch MathCommand[name] {
    case .space(let width): return width > 0 ? " " : ""
    case .structure(.newLine): return " "
    case .ignored(arguments: 0): return ""
    default: return nil
    }
  }

  /// Parses an accent, such as `\'e` or `\v{c}`.
  private mutating func accented(_ name: String) throws(MathError) -> String? {
    guard name.utf8.count == 1, let byte = name.utf8.first,
      let accent = TeXAccent.sign(byte) ?? TeXAccent.named(byte)
    else { return nil }
    let base = MathTeXWriter.text(of: try tokens.argument(of: name))
    return accent.applied(to: base) ?? base
  }

  /// Parses a command within text that is not plain text: a style, a link, or a formula.
  private mutating func textCommand(
    _ name: String, at offset: Int
  ) throws(MathError) -> [MathTextRun] {
    switch MathCommand[name] {
    case .text(let style): return try textArgument(of: name, style)
    case .structure(.link): return [try linked(name)]
    case .font(let family, let bold, isSwitch: true):
      let style: MathTextRun.Style? =
        bold == true ? .strong : family == .italic ? .em : family == .mono ? .code : nil
      // Parse the rest of the group as a separate group, and put its `}` back.
      let rest = try nested { parser throws(MathError) in try parser.textGroup() }
      tokens.push([MathToken(kind: .close, offset: offset)])
      return style.map { [.styled($0, rest)] } ?? rest
    default:
      let node = try nested { parser throws(MathError) in try parser.command(name, at: offset) }
      if case .text(let runs) = node { return runs }
      return [.math([node])]
    }
  }

  mutating func link(_ name: String) throws(MathError) -> MathNode { .text([try linked(name)]) }

  mutating func url(_ name: String) throws(MathError) -> MathNode {
    let address = MathTeXWriter.text(of: try tokens.argument(of: name))
    guard let url = SafeURL(address), !url.isRelative else { return .text([.plain(address)]) }
    return .text([.link(url, [.plain(address)])])
  }

  /// Parses `\href{…}{…}`; text with an unsafe or relative URL is only emphasized.
  private mutating func linked(_ name: String) throws(MathError) -> MathTextRun {
    let address = MathTeXWriter.text(of: try tokens.argument(of: name))
    let runs = try textArgument(of: name, nil)
    guard let url = SafeURL(address), !url.isRelative else { return .styled(.em, runs) }
    return .link(url, runs)
  }
}
