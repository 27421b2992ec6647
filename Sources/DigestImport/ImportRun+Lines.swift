import DigestCore

/// Files of a record a line: as large as they like, written as they are read.
extension ImportRun {
  /// More than this in one line is no record.
  private static let maxLine = 64 << 20

  mutating func read(
    _ stream: ImportStream, _ first: [UInt8], _ importer: Importer,
    lines read: @Sendable (ImportSource, inout [Diagnostic]) -> [PaperRecord]
  ) throws(SystemError) {
    var pending = first.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(first.dropFirst(3)) : first
    var line = 1
    while !hasErrors {
      let piece = try stream.next()
      let isLast = piece.isEmpty
      let end = isLast ? pending.count : (pending.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
      if end == 0 && pending.count > ImportRun.maxLine {
        let message = "a line of more than 64 MB"
        let hint = "this format has a record a line"
        diagnostics.append(
          Diagnostic(path: stream.path, line: line, message: message, hint: hint))
        return
      }
      try self.read(pending[..<end], from: line, stream, importer, read)
      line += pending[..<end].count { $0 == 0x0A }
      if isLast {
        if pending.last != 0x0A { reportCutOff(stream, line) }
        return
      }
      pending = Array(pending[end...]) + piece
    }
  }

  private mutating func read(
    _ text: ArraySlice<UInt8>, from firstLine: Int, _ stream: ImportStream, _ importer: Importer,
    _ read: @Sendable (ImportSource, inout [Diagnostic]) -> [PaperRecord]
  ) throws(SystemError) {
    let lines = ImportRun.lines(of: text)
    let (rules, blank) = (rules, source(stream.path, []))
    let results = parallel.map(lines.count) { index in
      var source = blank
      source.firstLine = firstLine + lines[index].number
      return ImportRun.files(in: text[lines[index].range], source, read, rules)
    }
    let found = results.flatMap(\.diagnostics)
    take(found)
    skip("left out", found.count)
    try session.add(results.flatMap(\.files), from: stream.path, importer.authority)
    report(stream)
  }

  /// A download that broke off is no success, though all whole records of it are in.
  private mutating func reportCutOff(_ stream: ImportStream, _ line: Int) {
    let isCut = diagnostics.contains { problem in
      problem.path == stream.path && problem.line == line
        && problem.message.hasPrefix("invalid JSON: the text ends in the middle")
    }
    guard isCut else { return }
    diagnostics.append(
      Diagnostic(
        path: stream.path, line: line,
        message: "the file ends in the middle of a record; what stands before it was imported",
        hint: "fetch the file whole and import again"))
  }

  private static func files(
    in line: ArraySlice<UInt8>, _ source: ImportSource,
    _ read: (ImportSource, inout [Diagnostic]) -> [PaperRecord], _ rules: TagRules?
  ) -> (files: [PaperFile], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    guard String(validating: line, as: UTF8.self) != nil else {
      let message = "this line is not valid UTF-8; left out"
      diagnostics.append(
        source.problem(.warning, at: 0, message, hint: "save the file as UTF-8"))
      return ([], diagnostics)
    }
    let source = ImportSource(
      path: source.path, text: Array(line), days: source.days, mapping: source.mapping,
      firstLine: source.firstLine)
    let records = read(source, &diagnostics)
    return (records.map { PaperFile($0, rules: rules) }, diagnostics)
  }

  /// The lines that hold something, without their ends, numbered from 0.
  private static func lines(of text: ArraySlice<UInt8>) -> [(range: Range<Int>, number: Int)] {
    var lines: [(range: Range<Int>, number: Int)] = []
    var start = text.startIndex
    var number = 0
    while start < text.endIndex {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
      let isEmpty = text[start..<end].allSatisfy(ASCII.isSpace)
      let hasReturn = end > start && text[end - 1] == 0x0D
      if !isEmpty { lines.append((start..<(hasReturn ? end - 1 : end), number)) }
      start = end + 1
      number += 1
    }
    return lines
  }
}
