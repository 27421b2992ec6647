public import DigestCore
public import DigestMarkup

/// A field of a view, with the name that templates use.
///
/// `.text("title", "The paper's title.") { (v: PaperView) in v.title }`
public struct Field: Sendable {
  public let name: String
  public let type: FieldType
  /// What `digest templates` says about the field.
  public let meaning: String
  /// Whether the value is optional, so that a template can test for it with a section.
  public let isOptional: Bool

  package let access: FieldAccess
  /// The type of view that the field reads, which must be the view that lists the field.
  package let owner: ObjectIdentifier

  private init<V: View>(
    _ name: String, _ type: FieldType, _ meaning: String, isOptional: Bool = false, of view: V.Type,
    _ access: FieldAccess
  ) {
    self.name = name
    self.type = type
    self.meaning = meaning
    self.isOptional = isOptional
    self.access = access
    self.owner = ObjectIdentifier(view)
  }
}

extension View {
  /// Calls `body` with the view that `frame` points to.
  fileprivate static func read<Result>(_ frame: Frame, _ body: (Self) -> Result) -> Result {
    borrow(frame, body)
  }
}

/// Calls `body` with the value that `frame` points to, without copying it.
///
/// `~Copyable` keeps the compiler from making a copy: with a plain generic, it copied every field
/// of a view to read one of them, which took two thirds of the time of rendering a page.
private func borrow<V: ~Copyable, Result>(
  _ frame: Frame, _ body: (borrowing V) -> Result
) -> Result {
  body(frame.assumingMemoryBound(to: V.self).pointee)
}

extension Field {
  public static func text<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> String
  ) -> Field {
    Field(name, .text, meaning, of: V.self, .text { V.read($0, read) })
  }

  public static func text<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> String?
  ) -> Field {
    Field(name, .text, meaning, isOptional: true, of: V.self, .text { V.read($0, read) })
  }

  public static func html<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> SafeHTML
  ) -> Field {
    Field(name, .html, meaning, of: V.self, .bytes { V.read($0, read).bytes })
  }

  public static func html<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> SafeHTML?
  ) -> Field {
    Field(name, .html, meaning, isOptional: true, of: V.self, .bytes { V.read($0, read)?.bytes })
  }

  public static func json<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> SafeJSON
  ) -> Field {
    Field(name, .json, meaning, of: V.self, .bytes { V.read($0, read).bytes })
  }

  public static func json<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> SafeJSON?
  ) -> Field {
    Field(name, .json, meaning, isOptional: true, of: V.self, .bytes { V.read($0, read)?.bytes })
  }

  public static func url<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> SafeURL
  ) -> Field {
    Field(name, .url, meaning, of: V.self, .text { V.read($0, read).text })
  }

  public static func url<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> SafeURL?
  ) -> Field {
    Field(name, .url, meaning, isOptional: true, of: V.self, .text { V.read($0, read)?.text })
  }

  public static func number<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> Int
  ) -> Field {
    Field(name, .number, meaning, of: V.self, .number { V.read($0, read) })
  }

  public static func number<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> Int?
  ) -> Field {
    Field(name, .number, meaning, isOptional: true, of: V.self, .number { V.read($0, read) })
  }

  /// A condition, which a template can only test with a section.
  public static func flag<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> Bool
  ) -> Field {
    Field(name, .flag, meaning, of: V.self, .flag { V.read($0, read) })
  }

  /// A text that is always one of `values`, so that `{{>*name}}` can include a template by it.
  public static func choice<V: View>(
    _ name: String, _ meaning: String, of values: [String],
    _ read: @escaping @Sendable (V) -> String
  ) -> Field {
    Field(name, .choice(values), meaning, of: V.self, .text { V.read($0, read) })
  }

  /// The author's own data, whose names are looked up during rendering.
  public static func map<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> [String: Value]
  ) -> Field {
    Field(name, .map, meaning, of: V.self, .map { V.read($0, read) })
  }
}

extension Field {
  /// A list of texts; a section is rendered once for each, which it names `.`.
  public static func texts<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> [String]
  ) -> Field {
    Field(name, .texts, meaning, of: V.self, .each(visitElements(read)))
  }

  /// A list of rendered HTML, such as cards that are rendered once for many pages.
  public static func htmls<V: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> [SafeHTML]
  ) -> Field {
    let visit: FieldAccess.Visitor = { frame, body in
      for html in V.read(frame, read) { withUnsafePointer(to: html.bytes) { body(Frame($0)) } }
    }
    return Field(name, .htmls, meaning, of: V.self, .each(visit))
  }

  public static func view<V: View, Child: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> Child
  ) -> Field {
    let visit: FieldAccess.Visitor = { frame, body in
      withUnsafePointer(to: V.read(frame, read)) { body(Frame($0)) }
    }
    return Field(name, .view(Child.self), meaning, of: V.self, .each(visit))
  }

  public static func view<V: View, Child: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> Child?
  ) -> Field {
    let visit: FieldAccess.Visitor = { frame, body in
      guard let child = V.read(frame, read) else { return }
      withUnsafePointer(to: child) { body(Frame($0)) }
    }
    return Field(name, .view(Child.self), meaning, isOptional: true, of: V.self, .each(visit))
  }

  /// A list of views; a section is rendered once for each, with its fields in scope.
  public static func views<V: View, Child: View>(
    _ name: String, _ meaning: String, _ read: @escaping @Sendable (V) -> [Child]
  ) -> Field {
    Field(name, .views(Child.self), meaning, of: V.self, .each(visitElements(read)))
  }

  /// Returns a visitor for the elements in the array's storage, without copies or boxes.
  private static func visitElements<V: View, Element>(
    _ read: @escaping @Sendable (V) -> [Element]
  ) -> FieldAccess.Visitor {
    { frame, body in
      V.read(frame, read).withUnsafeBufferPointer { elements in
        guard let first = elements.baseAddress else { return }
        for index in elements.indices { body(Frame(first + index)) }
      }
    }
  }
}
