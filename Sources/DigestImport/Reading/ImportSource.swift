import DigestCore
import DigestModel

/// A file to import, or the text of one of its records; valid UTF-8 with LF line endings.
struct ImportSource: Sendable {
  /// The file's name in messages.
  let path: String
  let text: [UInt8]
  let days: DayRule
  var mapping: ImportMapping?
  /// The day that was requested, for sources that do not contain a date.
  var askedDay: Day?
  private let places: TextPlaces

  init(
    path: String, text: [UInt8], days: DayRule, mapping: ImportMapping? = nil,
    start: TextPlace = TextPlace()
  ) {
    self.path = path
    self.text = text
    self.days = days
    self.mapping = mapping
    places = TextPlaces(text, start: start)
  }

  /// Returns the source with another text, which begins at `start` in the file.
  func with(_ text: [UInt8], start: TextPlace = TextPlace()) -> ImportSource {
    var source = ImportSource(path: path, text: text, days: days, mapping: mapping, start: start)
    source.askedDay = askedDay
    return source
  }

  /// Returns the line and column of a byte; columns count Unicode scalars.
  func place(of offset: Int) -> TextPlace { places.place(of: offset, in: text) }

  func problem(
    _ severity: Diagnostic.Severity, at offset: Int, _ message: String, hint: String? = nil
  ) -> Diagnostic {
    let place = place(of: offset)
    return Diagnostic(
      path: path, line: place.line, column: place.column, severity: severity, message: message,
      hint: hint)
  }
}

/// A position in a file; both numbers start at 1, and columns count Unicode scalars.
struct TextPlace: Hashable, Sendable {
  var line = 1
  var column = 1

  /// Advances to the position after `bytes`.
  mutating func advance(over bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}

/// Finds the position of any byte of a text without reading everything before it.
///
/// The records of a file ask for it a hundred thousand times.
struct TextPlaces: Sendable {
  private static let stride = 4096
  /// The positions of every 4096th byte.
  private let marks: [TextPlace]

  init(_ text: [UInt8], start: TextPlace = TextPlace()) {
    var marks = [start]
    var place = start
    var index = 0
    while text.count - index > TextPlaces.stride {
      place.advance(over: text[index..<(index + TextPlaces.stride)])
      index += TextPlaces.stride
      marks.append(place)
    }
    self.marks = marks
  }

  func place(of offset: Int, in text: [UInt8]) -> TextPlace {
    let offset = min(max(0, offset), text.count)
    let mark = min(offset / TextPlaces.stride, marks.count - 1)
    var place = marks[mark]
    place.advance(over: text[(mark * TextPlaces.stride)..<offset])
    return place
  }
}
