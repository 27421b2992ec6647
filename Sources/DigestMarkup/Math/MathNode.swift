/// A node of a formula's tree.
indirect enum MathNode: Hashable, Sendable {
  /// A variable or a word such as the `abc` of `\mathrm{abc}`.
  case letters(String, MathFont)
  case number(String, MathFont)
  case sign(MathOperator)
  /// A name set upright, such as `log`; limits stand below it in displayed formulas.
  case function(String, takesLimits: Bool)
  case text([MathTextRun])
  case row([MathNode])
  case scripts(MathScripts)
  case fraction(MathFraction)
  case root(MathNode, index: MathNode?)
  case accent(MathNode, MathAccent)
  case stack(MathNode, over: MathNode?, under: MathNode?)
  /// `\left( … \right)`; an empty string is no delimiter.
  case fenced(open: String, [MathNode], close: String)
  /// In eighteenths of an em.
  case space(Int)
  case table(MathTable)
  case styled(MathStyle, [MathNode])

  static func row(of nodes: [MathNode]) -> MathNode { nodes.count == 1 ? nodes[0] : .row(nodes) }

  static let empty = MathNode.row([])
}

/// The class of an operator, which decides its spacing.
package enum MathClass: Hashable, Sendable {
  /// No letter, but used as one: `∞`, `%`.
  case operand
  /// A sign without space around it: `|`.
  case ordinary
  case binary
  case relation
  case open
  case close
  case punctuation
  /// `∑`: takes limits in displayed formulas.
  case sum
  /// `∫`: never does.
  case integral
  case prime
}

struct MathOperator: Hashable, Sendable {
  var text: String
  var kind: MathClass
  /// Tenths of an em, for `\big(` and the like; 0 for the usual size.
  var height = 0
  /// Grows with what stands beside it.
  var isStretchy = false
}

struct MathScripts: Hashable, Sendable {
  /// Where they stand if the base could take limits.
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

struct MathFraction: Hashable, Sendable {
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

struct MathTable: Hashable, Sendable {
  enum Alignment: Hashable, Sendable {
    case centred
    case left
    /// Right and left by turns, as equations are.
    case equations
  }

  var rows: [[MathNode]]
  var alignment = Alignment.centred
  var open = ""
  var close = ""
  var isSmall = false
  var isDisplay = false
}

/// What surrounds a part without being part of the mathematics.
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

/// Whether a formula is really text, as in `$\textbf{x}$`.
enum MathProse {
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
