/// The tokens of a formula with macros expanded, within limits that no real formula comes near.
///
/// Tokens are on a stack with the next one on top, where macros are replaced with their bodies.
struct MathTokens {
  /// The maximum depth of nesting.
  static let levels = 64
  /// The maximum number of tokens of a formula, and of those that its macros may add.
  static let tokens = 10_000
  /// The maximum number of macro expansions in a formula.
  static let expansions = 1000

  private var stack: [MathToken]
  private var macros: MathMacros
  private var expanded = 0
  /// The number of tokens that all expansions of macros have added.
  private(set) var added = 0
  /// The limit for ``added``.
  private let allowance: Int
  private let end: MathToken

  /// The macros for LaTeX's own shorthand; empty to keep it in the output.
  private let builtIn: MathMacros

  init(
    _ tokens: [MathToken], macros: MathMacros, builtIn: MathMacros = MathMacros.builtIn,
    allowance: Int = MathTokens.tokens
  ) throws(MathError) {
    guard tokens.count <= MathTokens.tokens else { throw .tooLong }
    self.allowance = allowance
    stack = tokens.reversed()
    self.macros = macros
    self.builtIn = builtIn
    end = MathToken(kind: .end, offset: tokens.last?.offset ?? 0)
  }

  /// Returns the next token, after expanding macros, without consuming it.
  mutating func peek() throws(MathError) -> MathToken {
    while let token = stack.last {
      guard case .command(let name) = token.kind, let macro = macro(name) else { return token }
      try expand(macro, name, at: token.offset)
    }
    return end
  }

  /// Consumes spaces and returns the next token without consuming it.
  mutating func peekInMath() throws(MathError) -> MathToken {
    while true {
      let token = try peek()
      if token.kind != .space { return token }
      stack.removeLast()
    }
  }

  /// Returns the next token, after expanding macros, and consumes it.
  mutating func next() throws(MathError) -> MathToken {
    let token = try peek()
    _ = stack.popLast()
    return token
  }

  /// Consumes the token that was just peeked at.
  mutating func skip() { _ = stack.popLast() }

  mutating func define(_ name: String, _ body: [MathToken]) { macros.define(name, body) }

  private func macro(_ name: String) -> MathMacros.Macro? {
    macros.isEmpty ? builtIn[name] : macros[name] ?? builtIn[name]
  }

  /// Replaces a macro on the stack with its body; its tokens get the offset of the macro.
  ///
  /// Throws if there are too many expansions or tokens, so that `\def\a{\a\a}\a` ends.
  private mutating func expand(
    _ macro: MathMacros.Macro, _ name: String, at offset: Int
  ) throws(MathError) {
    expanded += 1
    if expanded > MathTokens.expansions { throw .tooManyExpansions(name) }
    stack.removeLast()
    var arguments: [[MathToken]] = []
    for _ in 0..<macro.parameters { arguments.append(try argument(of: name)) }
    let before = stack.count
    for token in macro.body {
      if case .parameter(let number) = token.kind {
        stack.append(contentsOf: arguments[number - 1].reversed())
      } else {
        stack.append(MathToken(kind: token.kind, offset: offset))
      }
      try check(added + stack.count - before)
    }
    added += stack.count - before
  }

  private func check(_ added: Int) throws(MathError) {
    if added > MathTokens.tokens { throw .tooLong }
    if added > allowance { throw .tooLongTogether }
  }

  /// Consumes an argument and returns its tokens unexpanded: a group without braces, or one token.
  mutating func argument(of name: String) throws(MathError) -> [MathToken] {
    while stack.last?.kind == .space { stack.removeLast() }
    guard let first = stack.popLast(), first.kind != .close else {
      throw .lacksArgument("\\" + name)
    }
    guard first.kind == .open else { return [first] }
    var tokens: [MathToken] = []
    var depth = 1
    while let token = stack.popLast() {
      if token.kind == .open { depth += 1 }
      if token.kind == .close { depth -= 1 }
      if depth == 0 { return tokens }
      tokens.append(token)
    }
    throw .unpaired("{", without: "}")
  }

  /// Consumes an optional argument `[…]` and returns its tokens; `nil` if there is none.
  mutating func option() -> [MathToken]? {
    let beginning = stack.lastIndex { $0.kind != .space } ?? -1
    guard beginning >= 0, stack[beginning].kind == .character("[") else { return nil }
    var depth = 0
    var index = beginning - 1
    while index >= 0 {
      switch stack[index].kind {
      case .open: depth += 1
      case .close: depth -= 1
      case .character("]") where depth == 0:
        let tokens = Array(stack[(index + 1)..<beginning].reversed())
        stack.removeSubrange(index...)
        return tokens
      default: break
      }
      if depth < 0 { return nil }
      index -= 1
    }
    return nil
  }

  /// Puts tokens back, to be read next.
  mutating func push(_ tokens: [MathToken]) {
    stack.append(contentsOf: tokens.reversed())
  }

  /// Returns the character after the next token, or a space if the token there is no character.
  func peekSecond() -> Unicode.Scalar {
    guard stack.count > 1, case .character(let scalar) = stack[stack.count - 2].kind else {
      return " "
    }
    return scalar
  }

  /// Consumes the `*` of `\newcommand*`, if there is one.
  mutating func takeStar() -> Bool {
    guard stack.last?.kind == .character("*") else { return false }
    stack.removeLast()
    return true
  }

  /// Consumes the `#1#2` of `\def\x#1#2{…}`.
  mutating func dropParameters() {
    while let token = stack.last, token.kind != .open { stack.removeLast() }
  }
}
