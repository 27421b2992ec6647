import CYAML
package import DigestCore

/// A position in a file; both numbers start at 1, and columns count Unicode scalars.
package struct YAMLMark: Hashable, Sendable {
  package let line: Int
  package let column: Int
}

/// A scalar as written; the schema decides its type.
package struct YAMLScalar: Hashable, Sendable {
  package let text: String
  /// Whether the value is unquoted, so that an empty text means that there is no value.
  let isPlain: Bool
  package let mark: YAMLMark
}

/// A YAML value with its position; keys are unique, in the order of the file.
package indirect enum YAMLNode: Hashable, Sendable {
  /// A key of a map with its value.
  package struct Entry: Hashable, Sendable {
    package let key: YAMLScalar
    package let value: YAMLNode

    init(key: YAMLScalar, value: YAMLNode) {
      self.key = key
      self.value = value
    }

    /// Creates an entry that is not in a file, so that its position is meaningless.
    package init(key: String, text: String) {
      let mark = YAMLMark(line: 1, column: 1)
      self.key = YAMLScalar(text: key, isPlain: false, mark: mark)
      value = .scalar(YAMLScalar(text: text, isPlain: false, mark: mark))
    }
  }

  case scalar(YAMLScalar)
  case list([YAMLNode], YAMLMark)
  case map([Entry], YAMLMark)

  package var mark: YAMLMark {
    switch self {
    case .scalar(let scalar): scalar.mark
    case .list(_, let mark), .map(_, let mark): mark
    }
  }
}

/// The subset of YAML 1.1 that front matter uses, parsed from libyaml's events.
///
/// Anchors, aliases and explicit tags are rejected, so the result is never larger than the input.
/// A scalar stays text until a schema types it: `2405.01230` and `no` are kept as written.
package enum YAML {
  /// Parses one document; `firstLine` is the number of the line on which `bytes` begin.
  ///
  /// Errors are added to `diagnostics`. Returns `nil` if the document is empty or cannot be parsed.
  package static func parse(
    _ bytes: ArraySlice<UInt8>, path: String, firstLine: Int = 1,
    diagnostics: inout [Diagnostic]
  ) -> YAMLNode? {
    var reader = YAMLReader(path: path, firstLine: firstLine)
    let node = reader.document(bytes)
    diagnostics += reader.diagnostics
    return node
  }
}

/// Turns libyaml's events into nodes, recursively, with a limit on depth.
private struct YAMLReader {
  /// The maximum depth: more than front matter needs, and safe for the stack.
  static let depthLimit = 32

  /// Thrown to stop parsing, after its reason has been added as a diagnostic.
  struct Stop: Error {}

  let path: String
  let firstLine: Int
  var diagnostics: [Diagnostic] = []
  private var parser = yaml_parser_t()

  init(path: String, firstLine: Int) {
    self.path = path
    self.firstLine = firstLine
  }

  /// Parses a document, or returns `nil` if it is empty or if parsing stopped with an error.
  mutating func document(_ bytes: ArraySlice<UInt8>) -> YAMLNode? {
    guard yaml_parser_initialize(&parser) == 1 else { preconditionFailure("libyaml: no memory") }
    defer { yaml_parser_delete(&parser) }
    return bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      return try? stream()
    }
  }

  /// Parses a stream with at most one document, and returns its root.
  private mutating func stream() throws(Stop) -> YAMLNode? {
    try skip(YAML_STREAM_START_EVENT)
    var first = try next()
    defer { yaml_event_delete(&first) }
    if first.type == YAML_STREAM_END_EVENT { return nil }
    let root = try value(depth: 0)
    try skip(YAML_DOCUMENT_END_EVENT)
    var last = try next()
    defer { yaml_event_delete(&last) }
    if last.type != YAML_STREAM_END_EVENT {
      try stop(at: last.start_mark, "a second YAML document begins here", hint: "remove it")
    }
    return root
  }

  /// Parses the next event as a value, which the grammar requires here.
  private mutating func value(depth: Int) throws(Stop) -> YAMLNode {
    var event = try next()
    defer { yaml_event_delete(&event) }
    guard let node = try value(of: event, depth: depth) else {
      preconditionFailure("libyaml: no value where the grammar has one")
    }
    return node
  }

  /// Returns `nil` if the event ends the current collection.
  private mutating func value(of event: yaml_event_t, depth: Int) throws(Stop) -> YAMLNode? {
    if depth > YAMLReader.depthLimit {
      try stop(
        at: event.start_mark, "nested more than \(YAMLReader.depthLimit) levels deep",
        hint: "front matter is a flat list of fields")
    }
    switch event.type {
    case YAML_SCALAR_EVENT: return .scalar(try scalar(event))
    case YAML_SEQUENCE_START_EVENT: return try list(event, depth: depth)
    case YAML_MAPPING_START_EVENT: return try map(event, depth: depth)
    case YAML_ALIAS_EVENT:
      try stop(at: event.start_mark, "aliases ('*name') are not allowed", hint: aliasHint)
    default: return nil
    }
  }

  private let aliasHint = "write the value in full, or put it in quotes if '*' or '&' is part of it"

  private mutating func scalar(_ event: yaml_event_t) throws(Stop) -> YAMLScalar {
    let data = event.data.scalar
    try refuse(anchor: data.anchor, tag: data.tag, at: event.start_mark)
    let text = String(
      decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
    return YAMLScalar(
      text: text, isPlain: data.style == YAML_PLAIN_SCALAR_STYLE, mark: mark(event.start_mark))
  }

  private mutating func list(_ event: yaml_event_t, depth: Int) throws(Stop) -> YAMLNode {
    let data = event.data.sequence_start
    try refuse(anchor: data.anchor, tag: data.tag, at: event.start_mark)
    var items: [YAMLNode] = []
    while true {
      var event = try next()
      defer { yaml_event_delete(&event) }
      guard let item = try value(of: event, depth: depth + 1) else { break }
      items.append(item)
    }
    return .list(items, mark(event.start_mark))
  }

  /// Parses a map; reports a repeated key and keeps its first value.
  private mutating func map(_ event: yaml_event_t, depth: Int) throws(Stop) -> YAMLNode {
    let data = event.data.mapping_start
    try refuse(anchor: data.anchor, tag: data.tag, at: event.start_mark)
    var entries: [YAMLNode.Entry] = []
    var firstLines: [String: Int] = [:]
    while true {
      var event = try next()
      defer { yaml_event_delete(&event) }
      guard let key = try value(of: event, depth: depth + 1) else { break }
      let name = try keyText(key)
      let entry = YAMLNode.Entry(key: name, value: try value(depth: depth + 1))
      if let line = firstLines.updateValue(name.mark.line, forKey: name.text) {
        report(
          name.mark, "key '\(name.text)' appears twice (first on line \(line))",
          hint: "keep one of the two")
      } else {
        entries.append(entry)
      }
    }
    return .map(entries, mark(event.start_mark))
  }

  /// Returns the text of a key; stops if the key is a list or a map.
  private mutating func keyText(_ key: YAMLNode) throws(Stop) -> YAMLScalar {
    guard case .scalar(let scalar) = key else {
      report(
        key.mark, "a key must be a word", hint: "put text that begins with '[' or '{' in quotes")
      throw Stop()
    }
    return scalar
  }

  /// Stops if a node has an anchor or an explicit tag.
  private mutating func refuse(
    anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?, at place: yaml_mark_t
  ) throws(Stop) {
    if anchor != nil {
      try stop(at: place, "anchors ('&name') are not allowed", hint: aliasHint)
    }
    if tag != nil {
      try stop(
        at: place, "tags ('!name') are not allowed",
        hint: "remove it, or put the value in quotes if '!' is part of it")
    }
  }

  /// Returns the next event, which the caller must delete; stops at a syntax error.
  private mutating func next() throws(Stop) -> yaml_event_t {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else { try stopAtSyntaxError() }
    return event
  }

  private mutating func skip(_ type: yaml_event_type_t) throws(Stop) {
    var event = try next()
    defer { yaml_event_delete(&event) }
    precondition(event.type == type, "libyaml: events out of order")
  }

  /// Reports libyaml's error with a hint.
  private mutating func stopAtSyntaxError() throws(Stop) -> Never {
    let problem = parser.problem.map { String(cString: $0) } ?? "cannot be read"
    let place = parser.error == YAML_READER_ERROR ? parser.mark : parser.problem_mark
    try stop(at: place, "invalid YAML: \(problem)", hint: YAMLReader.hint(for: problem))
  }

  /// Returns advice on the most common mistake behind each of libyaml's messages.
  private static func hint(for problem: String) -> String? {
    switch problem {
    case "mapping values are not allowed in this context":
      "put a value that contains ': ' in quotes"
    case "found character that cannot start any token":
      "put a value that begins with '@', '`' or '%' in quotes, and indent with spaces, not tabs"
    case "found unknown escape character":
      "write '\\\\' for a backslash in double quotes, or use single quotes"
    case "found unexpected end of stream", "found unexpected document indicator":
      "a quotation mark is never closed"
    case "could not find expected ':'", "did not find expected key":
      "each line is 'key: value'; put a value that contains quotes or ': ' in quotes"
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      "close the bracket, or put a value that begins with '[' or '{' in quotes"
    default: nil
    }
  }

  private mutating func stop(
    at place: yaml_mark_t, _ message: String, hint: String? = nil
  ) throws(Stop) -> Never {
    report(mark(place), message, hint: hint)
    throw Stop()
  }

  private mutating func report(_ mark: YAMLMark, _ message: String, hint: String?) {
    diagnostics.append(
      Diagnostic(
        path: path, line: mark.line, column: mark.column, message: message, hint: hint))
  }

  /// Converts libyaml's position, which starts at 0, to one in the whole file.
  private func mark(_ mark: yaml_mark_t) -> YAMLMark {
    YAMLMark(line: Int(mark.line) + firstLine, column: Int(mark.column) + 1)
  }
}
