import DigestCore

/// Executes the operations of a template, which append to the output.
struct TemplateRun {
  /// The maximum depth of calls, which only recursive untyped data reaches; deeper ones render
  /// nothing.
  static let callLimit = 100

  let operations: UnsafePointer<Operation>
  let programs: [Range<Int>]
  let pool: UnsafeBufferPointer<UInt8>
  let frames: UnsafeMutableBufferPointer<Frame>
  /// The values of the open untyped sections, innermost last.
  var sections: [Value]
  var callDepth = 0

  init(
    operations: UnsafePointer<Operation>, programs: [Range<Int>],
    pool: UnsafeBufferPointer<UInt8>, frames: UnsafeMutableBufferPointer<Frame>, sections: [Value]
  ) {
    self.operations = operations
    self.programs = programs
    self.pool = pool
    self.frames = frames
    self.sections = sections
  }

  mutating func run(_ range: Range<Int>, into output: inout [UInt8]) {
    var index = range.lowerBound
    while index < range.upperBound {
      index = step(index, into: &output)
    }
  }

  /// Executes one operation and returns the index of the next one.
  private mutating func step(_ index: Int, into output: inout [UInt8]) -> Int {
    switch operations[index] {
    case .literal(let start, let count):
      output.append(contentsOf: UnsafeBufferPointer(rebasing: pool[start..<start + count]))
    case .text(let slot, let read, let escaping):
      if let text = read(frames[slot]) { escaping.write(text, to: &output) }
    case .bytes(let slot, let read, let escaping):
      if let bytes = read(frames[slot]) { escaping.write(bytes, to: &output) }
    case .number(let slot, let read):
      if let number = read(frames[slot]) { Escaping.write(number, to: &output) }
    case .when(let slot, let isShown, let end):
      if !isShown(frames[slot]) { return end }
    case .each(let slot, let visit, let into, let end):
      visit(frames[slot]) { frame in
        frames[into] = frame
        run(index + 1..<end, into: &output)
      }
      return end
    default:
      return dynamicStep(index, into: &output)
    }
    return index + 1
  }
}

extension TemplateRun {
  /// Executes an operation on untyped data and returns the index of the next one.
  private mutating func dynamicStep(_ index: Int, into output: inout [UInt8]) -> Int {
    switch operations[index] {
    case .dynamicText(let path, let escaping):
      write(value(at: path), escaping, to: &output)
    case .dynamicSection(let path, let isInverted, let end):
      return runSection(value(at: path), isInverted, index + 1..<end, into: &output)
    case .call(let program):
      call(program, into: &output)
    case .callNamed(let path, let programs):
      if case .text(let name) = value(at: path), let program = programs[name] {
        call(program, into: &output)
      }
    default: break
    }
    return index + 1
  }

  /// Runs the body of an untyped section once, once per element of a list, or not at all.
  private mutating func runSection(
    _ value: Value, _ isInverted: Bool, _ body: Range<Int>, into output: inout [UInt8]
  ) -> Int {
    if isInverted {
      if !value.isTruthy { run(body, into: &output) }
    } else if case .list(let values) = value {
      for value in values { runBody(value, body, into: &output) }
    } else if value.isTruthy {
      runBody(value, body, into: &output)
    }
    return body.upperBound
  }

  private mutating func runBody(_ value: Value, _ body: Range<Int>, into output: inout [UInt8]) {
    sections.append(value)
    run(body, into: &output)
    sections.removeLast()
  }

  private mutating func call(_ program: Int, into output: inout [UInt8]) {
    guard callDepth < TemplateRun.callLimit else { return }
    callDepth += 1
    run(programs[program], into: &output)
    callDepth -= 1
  }

  private func write(_ value: Value, _ escaping: Escaping, to output: inout [UInt8]) {
    switch value {
    case .text(let text): escaping.write(text, to: &output)
    case .number(let number): Escaping.write(number, to: &output)
    case .missing, .flag, .list, .map: break
    }
  }

  /// Looks up a path in a `map` field or in the open sections.
  private func value(at path: DynamicPath) -> Value {
    switch path.root {
    case .field(let slot, let read):
      return Value.map(read(frames[slot])).descend(path.names[...]) ?? .missing
    case .sections:
      guard let first = path.names.first else { return sections.last ?? .missing }
      return find(first).flatMap { $0.descend(path.names.dropFirst()) } ?? .missing
    }
  }

  /// Returns the value of `name` in the innermost section that has it.
  private func find(_ name: String) -> Value? {
    for case .map(let values) in sections.reversed() {
      if let value = values[name] { return value }
    }
    return nil
  }
}

extension Escaping {
  func write(_ text: String, to output: inout [UInt8]) {
    switch self {
    case .html: Escape.html(text, to: &output)
    case .none: output.append(contentsOf: text.utf8)
    case .xml: Escape.xml(text, to: &output)
    case .component: Escape.urlComponent(text, to: &output)
    }
  }

  func write(_ bytes: [UInt8], to output: inout [UInt8]) {
    switch self {
    case .none: output.append(contentsOf: bytes)
    case .html: Escape.html(bytes, to: &output)
    case .xml: Escape.xml(String(decoding: bytes, as: UTF8.self), to: &output)
    case .component: Escape.urlComponent(String(decoding: bytes, as: UTF8.self), to: &output)
    }
  }

  /// Appends a number in decimal, without creating a `String`.
  static func write(_ number: Int, to output: inout [UInt8]) {
    if number < 0 { output.append(UInt8(ascii: "-")) }
    let start = output.count
    var rest = number.magnitude
    repeat {
      output.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    output[start...].reverse()
  }
}
