/// The owner's own data below a `map` field, whose names are known only during rendering.
///
/// It is never more than text to a template: raw insertion and URLs need a declared field.
public enum Value: Hashable, Sendable {
  case missing
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([Value])
  case map([String: Value])

  /// Whether a section over the value is shown; any number is, zero too.
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

  /// What lies at `names` below the value; `nil` as soon as one is not there.
  func descend(_ names: ArraySlice<String>) -> Value? {
    var value = self
    for name in names {
      guard case .map(let values) = value, let next = values[name] else { return nil }
      value = next
    }
    return value
  }
}
