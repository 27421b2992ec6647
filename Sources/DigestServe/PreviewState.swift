import DigestCore
import DigestFiles
import DigestModel

/// The message to pages in the browser: the version of the site, and its errors.
struct PreviewState: Sendable {
  /// Identifies this run of the program.
  let session: String
  let generation: Int
  let problems: [Problem]
  let failure: String?

  struct Problem: Sendable {
    let diagnostic: Diagnostic
    /// The source line that the error is about.
    let source: String?
  }

  /// The maximum number of errors to show; a broken layout can cause one per page.
  static let limit = 100

  /// A JSON object on one line.
  var json: [UInt8] {
    var object = JSONObjectWriter()
    object.add("session", session)
    object.add("generation", generation)
    if let failure { object.add("failure", failure) }
    object.add("count", problems.count)
    var json = Array(object.finished.dropLast())
    json += ",\"problems\":[".utf8
    for (index, problem) in problems.prefix(PreviewState.limit).enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      json += problem.json
    }
    return json + Array("]}".utf8)
  }
}

extension PreviewState.Problem {
  fileprivate var json: [UInt8] {
    var object = JSONObjectWriter()
    object.add("path", diagnostic.path)
    object.add("line", diagnostic.line)
    object.add("column", diagnostic.column)
    object.add("message", diagnostic.message)
    if let hint = diagnostic.hint { object.add("hint", hint) }
    if let source { object.add("source", source) }
    return object.finished
  }
}

extension PreviewState {
  /// Longer lines are cut, because some files consist of a single line.
  private static let lineLimit = 300

  /// The source line that a diagnostic is about.
  static func sourceLine(of diagnostic: Diagnostic, in folders: [SourceFolder]) -> String? {
    guard diagnostic.line > 0 else { return nil }
    for folder in folders where diagnostic.path.hasPrefix("\(folder.name)/") {
      let path = String(diagnostic.path.dropFirst(folder.name.count + 1))
      guard let contents = try? folder.read(path, limit: ContentLoader.fileLimit),
        case .bytes(let bytes) = contents
      else { continue }
      return line(diagnostic.line, of: TextCheck.normalized(bytes))
    }
    return nil
  }

  private static func line(_ number: Int, of text: [UInt8]) -> String? {
    var lines = LineReader(text)
    while let range = lines.next() {
      guard lines.number == number else { continue }
      return String(decoding: text[range].prefix(lineLimit), as: UTF8.self)
    }
    return nil
  }
}
