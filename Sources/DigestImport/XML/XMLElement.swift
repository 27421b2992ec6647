import DigestCore

/// An XML element with its contents.
struct XMLElement: Sendable {
  enum Child: Sendable {
    case element(XMLElement)
    case text(String)
  }

  /// The local name, without a prefix; formats are recognized by their root.
  let name: String
  let attributes: [String: String]
  /// The enclosing elements, outermost first, without their children.
  var path: [XMLAncestor] = []
  var children: [Child] = []
  let line: Int

  subscript(attribute: String) -> String? { attributes[attribute] }

  var elements: [XMLElement] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  func all(_ name: String) -> [XMLElement] { elements.filter { $0.name == name } }

  func first(_ name: String) -> XMLElement? { elements.first { $0.name == name } }

  /// Returns the text of the first child with this name, or `nil` if it is empty or white space.
  func text(_ name: String) -> String? { first(name)?.text }

  /// All text in the element, without markup; `nil` if it is empty or white space.
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

  /// Returns an attribute of the nearest enclosing element with this name.
  func around(_ name: String, _ attribute: String) -> String? {
    path.last { $0.name == name }?.attributes[attribute]
  }
}

/// An enclosing element.
struct XMLAncestor: Sendable {
  let name: String
  let attributes: [String: String]
}
