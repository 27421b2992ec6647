package import DigestCore

/// Checks that every text file must pass: valid UTF-8, without control characters or git's conflict
/// markers.
package enum TextCheck {
  /// Returns all problems of a file, or the first one that prevents finding others.
  package static func problems(in bytes: [UInt8], path: String) -> [Diagnostic] {
    if bytes.isEmpty {
      let hint = "add content, or remove the file"
      return [Diagnostic(path: path, message: "the file is empty", hint: hint)]
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return [
        Diagnostic(
          path: path, line: 1, column: 1, message: "the file is UTF-16",
          hint: "save it as UTF-8")
      ]
    }
    return utf8Problem(bytes, path) ?? controlCharacters(bytes, path) + conflicts(bytes, path)
  }

  /// Removes a UTF-8 byte order mark, and replaces CR LF and CR with LF.
  package static func normalized(_ bytes: [UInt8]) -> [UInt8] {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes.contains(0x0D) else { return start == 0 ? bytes : Array(bytes[start...]) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for index in start..<bytes.count {
      let isCarriageReturn = bytes[index] == 0x0D
      if isCarriageReturn && index + 1 < bytes.count && bytes[index + 1] == 0x0A { continue }
      text.append(isCarriageReturn ? 0x0A : bytes[index])
    }
    return text
  }

  /// Returns the position of the first byte that is not UTF-8 as a diagnostic, or `nil` if all are.
  package static func utf8Problem(_ bytes: [UInt8], _ path: String) -> [Diagnostic]? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    let offset = firstInvalidByte(bytes)
    let (line, column) = place(of: offset, in: bytes)
    return [
      Diagnostic(
        path: path, line: line, column: column,
        message: "byte \(offset + 1) of the file is not valid UTF-8",
        hint: "save the file as UTF-8")
    ]
  }

  private static func firstInvalidByte(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .error, .emptyInput: return offset
      }
    }
  }

  private static func controlCharacters(_ bytes: [UInt8], _ path: String) -> [Diagnostic] {
    guard let (offset, value) = firstControl(bytes) else { return [] }
    let (line, column) = place(of: offset, in: bytes)
    return [
      Diagnostic(
        path: path, line: line, column: column,
        message: "control character \(name(ofControl: value))",
        hint: "remove it")
    ]
  }

  /// Returns the first character that is not allowed in text, with its offset; `text` must be valid
  /// UTF-8.
  static func firstControl<Bytes: Collection<UInt8>>(
    _ text: Bytes
  ) -> (offset: Bytes.Index, value: Int)? {
    var rest = text[...]
    while let index = rest.firstIndex(where: mayBeginControl) {
      rest = rest[index...]
      if let value = control(rest) { return (index, value) }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// Returns the name of a control character, such as `U+0007`.
  package static func name(ofControl value: Int) -> String {
    let code = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
  }

  private static func mayBeginControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F || byte == 0xC2
      || byte == 0xEF
  }

  /// Returns the control character or noncharacter at the start of `bytes`, which must be valid
  /// UTF-8.
  private static func control(_ bytes: some Collection<UInt8>) -> Int? {
    let (first, second) = (bytes.first ?? 0, bytes.dropFirst().first ?? 0)
    switch first {
    case 0xC2: return second < 0xA0 && second != 0x85 ? Int(second) : nil
    case 0xEF:
      let third = bytes.dropFirst(2).first ?? 0
      return second == 0xBF && third >= 0xBE ? 0xFFC0 + Int(third) - 0x80 : nil
    default: return Int(first)
    }
  }

  /// Reports the first git conflict by its first and last line; such lines are allowed in code
  /// blocks.
  private static func conflicts(_ bytes: [UInt8], _ path: String) -> [Diagnostic] {
    guard contains(bytes, "<<<<<<<") else { return [] }
    let text = normalized(bytes)
    var lines = LineReader(text)
    var start: Int?
    var fence: ArraySlice<UInt8>?
    while let range = lines.next() {
      let line = text[range]
      if let open = fence {
        if closes(line, open) { fence = nil }
        continue
      }
      fence = TextCheck.fence(line)
      if isMarker(line, "<<<<<<<") { start = lines.number }
      if isMarker(line, ">>>>>>>"), let start {
        return [conflict(path, from: start, to: lines.number)]
      }
    }
    return []
  }

  /// Returns the fence, three or more characters that open a code block, or `nil` if there is none.
  private static func fence(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let text = line.drop { $0 == 0x20 }
    guard let sign = text.first, sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else {
      return nil
    }
    let signs = text.prefix { $0 == sign }
    return signs.count < 3 ? nil : signs
  }

  /// Whether a line closes a code block: at least as many fence characters, and nothing else.
  private static func closes(_ line: ArraySlice<UInt8>, _ open: ArraySlice<UInt8>) -> Bool {
    guard let signs = fence(line), signs.first == open.first else { return false }
    return signs.count >= open.count && line[signs.endIndex...].allSatisfy { $0 == 0x20 }
  }

  private static func conflict(_ path: String, from start: Int, to end: Int) -> Diagnostic {
    Diagnostic(
      path: path, line: start, column: 1,
      message: "git conflict markers on lines \(start) and \(end)",
      hint: "keep one side and remove the lines '<<<<<<<', '=======' and '>>>>>>>'")
  }

  private static func isMarker(_ line: ArraySlice<UInt8>, _ marker: String) -> Bool {
    line.starts(with: marker.utf8) && (line.count == 7 || line.dropFirst(7).first == 0x20)
  }

  private static func contains(_ bytes: [UInt8], _ marker: String) -> Bool {
    let wanted = Array(marker.utf8)
    return bytes.indices.contains { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
  }

  /// Returns the line and column of a byte, from 1.
  ///
  /// Columns count Unicode scalars, and CR LF is one line ending.
  private static func place(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = normalized(Array(bytes[..<offset]))
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return (line, before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
  }
}
