import DigestCore
import DigestModel

/// Reads a source with an importer, in pieces if the format allows.
struct SourceReader {
  /// The maximum size in bytes of a source that is read as a whole.
  static let maxWhole = 256 << 20
  /// The maximum size of a record in bytes.
  private static let maxRecord = 64 << 20
  /// The number of records that are parsed together, to limit the memory for their problems.
  private static let batch = 4096

  let importer: Importer
  /// The source without its text.
  let source: ImportSource
  let parallel: Parallel
  let sink: RecordSink

  /// Reads the source; `first` has been read from the stream to detect the format.
  func read(_ first: [UInt8], _ stream: ImportStream) throws(SystemError) {
    switch importer.reading {
    case .text(let read):
      guard let text = try text(first, stream) else { return }
      read(source.with(text), sink)
    case .objects(let read): try readObjects(first, stream, read)
    case .elements(let names, let make): try readElements(first, stream, names, make(source))
    }
  }

  private func text(_ first: [UInt8], _ stream: ImportStream) throws(SystemError) -> [UInt8]? {
    guard let bytes = try stream.rest(after: first, limit: SourceReader.maxWhole) else {
      sink.report(
        Diagnostic(
          path: source.path, message: "the file is larger than 256 MB", hint: "cut it into parts"))
      return nil
    }
    guard let problems = TextCheck.utf8Problem(bytes, source.path) else {
      return TextCheck.normalized(bytes)
    }
    guard importer.authority == .bibliography || importer.authority == .owner,
      let decoded = TextEncoding.windows1252(bytes)
    else {
      for problem in problems { sink.report(problem) }
      return nil
    }
    sink.report(
      Diagnostic(
        path: source.path, severity: .warning, message: "not UTF-8; read as Windows-1252",
        hint: "see whether the accents are right, or save the file as UTF-8"))
    return TextCheck.normalized(decoded)
  }

  private func readElements(
    _ first: [UInt8], _ stream: ImportStream, _ names: Set<String>, _ reader: any ElementReader
  ) throws(SystemError) {
    var reader = reader
    let next = { () throws(SystemError) in try stream.next() }
    let problem = try XMLReader.read(first, next: next, elements: names) { element in
      reader.read(element, sink)
      return !sink.isStopped
    }
    guard let problem else { return reader.finish(sink) }
    sink.report(problem.diagnostic(source.path))
  }
}

/// JSON sources.
extension SourceReader {
  private typealias ReadObject = @Sendable (JSONObject, ImportSource, RecordSink) -> Void

  private func readObjects(
    _ first: [UInt8], _ stream: ImportStream, _ read: ReadObject
  ) throws(SystemError) {
    let first = first.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(first.dropFirst(3)) : first
    let title = source.mapping?.names["title"].map { [$0] } ?? []
    switch JSONShape(first.prefix(1 << 20), titles: JSONShape.titles.union(title)) {
    case .lines: try cut(first, stream, LineRecords(), read)
    case .values(let path): try cut(first, stream, JSONRecords(path: path), read)
    }
  }

  private func cut(
    _ first: [UInt8], _ stream: ImportStream, _ cutter: some RecordCutter, _ readObject: ReadObject
  ) throws(SystemError) {
    var cutter = cutter
    var piece = first
    while !piece.isEmpty && !sink.isStopped {
      cutter.read(piece)
      read(cutter, readObject)
      if cutter.pending > SourceReader.maxRecord {
        return report(cutter.end, "a record of more than 64 MB", "no paper has so much to tell")
      }
      piece = try stream.next()
    }
    let isWhole = cutter.finish()
    let place = cutter.end
    let isCut = read(cutter, readObject)
    if sink.isEmpty { reportSyntax(first) }
    if sink.hasErrors { return }
    if isCut || !isWhole {
      report(
        place,
        "the file ends in the middle of \(isCut ? "a record" : "a list"); what stands before it was imported",
        "fetch the file whole and import again")
    }
  }

  /// Reports a syntax error if a text without records is not JSON.
  private func reportSyntax(_ text: [UInt8]) {
    guard text.count < ImportStream.pieceSize, String(validating: text, as: UTF8.self) != nil else {
      return
    }
    do throws(JSONProblem) {
      _ = try JSONParser.parse(text[...])
    } catch {
      sink.report(
        source.with(text).problem(
          .error, at: error.offset, "invalid JSON: \(error.message)",
          hint: "fetch or export the file again"))
    }
  }

  private func report(_ place: TextPlace, _ message: String, _ hint: String) {
    sink.report(
      Diagnostic(path: source.path, line: place.line, message: message, hint: hint))
  }

  /// Reads the records; returns whether the last one is incomplete.
  @discardableResult
  private func read(_ cutter: some RecordCutter, _ readObject: ReadObject) -> Bool {
    let (text, records, source) = (cutter.text, cutter.records, source)
    var isCut = false
    for start in stride(from: 0, to: records.count, by: SourceReader.batch) {
      let some = records[start..<min(records.count, start + SourceReader.batch)]
      let results = parallel.map(some.count) { index in
        let record = some[some.startIndex + index]
        return Result.make(text[record.range], source, record.place, readObject)
      }
      for result in results {
        sink.add(result.sink)
        isCut = result.isCut
      }
    }
    return isCut
  }
}

/// The result of parsing a JSON object.
// @unchecked because a sink is a mutable class: the thread that parses the object makes it and hands
// it over when it is done, so only one thread at a time has access.
private struct Result: @unchecked Sendable {
  let sink: RecordSink
  /// Whether the text ends inside the object.
  var isCut = false

  static func make(
    _ text: ArraySlice<UInt8>, _ source: ImportSource, _ place: TextPlace,
    _ read: @Sendable (JSONObject, ImportSource, RecordSink) -> Void
  ) -> Result {
    let source = source.with(Array(text), start: place)
    let sink = RecordSink()
    guard String(validating: text, as: UTF8.self) != nil else {
      sink.leaveOut(
        source.problem(
          .warning, at: 0, "this record is not valid UTF-8; left out",
          hint: "save the file as UTF-8"))
      return Result(sink: sink)
    }
    do throws(JSONProblem) {
      if let object = try JSONParser.parse(source.text[...]).object {
        read(object, source, sink)
      } else {
        sink.leaveOut(
          source.problem(
            .warning, at: 0, "not a JSON object; left out", hint: "write one object a line"))
      }
      return Result(sink: sink)
    } catch {
      sink.leaveOut(
        source.problem(
          .warning, at: error.offset, "invalid JSON: \(error.message); left out",
          hint: "mend the record, or export the file again"))
      return Result(sink: sink, isCut: error.offset >= source.text.count)
    }
  }
}
