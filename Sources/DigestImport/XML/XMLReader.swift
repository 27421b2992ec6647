import CXML2
import DigestCore

/// Reads untrusted XML with libxml2's reader; this is the only file that uses libxml2.
///
/// Document types are rejected, because they bring entities and default attributes. Nothing is
/// fetched. Depth and the length of names and texts are limited.
struct XMLReader {
  /// The reason that a text cannot be read, with its position.
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
  /// The maximum number of nodes in an element; no record has more.
  static let nodeLimit = 200_000

  private let reader: xmlTextReaderPtr
  private let wanted: Set<String>
  private let firstError: FirstError

  /// The first error that libxml2 reports; later ones are its consequences.
  private final class FirstError {
    var problem: Problem?
  }

  /// Supplies libxml2 with bytes on demand.
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

  /// Calls `found` with each outermost element that has one of the names, until it returns `false`.
  ///
  /// `first` is the beginning of the text; `next` returns the following pieces, and an empty one at
  /// the end. Returns the first error in the XML, if any; throws the errors of `next`.
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

  /// Reads a complete text in the same way.
  static func read(
    _ text: [UInt8], elements wanted: Set<String>, found: (XMLElement) -> Bool
  ) -> Problem? {
    // Reading from memory cannot fail.
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

  /// Returns an element with all its children; not recursive, because the source determines the
  /// depth.
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

  /// Advances to the next node; returns whether there is one.
  private func advance() throws(Problem) -> Bool {
    switch xmlTextReaderRead(reader) {
    case 1: return true
    case 0: return false
    default: throw firstError.problem ?? problem("this XML cannot be read")
    }
  }

  private static func problem(_ error: xmlError) -> Problem {
    let said = error.message.map { String(cString: $0) } ?? "cannot be read"
    // libxml2 reports this for a truncated text, too.
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

  /// The line of the current node; the parser itself has read ahead.
  private var nodeLine: Int {
    xmlTextReaderCurrentNode(reader).map { max(1, Int(xmlGetLineNo($0))) } ?? 1
  }

  private static func string(_ text: UnsafePointer<UInt8>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}

extension ImportSource {
  /// Returns a warning that a record is left out.
  func leftOut(_ element: XMLElement, _ message: String, _ hint: String? = nil) -> Diagnostic {
    Diagnostic(
      path: path, line: element.line, column: 1, severity: .warning,
      message: "\(message); left out", hint: hint)
  }
}
