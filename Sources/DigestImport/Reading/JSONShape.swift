import DigestCore

/// The location of the records in a JSON file, detected from its beginning.
///
/// Common shapes are one object per line, a list of objects, an object with a list inside
/// (`papers`, `message.items`, `hits.hits`), and a single object on several lines.
enum JSONShape: Equatable, Sendable {
  /// One record per line.
  case lines
  /// The records are at the end of this path in each top-level value.
  case values([Step])

  enum Step: Hashable, Sendable {
    case key(String)
    case element
  }

  /// Detects the shape; `titles` are the names of members that only records have.
  init(_ head: ArraySlice<UInt8>, titles: Set<String> = JSONShape.titles) {
    let head = head.drop(while: ASCII.isSpace)
    var scan = JSONPathScan(titles: titles)
    scan.read(head)
    let path = scan.recordPath ?? (head.first == UInt8(ascii: "[") ? [.element] : [])
    self = path.isEmpty && JSONShape.hasRecordsOnLines(head) ? .lines : .values(path)
  }

  /// Names of a title in the supported formats; a title may be a list or an object.
  static let titles: Set<String> = ["title", "titles", "display_name"]

  /// Whether the first value ends on its line.
  ///
  /// A line that is cut short counts if it ends inside a string rather than after a bracket or
  /// comma.
  private static func hasRecordsOnLines(_ head: ArraySlice<UInt8>) -> Bool {
    let first = head.prefix { $0 != 0x0A }
    let rest = head[first.endIndex...].drop(while: ASCII.isSpace)
    if rest.isEmpty || JSONPathScan.isClosed(first) { return true }
    let last = first.last { !ASCII.isSpace($0) } ?? 0
    return rest.first == UInt8(ascii: "{") && !"[{,:".utf8.contains(last)
  }
}

/// Tracks the brackets of JSON, without building values, to find titles.
struct JSONPathScan {
  private struct Frame {
    let isList: Bool
    var key = ""
  }

  private let titles: Set<String>
  private var frames: [Frame] = []
  private var best: [JSONShape.Step]?
  /// The path to a title in a list, such as `papers`, of the outermost object.
  private var listed: [JSONShape.Step]?

  init(titles: Set<String>) {
    self.titles = titles
  }

  /// The path to the records, derived from the outermost title; `nil` if there is no title.
  var recordPath: [JSONShape.Step]? {
    guard let best else { return nil }
    let path = best.lastIndex(of: .element).map { Array(best[...$0]) } ?? []
    // A list of papers can have a title, too.
    return path.isEmpty ? listed ?? [] : path
  }

  mutating func read(_ head: ArraySlice<UInt8>) {
    var index = head.startIndex
    while index < head.endIndex {
      switch head[index] {
      case UInt8(ascii: "{"): frames.append(Frame(isList: false))
      case UInt8(ascii: "["): frames.append(Frame(isList: true))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = frames.popLast()
      case UInt8(ascii: "\""):
        let end = JSONPathScan.textEnd(head, index)
        readText(head[(index + 1)..<max(index + 1, end - 1)], before: head[end...])
        index = end
        continue
      default: break
      }
      index += 1
    }
  }

  private mutating func readText(_ text: ArraySlice<UInt8>, before rest: ArraySlice<UInt8>) {
    guard let frame = frames.last, !frame.isList, frames.count <= 16,
      rest.first(where: { !ASCII.isSpace($0) }) == UInt8(ascii: ":")
    else { return }
    let name = String(decoding: text, as: UTF8.self)
    frames[frames.count - 1].key = name
    if titles.contains(name) { note() }
  }

  private mutating func note() {
    let path = frames.dropLast().map { $0.isList ? JSONShape.Step.element : .key($0.key) }
    if best.map({ path.count < $0.count }) ?? true { best = path }
    guard path.count == 2, case .key(let name) = path[0], path[1] == .element,
      JSONPathScan.listNames.contains(name.lowercased())
    else { return }
    listed = listed ?? path
  }

  private static let listNames: Set<String> = [
    "papers", "items", "entries", "records", "results", "works", "articles", "publications",
    "documents", "data", "list", "notes", "rows",
  ]

  /// Returns the index after the quotation mark, or of the line break, that ends the string at
  /// `start`.
  static func textEnd(_ text: ArraySlice<UInt8>, _ start: Int) -> Int {
    var index = start + 1
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "\""): return index + 1
      case UInt8(ascii: "\\"): index += 2
      case 0x0A: return index
      default: index += 1
      }
    }
    return text.endIndex
  }

  /// Whether a line closes all brackets that it opens.
  static func isClosed(_ line: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var index = line.startIndex
    while index < line.endIndex {
      switch line[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        index = textEnd(line, index)
        continue
      default: break
      }
      index += 1
    }
    return depth <= 0
  }
}
