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

  /// Calls `found` with each element of one of those names, outermost only, in order.
  static func read(
    _ text: [UInt8], elements wanted: Set<String>, found: (XMLElement) -> Void
  ) throws(Problem) {
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_NOCDATA.rawValue)
    var problem: Problem?
    text.withUnsafeBytes { buffer in
      let start = buffer.bindMemory(to: CChar.self).baseAddress
      guard let pointer = xmlReaderForMemory(start, Int32(buffer.count), nil, "UTF-8", options)
      else {
        problem = Problem(line: 1, column: 1, message: "this XML cannot be read")
        return
      }
      defer { xmlFreeTextReader(pointer) }
      let firstError = FirstError()
      watch(pointer, firstError)
      let reader = XMLReader(reader: pointer, wanted: wanted, firstError: firstError)
      do throws(Problem) { try reader.read(found) } catch { problem = error }
    }
    if let problem { throw problem }
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

  private func read(_ found: (XMLElement) -> Void) throws(Problem) {
    var path: [XMLAncestor] = []
    var seen = false
    while try advance() {
      switch xmlTextReaderNodeType(reader) {
      case 1:
        seen = true
        let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
        let element = element(path)
        if wanted.contains(element.name) {
          found(isEmpty ? element : try filled(element))
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
  /// The elements of those names; a problem makes an error at its place.
  func elements(_ names: Set<String>, _ diagnostics: inout [Diagnostic]) -> [XMLElement] {
    var elements: [XMLElement] = []
    do throws(XMLReader.Problem) {
      try XMLReader.read(text, elements: names) { elements.append($0) }
    } catch {
      diagnostics.append(
        Diagnostic(
          path: path, line: error.line, column: error.column, message: error.message,
          hint: error.hint))
    }
    return elements
  }

  /// A record that is left out.
  func leftOut(_ element: XMLElement, _ message: String, _ hint: String? = nil) -> Diagnostic {
    Diagnostic(
      path: path, line: element.line, column: 1, severity: .warning,
      message: "\(message); left out", hint: hint)
  }
}
