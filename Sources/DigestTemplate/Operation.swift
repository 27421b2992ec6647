/// One step of a compiled template; `slot` says in which frame to read.
///
/// A section's `end` is the first operation after it. Noncopyable, because a copy retains the reader
/// in it: that was a fifth of the time of a page.
enum Operation: ~Copyable, Sendable {
  /// A range of the template's pool of literal bytes.
  case literal(start: Int, count: Int)
  case text(slot: Int, @Sendable (Frame) -> String?, Escaping)
  case bytes(slot: Int, @Sendable (Frame) -> [UInt8]?, Escaping)
  case number(slot: Int, @Sendable (Frame) -> Int?)
  case when(slot: Int, @Sendable (Frame) -> Bool, end: Int)
  /// Runs the section once for each frame visited, which it finds in `into`.
  case each(slot: Int, FieldAccess.Visitor, into: Int, end: Int)
  case dynamicText(DynamicPath, Escaping)
  case dynamicSection(DynamicPath, isInverted: Bool, end: Int)
  /// Runs a program of its own: recursion, which only untyped data can need.
  case call(program: Int)
  case callNamed(DynamicPath, programs: [String: Int])
}

/// A name that is looked up while rendering, below a `map` field or in the sections opened so far.
package struct DynamicPath: Sendable {
  enum Root: Sendable {
    case sections
    case field(slot: Int, @Sendable (Frame) -> [String: Value])
  }

  let root: Root
  /// Empty for `.`, the innermost section's value.
  let names: [String]
}
