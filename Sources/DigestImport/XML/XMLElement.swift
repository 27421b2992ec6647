import DigestCore

/// An element of a source's XML with all that stands in it.
struct XMLElement: Sendable {
  enum Child: Sendable {
    case element(XMLElement)
    case text(String)
  }

  /// Without its prefix: sources are told apart by their root.
  let name: String
  let attributes: [String: String]
  /// The elements around it, outermost first, without their children.
  var path: [XMLAncestor] = []
  var children: [Child] = []
  let line: Int

  subscript(attribute: String) -> String? { attributes[attribute] }

  var elements: [XMLElement] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  func all(_ name: String) -> [XMLElement] { elements.filter { $0.name == name } }

  func first(_ name: String) -> XMLElement? { elements.first { $0.name == name } }

  /// The text of the first child of that name, if there is any but white space.
  func text(_ name: String) -> String? { first(name)?.text }

  /// All text in it, without the markup; `nil` where there is none.
  var text: String? {
    let text = allText
    return text.utf8.allSatisfy(ASCII.isSpace) ? nil : text
  }

  private var allText: String {
    children.reduce(into: "") { text, child in
      switch child {
      case .text(let part): text += part
      case .element(let element): text += element.allText
      }
    }
  }

  /// An attribute of the nearest element around it that has that name.
  func around(_ name: String, _ attribute: String) -> String? {
    path.last { $0.name == name }?.attributes[attribute]
  }
}

/// An element around another one.
struct XMLAncestor: Sendable {
  let name: String
  let attributes: [String: String]
}
