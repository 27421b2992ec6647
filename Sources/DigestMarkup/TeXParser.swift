/// Parses a paragraph of TeX-like text into pieces, in one pass.
///
/// A child parser of the same source parses groups and arguments; those nested more deeply than
/// ``depthLimit`` are kept as text.
package struct TeXParser {
  package static let depthLimit = 32

  package let source: TeXSource
  package let end: Int
  package let depth: Int
  /// Whether `--`, quotes and `~` are literal, as in typewriter text.
  let isVerbatim: Bool
  /// All of TeX's signs are TeX's; elsewhere people write braces and the like to be seen.
  let isStrict: Bool
  let unknown: TeXUnknownCommands
  package var position: Int
  private var done: [TeXPiece] = []
  private var text: [UInt8] = []
  /// The brackets of `\)` and `\]` that do not occur ahead, so that many `\(` do not each search to
  /// the end.
  var missingClosings: Set<UInt8> = []
  /// The index of the apostrophe that closes the quote opened by a single backtick.
  var closingQuoteIndex: Int?

  /// Texts that are looked for up to the end and are not there, so that many commands which need
  /// one do not each search again.
  var missing: Set<String> = []

  package init(_ paragraph: [UInt8]) {
    self.init(paragraph, isStrict: false, TeXUnknownCommands())
  }

  init(_ paragraph: [UInt8], isStrict: Bool, _ unknown: TeXUnknownCommands) {
    source = TeXSource(paragraph)
    (depth, isVerbatim, self.isStrict, self.unknown) = (0, false, isStrict, unknown)
    (position, end) = (0, paragraph.count)
  }

  private init(_ parent: TeXParser, _ range: Range<Int>, isVerbatim: Bool) {
    source = parent.source
    depth = parent.depth + 1
    self.isVerbatim = isVerbatim
    (isStrict, unknown, missing) = (parent.isStrict, parent.unknown, parent.missing)
    position = range.lowerBound
    end = range.upperBound
  }

  /// Parses up to the end and returns the pieces.
  package mutating func pieces() -> [TeXPiece] {
    while position < end { step() }
    endText()
    return done
  }

  /// Parses a group or argument.
  func child(_ range: Range<Int>, verbatim: Bool = false) -> [TeXPiece] {
    var parser = TeXParser(self, range, isVerbatim: isVerbatim || verbatim)
    return parser.pieces()
  }

  private mutating func step() {
    switch source.bytes[position] {
    case UInt8(ascii: "\\"): command()
    case UInt8(ascii: "$"): dollar()
    case UInt8(ascii: "{"): group()
    case UInt8(ascii: "}") where isStrict && !isVerbatim: position += 1
    case UInt8(ascii: "&") where !isVerbatim: entity()
    case UInt8(ascii: "<") where !isVerbatim: tag()
    case UInt8(ascii: "^"), UInt8(ascii: "_"): script()
    case UInt8(ascii: "`") where !isVerbatim: openingQuote()
    case UInt8(ascii: "'") where !isVerbatim: closingQuote()
    case UInt8(ascii: "-") where !isVerbatim: dashes()
    case UInt8(ascii: "~") where !isVerbatim: tilde()
    case 0x20: space()
    case let byte where TeXURL.mayBegin(byte): addressOrByte()
    default: literal(1)
    }
  }

  /// Appends `count` bytes of the source unchanged.
  package mutating func literal(_ count: Int) {
    if count == 1, position < end {
      text.append(source.bytes[position])
    } else {
      text += source.bytes[position..<min(end, position + count)]
    }
    position += count
  }

  package mutating func append(_ string: String, skipping count: Int) {
    text += string.utf8
    position += count
  }

  package mutating func append(_ piece: TeXPiece) {
    if case .text(let bytes) = piece {
      // White space at the joint of two groups stays single.
      text += bytes.first == 0x20 && text.last == 0x20 ? bytes.dropFirst() : bytes[...]
    } else {
      endText()
      done.append(piece)
    }
  }

  package mutating func append(_ pieces: [TeXPiece]) {
    for piece in pieces { append(piece) }
  }

  private mutating func endText() {
    if !text.isEmpty { done.append(.text(text)) }
    text = []
  }

  /// Removes white space and ties (no-break spaces) before a citation that is dropped.
  mutating func trimEnd() {
    while true {
      if text.last == 0x20 {
        text.removeLast()
      } else if text.suffix(2) == [0xC2, 0xA0] {
        text.removeLast(2)
      } else {
        return
      }
    }
  }

  package func text(endsIn byte: UInt8) -> Bool { text.last == byte }

  /// Appends a space, unless it would be the second in a row or at the start.
  mutating func space() {
    // White space at the edge of an argument parts it from what stands before.
    if text.last != 0x20 && !(text.isEmpty && done.isEmpty && depth == 0) { text.append(0x20) }
    position += 1
  }

  /// The byte before the current position; 0 at the start.
  package var previous: UInt8 { position > 0 ? source.bytes[position - 1] : 0 }

  /// The byte `offset` bytes after the current position; 0 beyond the end.
  func byte(_ offset: Int) -> UInt8 {
    position + offset < end ? source.bytes[position + offset] : 0
  }

  /// Where a text begins between the position and the end.
  mutating func find(_ wanted: String, from start: Int) -> Int? {
    if missing.contains(wanted) || start > end { return nil }
    let bytes = Array(wanted.utf8)
    var index = start
    while index + bytes.count <= end {
      if source.bytes[index] == bytes[0], source.bytes[index..<end].starts(with: bytes) {
        return index
      }
      index += 1
    }
    missing.insert(wanted)
    return nil
  }

  private mutating func addressOrByte() {
    guard let address = TeXURL.read(source.bytes[..<end], at: position) else { return literal(1) }
    append(.url(address.url))
    position = address.end
  }
}

/// The commands of a text that nobody knows.
final class TeXUnknownCommands {
  private(set) var names: [String] = []

  func add(_ name: ArraySlice<UInt8>) {
    let name = TeXCommands.text(name)
    if names.count < 20 && !names.contains(name) { names.append(name) }
  }
}
