import DigestCore
import DigestMarkup
import DigestModel

/// RIS, as written by EndNote, Zotero and publishers: lines from `TY  - JOUR` to `ER  -`.
extension Importer {
  static let ris = Importer(
    name: "ris", authority: .bibliography,
    recognizes: { head in
      head.text.starts(with: "TY".utf8)
        && head.text.dropFirst(2).drop { $0 == 0x20 }.first == UInt8(ascii: "-")
    },
    reading: .text { source, sink in
      var reader = RISReader(source, sink)
      reader.read()
    })
}

private struct RISReader {
  private let source: ImportSource
  private let sink: RecordSink
  private var tags: [String: [String]] = [:]
  private var last: String?
  private var firstLine: Int?

  init(_ source: ImportSource, _ sink: RecordSink) {
    self.source = source
    self.sink = sink
  }

  mutating func read() {
    var lines = LineReader(source.text)
    while !sink.isStopped, let range = lines.next() {
      let line = source.text[range]
      guard let (tag, value) = RISReader.field(line) else {
        addToLast(String(decoding: line, as: UTF8.self))
        continue
      }
      switch tag {
      case "TY":
        if firstLine != nil { report("a record without its last line 'ER  -'") }
        (tags, last, firstLine) = (["TY": [value]], nil, lines.number)
      case "ER": endRecord(lines.number)
      default:
        tags[tag, default: []].append(value)
        last = tag
      }
    }
    if firstLine != nil { report("the file ends in the middle of a record") }
  }

  /// Parses a line: a tag of two capitals or digits, spaces, a hyphen, and the value.
  private static func field(_ line: ArraySlice<UInt8>) -> (tag: String, value: String)? {
    let tag = line.prefix { ASCII.isCapital($0) || ASCII.isDigit($0) }
    let rest = line[tag.endIndex...].drop { $0 == 0x20 }
    guard tag.count == 2, tag.first.map(ASCII.isCapital) == true,
      rest.first == UInt8(ascii: "-"), rest.startIndex > tag.endIndex
    else { return nil }
    let value = rest.dropFirst().drop { $0 == 0x20 }
    return (String(decoding: tag, as: UTF8.self), String(decoding: value, as: UTF8.self))
  }

  /// Appends a line to the last value, because long abstracts may be wrapped.
  private mutating func addToLast(_ text: String) {
    guard let last, let count = tags[last]?.count, count > 0 else { return }
    // In place, because a record may have a hundred thousand such lines.
    tags[last]?[count - 1] += "\n" + text
  }

  private mutating func report(_ message: String) {
    sink.leaveOut(
      Diagnostic(
        path: source.path, line: firstLine ?? 1, severity: .warning,
        message: "\(message); left out", hint: "export or fetch the file again"))
    (tags, last, firstLine) = ([:], nil, nil)
  }

  private mutating func endRecord(_ line: Int) {
    let record = RISRecord(source: source, tags: tags, line: firstLine ?? line)
    sink.later { record.make($0) }
    (tags, last, firstLine) = ([:], nil, nil)
  }
}

/// The fields of a record.
private struct RISRecord: Sendable {
  let source: ImportSource
  let tags: [String: [String]]
  let line: Int

  func make(_ sink: RecordSink) {
    guard let title = text("TI", "T1", "CT", "BT"), !MarkedUpText.plain(title).isEmpty else {
      return sink.leaveOut(
        Diagnostic(
          path: source.path, line: line, severity: .warning,
          message: "a record without a title; left out", hint: "export or fetch the file again"))
    }
    var record = PaperRecord(
      title: TeXText(paragraphs: MarkedUpText.paragraphs(title)),
      abstract: TeXText(paragraphs: MarkedUpText.paragraphs(text("AB", "N2") ?? "")),
      place: TextPlace(line: line))
    record.published = text("DA", "PY", "Y1").flatMap(RISRecord.day)
    record.date = source.days.date ?? record.published
    record.authors = (tags["AU"] ?? tags["A1"] ?? []).compactMap(RISRecord.author)
    record.venue = text("JO", "T2", "JF", "JA", "BT", "C3").map(MarkedUpText.plain)
      .flatMap { $0.lowercased().hasPrefix("arxiv") ? nil : $0 }
    record.pages = [text("SP"), text("EP")].compactMap { $0 }.joined(separator: "–")
    record.tags = (tags["KW"] ?? []).flatMap { $0.split { $0 == ";" || $0 == "\n" } }
      .map { String($0) }
    record.setDOI(text("DO"))
    for address in (tags["UR"] ?? []) + (tags["L1"] ?? []) { record.setAddress(address) }
    record.arxiv = record.arxiv ?? text("M1", "AN").flatMap { ArxivID.found(in: $0) }
    sink.add(record)
  }

  private func text(_ names: String...) -> String? {
    names.lazy.compactMap { tags[$0]?.first { !$0.utf8.allSatisfy(ASCII.isSpace) } }.first
  }

  /// `2026/01/05/`, `2026///`, `2026`.
  private static func day(_ text: String) -> Day? {
    let parts = text.split(separator: "/").prefix(3).compactMap { Int($0) }
    guard text.contains("/"), let year = parts.first else { return Day(loose: text) }
    return Day(
      year: year, month: parts.count > 1 ? parts[1] : 1, day: parts.count > 2 ? parts[2] : 1)
  }

  /// `Last, First, Suffix`.
  private static func author(_ text: String) -> Author? {
    let parts = text.split(separator: ",").map { FieldReader.tidied(String($0)) }
    let ordered = parts.count > 1 ? [parts[1], parts[0]] + parts.dropFirst(2) : parts
    let name = MarkedUpText.plain(ordered.joined(separator: " "))
    return name.isEmpty ? nil : Author(name: name)
  }
}
