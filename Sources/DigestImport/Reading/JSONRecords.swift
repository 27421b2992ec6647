import DigestCore

/// Cuts text that comes in pieces into records, each with its place.
protocol RecordCutter {
  /// What has come and is not done with: the records, and the beginning of the next one.
  var text: [UInt8] { get }
  /// Whole records in ``text``.
  var records: [CutRecord] { get }
  /// Bytes of the record that has not ended yet.
  var pending: Int { get }
  /// The place of the record that has not ended yet, or of the end.
  var end: TextPlace { get }
  /// Forgets the records that were found before, and looks for those that end in `piece`.
  mutating func read(_ piece: [UInt8])
  /// The text ends: what is left is a record, if there is anything. `false` where brackets are open.
  mutating func finish() -> Bool
}

struct CutRecord: Sendable {
  let range: Range<Int>
  let place: TextPlace
}

/// Each line that holds something is a record.
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

/// Cuts JSON into the objects at the end of a path.
///
/// Only brackets and texts are looked at: what is wrong inside an object is left to its parser, so
/// one broken record costs no other.
struct JSONRecords: RecordCutter {
  private struct Frame {
    let isList: Bool
    /// Whether it lies on the way to the records.
    let isOnPath: Bool
    var key = ""
  }

  private let path: [JSONShape.Step]
  private(set) var text: [UInt8] = []
  private(set) var records: [CutRecord] = []
  private var index = 0
  private var frames: [Frame] = []
  /// Brackets that are open within the record.
  private var depth = 0
  private var start: (index: Int, place: TextPlace)?
  /// The place of the byte at ``placed``.
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

  /// One step outside records; `false` where a text goes on in the next piece.
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

  /// Whether a value that begins here lies on the way to the records, or is one.
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

  /// On to the record's end, or to the end of what has come.
  private mutating func readInside() -> Bool {
    let before = index
    (index, depth) = text.withUnsafeBufferPointer { JSONRecords.skip($0, index, depth) }
    let isWaiting = index == before
    guard depth == 0, let start else { return !isWaiting && index < text.count }
    records.append(CutRecord(range: start.index..<index, place: start.place))
    self.start = nil
    return true
  }

  /// Behind the bracket that closes the record, or before a text that is not whole.
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

  /// Behind the quote that closes the text, or before the line end that breaks it off; `nil`
  /// where neither has come yet.
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
