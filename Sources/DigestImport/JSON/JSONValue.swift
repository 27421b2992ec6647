import DigestCore

/// A JSON value as a source gave it; numbers stay as they were written.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case text(String)
  case list([JSONValue])
  case object(JSONObject)

  /// Text that holds more than white space, or a number.
  var text: String? {
    switch self {
    case .text(let text): text.utf8.allSatisfy(ASCII.isSpace) ? nil : text
    case .number(let number): number
    case .null, .bool, .list, .object: nil
    }
  }

  var wholeNumber: Int? {
    switch self {
    case .number(let text), .text(let text): Int(text).flatMap { $0 >= 0 ? $0 : nil }
    case .null, .bool, .list, .object: nil
    }
  }

  var list: [JSONValue] {
    if case .list(let values) = self { values } else { [] }
  }

  var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }
}

/// The members of an object in the source's order; of a name that comes twice the last counts.
struct JSONObject: Hashable, Sendable {
  struct Member: Hashable, Sendable {
    let name: String
    let value: JSONValue
  }

  let members: [Member]
  /// Where its `{` stands.
  let offset: Int

  subscript(name: String) -> JSONValue? {
    members.last { $0.name == name }?.value
  }

  func text(_ name: String) -> String? { self[name]?.text }
  func wholeNumber(_ name: String) -> Int? { self[name]?.wholeNumber }
  func list(_ name: String) -> [JSONValue] { self[name]?.list ?? [] }
  func object(_ name: String) -> JSONObject? { self[name]?.object }
  func has(_ name: String) -> Bool { members.contains { $0.name == name } }
}

/// Why a text is not JSON, and where.
struct JSONProblem: Error, Equatable {
  let offset: Int
  let message: String
}
