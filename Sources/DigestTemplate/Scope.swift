/// The names in reach at one point of a template, and where their values will lie.
package struct Scope {
  package enum Opened {
    case view(any View.Type)
    /// A text, number or piece of HTML: only `.` can name it.
    case single(FieldType)
    /// The owner's own data, known while rendering.
    case untyped
  }

  package struct Section {
    package let slot: Int
    package let opened: Opened
  }

  /// Innermost last.
  private(set) var sections: [Section]
  private(set) var frameCount: Int

  package init(_ root: Opened, frameCount: Int = 1) {
    self.frameCount = frameCount
    sections = [Section(slot: 0, opened: root)]
  }

  /// Opens a section; its frame takes the slot that is returned.
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

  /// The innermost view in reach.
  package var view: (any View.Type)? {
    for section in sections.reversed() {
      if case .view(let view) = section.opened { return view }
    }
    return nil
  }

  /// The field that `name` means: the innermost section that declares it.
  package func field(_ name: String) -> (slot: Int, field: Field)? {
    for section in sections.reversed() {
      guard case .view(let view) = section.opened else { continue }
      if let field = view.field(name) { return (section.slot, field) }
    }
    return nil
  }

  /// Every name in reach, innermost first, each once.
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
  /// The field called `name`, checked to be read from this very type.
  package static func field(_ name: String) -> Field? {
    guard let field = fields.first(where: { $0.name == name }) else { return nil }
    precondition(
      field.owner == ObjectIdentifier(Self.self), "\(Self.name).\(name) reads another view")
    return field
  }
}
