import DigestCore

/// Splits text that arrives in pieces into records with their positions.
protocol RecordCutter {
  /// Text that is still needed: the records, and the beginning of the next one.
  var text: [UInt8] { get }
  /// The ranges of complete records in ``text``.
  var records: [CutRecord] { get }
  /// The number of bytes in the incomplete record.
  var pending: Int { get }
  /// The position of the incomplete record, or of the end of the text.
  var end: TextPlace { get }
  /// Drops the current records, and finds those that end in `piece`.
  mutating func read(_ piece: [UInt8])
  /// Ends the text, so that what is left is a record; returns `false` if brackets are still open.
  mutating func finish() -> Bool
}

/// A record's range in the text, and its position in the file.
struct CutRecord: Sendable {
  let range: Range<Int>
  let place: TextPlace
}

/// Splits text into lines, each of which is a record unless it is empty.
struct LineRecords: RecordCutter {
  private(set) var text: [UInt8] = []
  private(set) var records: [CutRecord] = []
  private var line = 1
  private var start = 0

  var pending: Int { text.count - start }
  var end: TextPlace { TextPlace(line: line) }

  mutating func read(_ piece: [UInt8]) {
    let searched = text.count - start
    text.removeSubrange(..<start)
    text += piece
    (start, records) = (0, [])
    var index = searched
    while let end = text[index...].firstIndex(of: 0x0A) {
      add(start..<end)
      (start, index) = (end + 1, end + 1)
      line += 1
    }
  }

  mutating func finish() -> Bool {
    read([])
    add(start..<text.count)
    start = text.count
    return true
  }

  private mutating func add(_ line: Range<Int>) {
    let isEmpty = text[line].allSatisfy(ASCII.isSpace)
    if !isEmpty { records.append(CutRecord(range: line, place: TextPlace(line: self.line))) }
  }
}

/// Splits JSON into the objects at the end of a path.
///
/// It only tracks brackets and strings, and leaves the contents of objects to their parser, so that
/// a malformed record does not affect others.
struct JSONRecords: RecordCutter {
  private struct Frame {
    let isList: Bool
    /// Whether the value is on the path to the records.
    let isOnPath: Bool
    var key = ""
  }

  private let path: [JSONShape.Step]
  private(set) var text: [UInt8] = []
  private(set) var records: [CutRecord] = []
  private var index = 0
  private var frames: [Frame] = []
  /// The number of open brackets in the record.
  private var depth = 0
  private var start: (index: Int, place: TextPlace)?
  /// The position of the byte at ``placed``.
  private var place = TextPlace()
  private var placed = 0

  init(path: [JSONShape.Step]) {
    self.path = path
  }

  var end: TextPlace {
    if let start { return start.place }
    var place = place
    place.advance(over: text[placed...])
    return place
  }

  var pending: Int { start.map { text.count - $0.index } ?? 0 }

  mutating func finish() -> Bool {
    let isWhole = frames.isEmpty && start == nil
    read([])
    if let start { records = [CutRecord(range: start.index..<text.count, place: start.place)] }
    return isWhole
  }

  mutating func read(_ piece: [UInt8]) {
    let kept = start?.index ?? index
    place.advance(over: text[placed..<max(placed, kept)])
    placed = max(0, placed - kept)
    text.removeSubrange(..<kept)
    index -= kept
    if let start { self.start = (start.index - kept, start.place) }
    text += piece
    records = []
    while index < text.count {
      let isRead = start == nil ? readOutside() : readInside()
      if !isRead { return }
    }
  }

  /// Advances by one step outside records; returns `false` if a string continues in the next piece.
  private mutating func readOutside() -> Bool {
    switch text[index] {
    case UInt8(ascii: "{"): open(isList: false)
    case UInt8(ascii: "["): open(isList: true)
    case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = frames.popLast()
    case UInt8(ascii: "\""): return readOuterText()
    default: break
    }
    index += 1
    return true
  }

  private mutating func open(isList: Bool) {
    let isOnPath = isOnPath
    if isOnPath && !isList && frames.count == path.count {
      place.advance(over: text[placed..<index])
      placed = index
      start = (index, place)
      depth = 1
    } else {
      frames.append(Frame(isList: isList, isOnPath: isOnPath))
    }
  }

  /// Whether a value that begins here is on the path to the records, or is one.
  private var isOnPath: Bool {
    guard let frame = frames.last else { return true }
    guard frame.isOnPath, frames.count <= path.count else { return false }
    return path[frames.count - 1] == (frame.isList ? .element : .key(frame.key))
  }

  private mutating func readOuterText() -> Bool {
    let start = index
    let textEnd = text.withUnsafeBufferPointer { JSONRecords.textEnd($0, start) }
    guard let end = textEnd else { return false }
    if let last = frames.indices.last, !frames[last].isList, frames.count <= path.count {
      frames[last].key = String(
        decoding: text[(index + 1)..<max(index + 1, end - 1)], as: UTF8.self)
    }
    index = end
    return true
  }

  /// Advances to the end of the record, or to the end of the text so far.
  private mutating func readInside() -> Bool {
    let before = index
    (index, depth) = text.withUnsafeBufferPointer { JSONRecords.skip($0, index, depth) }
    let isWaiting = index == before
    guard depth == 0, let start else { return !isWaiting && index < text.count }
    records.append(CutRecord(range: start.index..<index, place: start.place))
    self.start = nil
    return true
  }

  /// Returns the index after the bracket that closes the record, or that of an incomplete string.
  private static func skip(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ openBrackets: Int
  ) -> (end: Int, depth: Int) {
    var (index, depth) = (start, openBrackets)
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return (index + 1, 0) }
      case UInt8(ascii: "\""):
        guard let end = textEnd(text, index) else { return (index, depth) }
        index = end
        continue
      default: break
      }
      index += 1
    }
    return (index, depth)
  }

  /// Returns the index after the closing quotation mark, or of a line break that ends the string.
  ///
  /// Returns `nil` if neither has arrived yet.
  private static func textEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var index = start + 1
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""): return index + 1
      case UInt8(ascii: "\\"): index += 2
      case 0x0A: return index
      default: index += 1
      }
    }
    return nil
  }
}
