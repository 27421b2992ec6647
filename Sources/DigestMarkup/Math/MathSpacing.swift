/// Determines from its neighbours whether `−` is a binary operator or a sign of a number.
///
/// TeX's rule (The TeXbook, chapter 18): a binary operator without operands on both sides is an
/// ordinary symbol. MathML considers only an operator's position in its row.
enum MathSpacing {
  /// How a node affects the spacing of its neighbours.
  enum Role: Hashable, Sendable {
    case operand
    case function
    case binary
    case relation
    case open
    case close
    case punctuation
    /// White space or an empty row.
    case none
  }

  /// Returns the role of a node, which for scripts and accents is that of the base.
  static func role(of node: MathNode) -> Role {
    switch node {
    case .sign(let sign): role(of: sign)
    case .function: .function
    case .scripts(let scripts): role(of: scripts.base)
    case .stack(let base, _, _), .accent(let base, _): role(of: base)
    case .space: .none
    case .row(let nodes): nodes.isEmpty ? .none : .operand
    default: .operand
    }
  }

  private static func role(of sign: MathOperator) -> Role {
    switch sign.kind {
    case .operand, .ordinary, .prime: .operand
    case .sum, .integral: .function
    case .binary: .binary
    case .relation: .relation
    case .open: .open
    case .close: .close
    case .punctuation: .punctuation
    }
  }

  /// Returns the role of the nearest node before (`step` -1) or after (1) `index`, ignoring white
  /// space; `nil` if there is none.
  static func neighbour(of index: Int, in nodes: [MathNode], step: Int) -> Role? {
    var other = index + step
    while nodes.indices.contains(other) {
      if case .space = nodes[other] {
        other += step
      } else {
        return role(of: nodes[other])
      }
    }
    return nil
  }

  /// Whether a binary operator has operands on both sides.
  static func isBinary(_ index: Int, in nodes: [MathNode]) -> Bool {
    hasOperandBefore(index, in: nodes) && hasOperandAfter(index, in: nodes)
  }

  static func hasOperandBefore(_ index: Int, in nodes: [MathNode]) -> Bool {
    switch neighbour(of: index, in: nodes, step: -1) {
    case .operand, .close, .some(.none): true
    case .function, .binary, .relation, .open, .punctuation, nil: false
    }
  }

  static func hasOperandAfter(_ index: Int, in nodes: [MathNode]) -> Bool {
    switch neighbour(of: index, in: nodes, step: 1) {
    case .operand, .open, .function, .some(.none), .binary: true
    case .relation, .close, .punctuation, nil: false
    }
  }
}
