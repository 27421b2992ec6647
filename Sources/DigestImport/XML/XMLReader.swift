import CXML2
import DigestCore

/// Reads XML from outside with libxml2's reader; the only file that knows libxml2.
///
/// A document type is refused, for entities and default attributes come with it; nothing is
/// fetched; depth, names and texts have libxml2's own limits.
struct XMLReader {
  /// Why the text cannot be read, and where.
  struct Problem: Error, Equatable {
    let line: Int
    let column: Int
    let message: String
    var hint: String?

    func diagnostic(_ path: String) -> Diagnostic {
      Diagnostic(path: path, line: line, column: column, message: message, hint: hint)
    }
  }

  static let depthLimit = 100
  /// More children than this in one element would be no record.
  static let nodeLimit = 200_000

  private let reader: xmlTextReaderPtr
  private let wanted: Set<String>
  private let firstError: FirstError

  /// What libxml2 said first; what it says later follows from that.
  private final class FirstError {
    var problem: Problem?
  }

  /// Gives libxml2 bytes as it asks for them.
  private final class Feed {
    private var piece: ArraySlice<UInt8>
    private let next: () throws(SystemError) -> [UInt8]
    private(set) var failure: SystemError?

    init(_ first: [UInt8], _ next: @escaping () throws(SystemError) -> [UInt8]) {
      piece = first[...]
      self.next = next
    }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
      do throws(SystemError) {
        if piece.isEmpty { piece = try next()[...] }
      } catch {
        failure = error
        return -1
      }
      let some = piece.prefix(buffer.count)
      buffer.copyBytes(from: some)
      piece = piece.dropFirst(some.count)
      return some.count
    }
  }

  /// Calls `found` with each element of one of those names, outermost only, in order, until it
  /// says `false`.
  ///
  /// `first` is the beginning of the text, `next` gives what follows, and nothing at the end.
  static func read(
    _ first: [UInt8], next: @escaping () throws(SystemError) -> [UInt8],
    elements wanted: Set<String>,
    found: (XMLElement) -> Bool
  ) throws(SystemError) -> Problem? {
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue)
    let feed = Feed(first, next)
    let problem = withExtendedLifetime(feed) { () -> Problem? in
      let target = Unmanaged.passUnretained(feed).toOpaque()
      let pointer = xmlReaderForIO(
        { target, bytes, count in
          guard let target else { return -1 }
          let feed = Unmanaged<Feed>.fromOpaque(target).takeUnretainedValue()
          return Int32(feed.fill(UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))))
        }, { _ in 0 }, target, nil, nil, options)
      guard let pointer else {
        return Problem(line: 1, column: 1, message: "this XML cannot be read")
      }
      defer { xmlFreeTextReader(pointer) }
      return XMLReader.read(pointer, wanted, found)
    }
    if let failure = feed.failure { throw failure }
    return problem
  }

  /// The same of a text that is there whole.
  static func read(
    _ text: [UInt8], elements wanted: Set<String>, found: (XMLElement) -> Bool
  ) -> Problem? {
    // Bytes in memory have no failure of their own.
    (try? read(text, next: { () in [] }, elements: wanted, found: found)) ?? nil
  }

  private static func read(
    _ pointer: xmlTextReaderPtr, _ wanted: Set<String>, _ found: (XMLElement) -> Bool
  ) -> Problem? {
    let firstError = FirstError()
    watch(pointer, firstError)
    let reader = XMLReader(reader: pointer, wanted: wanted, firstError: firstError)
    do throws(Problem) { try reader.read(found) } catch { return error }
    return nil
  }

  private static func watch(_ reader: xmlTextReaderPtr, _ firstError: FirstError) {
    let target = Unmanaged.passUnretained(firstError).toOpaque()
    xmlTextReaderSetStructuredErrorHandler(
      reader,
      { target, error in
        guard let target, let error = error?.pointee else { return }
        let first = Unmanaged<FirstError>.fromOpaque(target).takeUnretainedValue()
        guard first.problem == nil, error.level != XML_ERR_WARNING else { return }
        first.problem = XMLReader.problem(error)
      }, target)
  }

  private func read(_ found: (XMLElement) -> Bool) throws(Problem) {
    var path: [XMLAncestor] = []
    var seen = false
    while try advance() {
      switch xmlTextReaderNodeType(reader) {
      case 1:
        seen = true
        let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
        let element = element(path)
        if wanted.contains(element.name) {
          if !found(isEmpty ? element : try filled(element)) { return }
        } else if !isEmpty {
          if path.count > XMLReader.depthLimit { throw problem("nested more than 100 levels deep") }
          path.append(XMLAncestor(name: element.name, attributes: element.attributes))
        }
      case 15: _ = path.popLast()
      case 10:
        throw problem(
          "a document type ('<!DOCTYPE') is not allowed", hint: "remove it; no source needs one")
      default: break
      }
    }
    if !seen { throw problem("there is no element") }
  }

  /// The element with all its children, without recursion: depth is the source's choice.
  private func filled(_ root: XMLElement) throws(Problem) -> XMLElement {
    var open = [root]
    var nodes = 0
    while try advance() {
      nodes += 1
      if nodes > XMLReader.nodeLimit { throw problem("an element with more than 200,000 parts") }
      switch xmlTextReaderNodeType(reader) {
      case 1:
        let child = element([])
        if xmlTextReaderIsEmptyElement(reader) == 1 {
          open[open.count - 1].children.append(.element(child))
        } else {
          if open.count > XMLReader.depthLimit { throw problem("nested more than 100 levels deep") }
          open.append(child)
        }
      case 3, 4, 13, 14:
        open[open.count - 1].children.append(
          .text(XMLReader.string(xmlTextReaderConstValue(reader))))
      case 15:
        let closed = open.removeLast()
        guard !open.isEmpty else { return closed }
        open[open.count - 1].children.append(.element(closed))
      default: break
      }
    }
    throw problem("the text ends in the middle of an element")
  }

  private func element(_ path: [XMLAncestor]) -> XMLElement {
    let name = XMLReader.string(xmlTextReaderConstLocalName(reader))
    let line = nodeLine
    var attributes: [String: String] = [:]
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      let name = XMLReader.string(xmlTextReaderConstLocalName(reader))
      attributes[name] = XMLReader.string(xmlTextReaderConstValue(reader))
    }
    _ = xmlTextReaderMoveToElement(reader)
    return XMLElement(name: name, attributes: attributes, path: path, line: line)
  }

  /// Whether there is a further node.
  private func advance() throws(Problem) -> Bool {
    switch xmlTextReaderRead(reader) {
    case 1: return true
    case 0: return false
    default: throw firstError.problem ?? problem("this XML cannot be read")
    }
  }

  private static func problem(_ error: xmlError) -> Problem {
    let said = error.message.map { String(cString: $0) } ?? "cannot be read"
    // libxml2 says so of a text that is cut short, too.
    let message =
      said.hasPrefix("Extra content")
      ? "the document ends too early, or goes on behind its end"
      : said.split(separator: "\n").first.map(String.init) ?? said
    return Problem(
      line: max(1, Int(error.line)), column: max(1, Int(error.int2)),
      message: "invalid XML: \(message)",
      hint: "fetch the file again; XML that is cut short or changed by hand often reads so")
  }

  private func problem(_ message: String, hint: String? = nil) -> Problem {
    Problem(line: nodeLine, column: 1, message: message, hint: hint)
  }

  /// Where the node at hand begins; the parser itself has read ahead.
  private var nodeLine: Int {
    xmlTextReaderCurrentNode(reader).map { max(1, Int(xmlGetLineNo($0))) } ?? 1
  }

  private static func string(_ text: UnsafePointer<UInt8>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}

extension ImportSource {
  /// Why a record is left out.
  func leftOut(_ element: XMLElement, _ message: String, _ hint: String? = nil) -> Diagnostic {
    Diagnostic(
      path: path, line: element.line, column: 1, severity: .warning,
      message: "\(message); left out", hint: hint)
  }
}
