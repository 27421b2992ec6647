/// Writes one JSON object with its keys in the order in which they are added.
///
/// All text is escaped so that the object can be embedded in a `<script>` element.
package struct JSONObjectWriter {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]
  /// Whether the innermost open object has no keys yet.
  private var isEmpty = true

  package init() {}

  /// The whole object, including its closing brace.
  package var finished: [UInt8] { bytes + [UInt8(ascii: "}")] }

  package var safe: SafeJSON { SafeJSON(vouchedFor: finished) }

  package mutating func add(_ key: String, _ text: String) {
    addKey(key)
    Escape.json(text, to: &bytes)
  }

  /// Adds nothing if `text` is `nil`.
  package mutating func add(_ key: String, _ text: String?) {
    if let text { add(key, text) }
  }

  package mutating func add(_ key: String, _ number: Int) {
    addKey(key)
    bytes += String(number).utf8
  }

  package mutating func add(_ key: String, _ flag: Bool) {
    addKey(key)
    bytes += (flag ? "true" : "false").utf8
  }

  package mutating func add(_ key: String, _ texts: [String]) {
    addKey(key)
    bytes.append(UInt8(ascii: "["))
    for (index, text) in texts.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      Escape.json(text, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  package mutating func add(_ key: String, _ numbers: [Int]) {
    addKey(key)
    bytes += "[\(numbers.map { String($0) }.joined(separator: ","))]".utf8
  }

  /// Adds an array that holds one array of numbers, as CSL-JSON writes dates: `[[2017,6,12]]`.
  package mutating func add(_ key: String, numbers: [Int]) {
    addKey(key)
    bytes += "[[\(numbers.map { String($0) }.joined(separator: ","))]]".utf8
  }

  /// Adds a nested object, which `fill` writes.
  package mutating func add(_ key: String, _ fill: (inout JSONObjectWriter) -> Void) {
    addKey(key)
    object(fill)
  }

  /// Adds an array with one object per element; adds nothing if there are no elements.
  package mutating func add<Elements: Sequence>(
    _ key: String, each elements: Elements,
    _ fill: (Elements.Element, inout JSONObjectWriter) -> Void
  ) {
    var isFirst = true
    for element in elements {
      if isFirst {
        addKey(key)
        bytes.append(UInt8(ascii: "["))
      } else {
        bytes += ",\n".utf8
      }
      isFirst = false
      object { fill(element, &$0) }
    }
    if !isFirst { bytes.append(UInt8(ascii: "]")) }
  }

  private mutating func object(_ fill: (inout JSONObjectWriter) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    isEmpty = true
    fill(&self)
    bytes.append(UInt8(ascii: "}"))
    isEmpty = false
  }

  private mutating func addKey(_ key: String) {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
    // Keys are literals in the program, so they need no escaping.
    bytes.append(UInt8(ascii: "\""))
    bytes += key.utf8
    bytes += "\":".utf8
  }
}
