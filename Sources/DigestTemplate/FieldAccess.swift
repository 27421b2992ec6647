/// A pointer to the value that a section opened: a view, a `String` or an `Int`.
///
/// Views are read in place, through pointers that are valid during the section. Boxing them as
/// `any View` took an allocation and a dynamic cast for each paper of a list. The template compiler
/// checks the type behind each pointer (``Field/owner``), so no cast can fail at run time.
package typealias Frame = UnsafeRawPointer

/// A function that reads a field, by the field's type.
package enum FieldAccess: Sendable {
  case text(@Sendable (Frame) -> String?)
  case bytes(@Sendable (Frame) -> [UInt8]?)
  case number(@Sendable (Frame) -> Int?)
  case flag(@Sendable (Frame) -> Bool)
  /// Calls its argument with the frame of a view or of each element of a list.
  case each(Visitor)
  case map(@Sendable (Frame) -> [String: Value])

  /// Calls the second argument with each frame below the first one, during the call.
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

  /// The visitor for a section over the value; `nil` if the section opens nothing (flag, map).
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

  /// Returns the field as read from the frame that contains its view: `pager` + `next` →
  /// `pager.next`.
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

  /// Returns a function that reads from the view that `visit` finds, or returns `missing` if there
  /// is none.
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
  /// Returns the access to `.` in a section over a text, number or HTML, which is the value itself.
  static func current(_ type: FieldType) -> FieldAccess? {
    switch type {
    case .text, .url, .choice, .texts: .text { $0.assumingMemoryBound(to: String.self).pointee }
    case .html, .json, .htmls: .bytes { $0.assumingMemoryBound(to: [UInt8].self).pointee }
    case .number: .number { $0.assumingMemoryBound(to: Int.self).pointee }
    case .flag, .view, .views, .map: nil
    }
  }
}
