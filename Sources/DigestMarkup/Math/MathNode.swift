/// A node in the tree of a formula.
indirect enum MathNode: Hashable, Sendable {
  /// A variable, or a word such as the `abc` of `\mathrm{abc}`.
  case letters(String, MathFont)
  case number(String, MathFont)
  case sign(MathOperator)
  /// A name in roman type, such as `log`; in display formulas, limits are set below it.
  case function(String, takesLimits: Bool)
  case text([MathTextRun])
  case row([MathNode])
  case scripts(MathScripts)
  case fraction(MathFraction)
  case root(MathNode, index: MathNode?)
  case accent(MathNode, MathAccent)
  case stack(MathNode, over: MathNode?, under: MathNode?)
  /// `\left( … \right)`; an empty string means no delimiter.
  case fenced(open: String, [MathNode], close: String)
  /// A space, in eighteenths of an em.
  case space(Int)
  case table(MathTable)
  case styled(MathStyle, [MathNode])

  /// Returns the only node of `nodes`, or a row of all of them.
  static func row(of nodes: [MathNode]) -> MathNode { nodes.count == 1 ? nodes[0] : .row(nodes) }

  static let empty = MathNode.row([])
}

/// The class of an operator, which decides its spacing.
package enum MathClass: Hashable, Sendable {
  /// A symbol that is used like a letter: `∞`, `%`.
  case operand
  /// An operator without space around it: `|`.
  case ordinary
  case binary
  case relation
  case open
  case close
  case punctuation
  /// A large operator that takes limits in display formulas: `∑`.
  case sum
  /// A large operator whose scripts are always beside it: `∫`.
  case integral
  case prime
}

/// A symbol with its class and size.
struct MathOperator: Hashable, Sendable {
  var text: String
  var kind: MathClass
  /// The height in tenths of an em, for `\big(` and the like; 0 for the normal size.
  var height = 0
  /// Whether it grows with its neighbours.
  var isStretchy = false
}

/// A base with a subscript, a superscript or both.
struct MathScripts: Hashable, Sendable {
  /// The placement of the scripts if the base can take limits.
  enum Placement: Hashable, Sendable {
    case automatic
    case beside
    case overAndUnder
  }

  let base: MathNode
  let `subscript`: MathNode?
  let superscript: MathNode?
  let placement: Placement
}

/// A fraction, or with `hasLine` false a stack such as a binomial.
struct MathFraction: Hashable, Sendable {
  /// The style in which numerator and denominator are set.
  enum Size: Hashable, Sendable {
    case automatic
    case display
    case text
  }

  var numerator: MathNode
  var denominator: MathNode
  var hasLine = true
  var open = ""
  var close = ""
  var size = Size.automatic
}

/// A matrix, cases or aligned equations, with its delimiters.
struct MathTable: Hashable, Sendable {
  enum Alignment: Hashable, Sendable {
    case centred
    case left
    /// Columns alternately aligned right and left, as in equations.
    case equations
  }

  var rows: [[MathNode]]
  var alignment = Alignment.centred
  var open = ""
  var close = ""
  var isSmall = false
  var isDisplay = false
}

/// A style of a part of a formula that does not change its meaning.
enum MathStyle: Hashable, Sendable {
  case display
  case text
  case script
  case phantom
  case boxed
  case cancelled
}

/// A run of text within a formula.
indirect enum MathTextRun: Hashable, Sendable {
  enum Style: String, Hashable, Sendable {
    case strong
    case em
    case code
    case sup
    case sub
    case u
  }

  case plain(String)
  case math([MathNode])
  case styled(Style, [MathTextRun])
  case link(SafeURL, [MathTextRun])
}

/// Recognizes formulas that are only text, such as `$\textbf{x}$`.
enum MathProse {
  /// Whether nodes are text without formulas, apart from spaces.
  static func isProse(_ nodes: [MathNode]) -> Bool {
    var hasText = false
    for node in nodes {
      switch node {
      case .text(let runs) where !holdsMath(runs): hasText = true
      case .space: break
      default: return false
      }
    }
    return hasText
  }

  private static func holdsMath(_ runs: [MathTextRun]) -> Bool {
    runs.contains { run in
      switch run {
      case .plain: false
      case .math: true
      case .styled(_, let runs), .link(_, let runs): holdsMath(runs)
      }
    }
  }
}
