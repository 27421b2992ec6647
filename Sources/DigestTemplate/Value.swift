/// A value of the author's own data in a `map` field, whose names are known only during rendering.
///
/// Templates treat it only as text: raw insertion and URLs need a declared field.
public enum Value: Hashable, Sendable {
  case missing
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([Value])
  case map([String: Value])

  /// Whether a section over the value is shown; numbers always are, even 0.
  var isTruthy: Bool {
    switch self {
    case .missing: false
    case .text(let text): !text.isEmpty
    case .number: true
    case .flag(let flag): flag
    case .list(let values): !values.isEmpty
    case .map(let values): !values.isEmpty
    }
  }

  /// Returns the value at the path `names` below this one; `nil` if there is none.
  func descend(_ names: ArraySlice<String>) -> Value? {
    var value = self
    for name in names {
      guard case .map(let values) = value, let next = values[name] else { return nil }
      value = next
    }
    return value
  }
}
