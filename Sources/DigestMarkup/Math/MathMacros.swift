import DigestCore

/// The author's macros, from `macros:` in `site.yml`.
///
/// For instance `\R` for `\mathbb{R}`, or `\norm` for `\lVert #1\rVert`. The highest number after a
/// `#` is the number of arguments.
public struct MathMacros: Hashable, Sendable {
  /// A macro's body and number of arguments.
  package struct Macro: Hashable, Sendable {
    let parameters: Int
    /// The tokens in reverse order, in which they are pushed on a stack.
    let body: [MathToken]
  }

  package private(set) var macros: [String: Macro] = [:]

  public init() {}

  package var isEmpty: Bool { macros.isEmpty }

  package subscript(name: String) -> Macro? { macros[name] }

  /// Defines a macro; returns an error message if `name` (with or without its backslash) or `body`
  /// is invalid.
  public mutating func define(_ name: String, as body: String) -> String? {
    let bare = name.utf8.first == UInt8(ascii: "\\") ? String(name.dropFirst()) : name
    guard !bare.isEmpty, bare.utf8.allSatisfy(ASCII.isLetter) else {
      return "a macro's name is letters only, such as \\R, not '\(name)'"
    }
    do throws(MathError) {
      let tokens = try MathLexer.tokens(of: Array(body.utf8)[...])
      try MathMacros.checkBraces(tokens)
      define(bare, tokens)
      return nil
    } catch {
      return "the macro '\\\(bare)' cannot be parsed: \(error.reason)"
    }
  }

  /// Defines a macro from tokens; its highest parameter is the number of arguments.
  package mutating func define(_ name: String, _ body: [MathToken]) {
    let parameters = body.reduce(0) { highest, token in
      if case .parameter(let number) = token.kind { max(highest, number) } else { highest }
    }
    macros[name] = Macro(parameters: parameters, body: body.reversed())
  }

  private static func checkBraces(_ tokens: [MathToken]) throws(MathError) {
    var depth = 0
    for token in tokens {
      if token.kind == .open { depth += 1 }
      if token.kind == .close { depth -= 1 }
      if depth < 0 { throw .unpaired("}", without: "{") }
    }
    if depth > 0 { throw .unpaired("{", without: "}") }
  }

  /// Commands of LaTeX packages that are short for others.
  static let builtIn: MathMacros = {
    var macros = MathMacros()
    for (name, body) in shorthand {
      let problem = macros.define(name, as: body)
      precondition(problem == nil, "a built-in macro: \(problem ?? name)")
    }
    return macros
  }()

  private static let shorthand: KeyValuePairs = [
    "pmod": #"\mkern8mu(\mathrm{mod}\mkern6mu #1)"#, "pod": #"\mkern8mu(#1)"#,
    "bmod": #"\mathbin{\mathrm{mod}}"#, "mod": #"\mkern12mu\mathrm{mod}\mkern6mu #1"#,
    "norm": #"\lVert #1\rVert"#, "abs": #"\lvert #1\rvert"#, "set": #"\{#1\}"#,
    "ceil": #"\lceil #1\rceil"#, "floor": #"\lfloor #1\rfloor"#,
    "bra": #"\langle #1|"#, "ket": #"|#1\rangle"#, "braket": #"\langle #1\rangle"#,
    "Bra": #"\left\langle #1\right|"#, "Ket": #"\left|#1\right\rangle"#,
    "coloneqq": #"\mathrel{:=}"#, "vcentcolon": ":", "dblcolon": "::",
    "TeX": #"\mathrm{TeX}"#, "LaTeX": #"\mathrm{LaTeX}"#,
  ]
}
