/// A pointer to the value that a section opened: a view, a `String` or an `Int`.
///
/// Views are read in place, through pointers that are valid as long as the section. Boxing them as
/// `any View` cost an allocation and a dynamic cast for each paper of a list. The template compiler
/// checks the type behind each pointer (``Field/owner``), so no cast can fail at run time.
package typealias Frame = UnsafeRawPointer

/// Functions that read a field, by its type.
package enum FieldAccess: Sendable {
  case text(@Sendable (Frame) -> String?)
  case bytes(@Sendable (Frame) -> [UInt8]?)
  case number(@Sendable (Frame) -> Int?)
  case flag(@Sendable (Frame) -> Bool)
  /// Calls back with the frame of a view, of each view of a list, or of each text.
  case each(Visitor)
  case map(@Sendable (Frame) -> [String: Value])

  package typealias Visitor = @Sendable (Frame, (Frame) -> Void) -> Void
}

extension FieldAccess {
  /// Whether a section over the value is shown.
  var isTruthy: @Sendable (Frame) -> Bool {
    switch self {
    case .text(let read): { frame in read(frame).map { !$0.isEmpty } ?? false }
    case .bytes(let read): { frame in read(frame).map { !$0.isEmpty } ?? false }
    case .number(let read): { frame in read(frame) != nil }
    case .flag(let read): read
    case .map(let read): { frame in !read(frame).isEmpty }
    case .each(let visit):
      { frame in
        var isTruthy = false
        visit(frame) { _ in isTruthy = true }
        return isTruthy
      }
    }
  }

  /// How a section opens the value; `nil` if nothing is opened (flag, map).
  var visitor: Visitor? {
    switch self {
    case .text(let read):
      { frame, body in
        guard let text = read(frame), !text.isEmpty else { return }
        withUnsafePointer(to: text) { body(Frame($0)) }
      }
    case .bytes(let read):
      { frame, body in
        guard let bytes = read(frame), !bytes.isEmpty else { return }
        withUnsafePointer(to: bytes) { body(Frame($0)) }
      }
    case .number(let read):
      { frame, body in
        guard let number = read(frame) else { return }
        withUnsafePointer(to: number) { body(Frame($0)) }
      }
    case .each(let visit): visit
    case .flag, .map: nil
    }
  }

  /// The same field seen from the frame that holds its view: `pager` + `next` → `pager.next`.
  func inside(_ visit: @escaping Visitor) -> FieldAccess {
    switch self {
    case .text(let read): .text(FieldAccess.through(visit, read, else: nil))
    case .bytes(let read): .bytes(FieldAccess.through(visit, read, else: nil))
    case .number(let read): .number(FieldAccess.through(visit, read, else: nil))
    case .flag(let read): .flag(FieldAccess.through(visit, read, else: false))
    case .map(let read): .map(FieldAccess.through(visit, read, else: [:]))
    case .each(let inner): .each { frame, body in visit(frame) { inner($0, body) } }
    }
  }

  private static func through<Result: Sendable>(
    _ visit: @escaping Visitor, _ read: @escaping @Sendable (Frame) -> Result,
    else missing: Result
  ) -> @Sendable (Frame) -> Result {
    { frame in
      var result = missing
      visit(frame) { result = read($0) }
      return result
    }
  }
}

extension FieldAccess {
  /// The reader of `.` in a section over a text, number or HTML: the value itself.
  static func current(_ type: FieldType) -> FieldAccess? {
    switch type {
    case .text, .url, .choice, .texts: .text { $0.assumingMemoryBound(to: String.self).pointee }
    case .html, .json, .htmls: .bytes { $0.assumingMemoryBound(to: [UInt8].self).pointee }
    case .number: .number { $0.assumingMemoryBound(to: Int.self).pointee }
    case .flag, .view, .views, .map: nil
    }
  }
}
