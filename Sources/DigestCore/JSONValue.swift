/// A JSON value; numbers are kept as the source writes them, so that no precision is lost.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case text(String)
  case list([JSONValue])
  case object(JSONObject)

  /// A string, unless it is blank, or a number as it was written; otherwise `nil`.
  package var text: String? {
    switch self {
    case .text(let text): text.utf8.allSatisfy(ASCII.isSpace) ? nil : text
    case .number(let number): number
    case .null, .bool, .list, .object: nil
    }
  }

  /// A non-negative integer, written as a number or in a string; otherwise `nil`.
  package var wholeNumber: Int? {
    switch self {
    case .number(let text), .text(let text): Int(text).flatMap { $0 >= 0 ? $0 : nil }
    case .null, .bool, .list, .object: nil
    }
  }

  /// The elements of an array; empty for any other value.
  package var list: [JSONValue] {
    if case .list(let values) = self { values } else { [] }
  }

  package var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }
}

/// The members of a JSON object, in the source's order; if a name is repeated, the last one counts.
package struct JSONObject: Hashable, Sendable {
  /// A name with its value.
  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSONValue
  }

  package let members: [Member]
  /// The offset of the opening `{` in the source, in bytes.
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

/// A syntax error in JSON, with its offset in bytes.
package struct JSONProblem: Error, Equatable {
  package let offset: Int
  package let message: String
}
