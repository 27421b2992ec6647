/// The names in scope at one point of a template, with the slots of their values.
package struct Scope {
  /// What a section makes available.
  package enum Opened {
    case view(any View.Type)
    /// A text, number or HTML, which can only be named `.`.
    case single(FieldType)
    /// Untyped data, which is known only during rendering.
    case untyped
  }

  /// An open section and the slot of its frame.
  package struct Section {
    package let slot: Int
    package let opened: Opened
  }

  /// The open sections, innermost last.
  private(set) var sections: [Section]
  /// The number of slots that rendering needs.
  private(set) var frameCount: Int

  package init(_ root: Opened, frameCount: Int = 1) {
    self.frameCount = frameCount
    sections = [Section(slot: 0, opened: root)]
  }

  /// Opens a section and returns the slot of its frame.
  mutating func push(_ opened: Opened) -> Int {
    let slot = sections.count
    sections.append(Section(slot: slot, opened: opened))
    frameCount = max(frameCount, sections.count)
    return slot
  }

  mutating func pop() {
    sections.removeLast()
  }

  var innermost: Section { sections[sections.count - 1] }

  var holdsUntyped: Bool {
    sections.contains { if case .untyped = $0.opened { true } else { false } }
  }

  /// The innermost view in scope.
  package var view: (any View.Type)? {
    for section in sections.reversed() {
      if case .view(let view) = section.opened { return view }
    }
    return nil
  }

  /// Returns the field called `name` in the innermost section that declares it.
  package func field(_ name: String) -> (slot: Int, field: Field)? {
    for section in sections.reversed() {
      guard case .view(let view) = section.opened else { continue }
      if let field = view.field(name) { return (section.slot, field) }
    }
    return nil
  }

  /// All names in scope, innermost first, without duplicates.
  package var names: [String] {
    var names: [String] = []
    for section in sections.reversed() {
      guard case .view(let view) = section.opened else { continue }
      for field in view.fields where !names.contains(field.name) { names.append(field.name) }
    }
    return names
  }
}

extension View {
  /// Returns the field called `name`, after checking that it reads this type of view.
  package static func field(_ name: String) -> Field? {
    guard let field = fields.first(where: { $0.name == name }) else { return nil }
    precondition(
      field.owner == ObjectIdentifier(Self.self), "\(Self.name).\(name) reads another view")
    return field
  }
}
