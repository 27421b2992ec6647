/// One step of a compiled template; `slot` is the index of the frame to read.
///
/// The `end` of a section is the index of the first operation after it. Operations are noncopyable,
/// because retaining their readers took a fifth of the time of rendering a page.
enum Operation: ~Copyable, Sendable {
  /// A range of the template's pool of literal bytes.
  case literal(start: Int, count: Int)
  case text(slot: Int, @Sendable (Frame) -> String?, Escaping)
  case bytes(slot: Int, @Sendable (Frame) -> [UInt8]?, Escaping)
  case number(slot: Int, @Sendable (Frame) -> Int?)
  case when(slot: Int, @Sendable (Frame) -> Bool, end: Int)
  /// Runs the section once for each visited frame, which it stores in slot `into`.
  case each(slot: Int, FieldAccess.Visitor, into: Int, end: Int)
  case dynamicText(DynamicPath, Escaping)
  case dynamicSection(DynamicPath, isInverted: Bool, end: Int)
  /// Calls another program, for recursion, which only untyped data can need.
  case call(program: Int)
  case callNamed(DynamicPath, programs: [String: Int])
}

/// A name that is looked up during rendering, below a `map` field or in the open sections.
package struct DynamicPath: Sendable {
  enum Root: Sendable {
    case sections
    case field(slot: Int, @Sendable (Frame) -> [String: Value])
  }

  let root: Root
  /// Empty for `.`, the value of the innermost section.
  let names: [String]
}
