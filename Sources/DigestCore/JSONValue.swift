/// A JSON value as a source gave it; numbers stay as they were written.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case text(String)
  case list([JSONValue])
  case object(JSONObject)

  /// Text that holds more than white space, or a number.
  package var text: String? {
    switch self {
    case .text(let text): text.utf8.allSatisfy(ASCII.isSpace) ? nil : text
    case .number(let number): number
    case .null, .bool, .list, .object: nil
    }
  }

  package var wholeNumber: Int? {
    switch self {
    case .number(let text), .text(let text): Int(text).flatMap { $0 >= 0 ? $0 : nil }
    case .null, .bool, .list, .object: nil
    }
  }

  package var list: [JSONValue] {
    if case .list(let values) = self { values } else { [] }
  }

  package var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }
}

/// The members of an object in the source's order; of a name that comes twice the last counts.
package struct JSONObject: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSONValue
  }

  package let members: [Member]
  /// Where its `{` stands.
  package let offset: Int

  package init(members: [Member], offset: Int) {
    self.members = members
    self.offset = offset
  }

  package subscript(name: String) -> JSONValue? {
    members.last { $0.name == name }?.value
  }

  package func text(_ name: String) -> String? { self[name]?.text }
  package func wholeNumber(_ name: String) -> Int? { self[name]?.wholeNumber }
  package func list(_ name: String) -> [JSONValue] { self[name]?.list ?? [] }
  package func object(_ name: String) -> JSONObject? { self[name]?.object }
  package func has(_ name: String) -> Bool { members.contains { $0.name == name } }
}

/// Why a text is not JSON, and where.
package struct JSONProblem: Error, Equatable {
  package let offset: Int
  package let message: String
}
